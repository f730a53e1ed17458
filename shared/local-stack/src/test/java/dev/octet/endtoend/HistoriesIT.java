package dev.octet.endtoend;

import static dev.octet.endtoend.Octet.data;
import static dev.octet.endtoend.Octet.type;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.Hash;
import dev.octet.domain.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Histories as those of shared/simulation, in real time: real processes, queues and tables, all numbers at once. */
class HistoriesIT {
  private static final int HISTORIES = Integer.getInteger("octet.lived-histories", 50);
  private static final long FIRST_SEED = Long.getLong("octet.seed", 1);
  /** As many as one function has processes. */
  private static final int RECONCILED_AT_ONCE = 4;
  private static final String FIELDS = "subject,description,suspended,join_approval_mode,participants,total_participant_count";

  private final ConcurrentMap<String, Integer> counts = new ConcurrentSkipListMap<>();

  @Test
  void at_the_end_octet_s_answers_are_the_platform_s_truth_and_everything_was_told_once() throws Exception {
    List<String> numbers = IntStream.range(0, HISTORIES).mapToObj(i -> String.format("3%014d", FIRST_SEED + i)).toList();
    // For fifty numbers it is more than a variable of Lambda's takes.
    Path secrets = Files.writeString(Files.createDirectories(Path.of("target", "histories")).resolve("secrets.json"), secrets(numbers)).toAbsolutePath();
    // Nobody looks at the traffic of these, and to record it is a good part of the work.
    try (Octet octet = Octet.start(settings -> settings.withParameter("SecretsId", "file:" + secrets).withParameter("SettleWindow", "PT5S")
        .withParameter("SandboxTrafficKept", "PT0S"))) {
      octet.faults(JsonObject.EMPTY.with("numbers", perNumber(numbers, HistoriesIT::faultsOfWebhooks)));
      List<LivedHistory> histories = new ArrayList<>();
      for (int i = 0; i < HISTORIES; i++) {
        histories.add(new LivedHistory(octet, numbers.get(i), FIRST_SEED + i, counts));
      }
      step("started");
      try (var schedule = Executors.newSingleThreadScheduledExecutor()) {
        // What lost its answer or its webhook, the settlement goes on with: every second here.
        var _ = schedule.scheduleWithFixedDelay(octet::settle, 1, 1, TimeUnit.SECONDS);
        all(histories, LivedHistory::begin);
        step("begun");
        octet.faults(JsonObject.EMPTY.with("numbers", perNumber(numbers, HistoriesIT::faults)));
        all(histories, LivedHistory::goOn);
        step("asked for");
        everythingEnds(octet, histories);
        step("ended");
      }
      reconcile(octet, numbers);
      step("reconciled");
      histories.forEach(history -> same(octet, history));
      oneIdForOneEnd(octet);
      step("compared");
    } finally {
      counts.forEach((what, many) -> System.out.printf("%6d %s%n", many, what));
    }
  }

  private long since = System.nanoTime();

  private void step(String what) {
    System.out.println(what + " after " + Duration.ofNanos(System.nanoTime() - since).toMillis() + " ms");
    since = System.nanoTime();
  }

  private static String secrets(List<String> numbers) {
    return JsonObject.EMPTY
        .with("app_secrets", List.of("local-app-secret")).with("verify_token", "local-verify-token")
        .with("api_tokens", List.of(JsonObject.EMPTY.with("sha256", HexFormat.of().formatHex(Hash.sha256(Octet.TOKEN.getBytes(StandardCharsets.UTF_8))))
            .with("phone_number_ids", numbers)))
        .with("access_tokens", perNumber(numbers, _ -> "sandbox-token"))
        .toJson();
  }

  private static JsonObject perNumber(List<String> numbers, Function<String, Object> value) {
    JsonObject all = JsonObject.EMPTY;
    for (String number : numbers) {
      all = all.with(number, value.apply(number));
    }
    return all;
  }

  /** A lost webhook strikes a create, which is settled from the list: what else is lost is looked at after a minute only. */
  private static JsonObject faultsOfWebhooks(String number) {
    JsonObject faults = JsonObject.EMPTY.with("duplicate", 4).with("reorder", 3).with("webhook_before_answer", 2);
    return number.hashCode() % 3 == 0 ? faults.with("lost_webhook", 1) : faults;
  }

  /** Those of calls only when groups are there: a settlement that gets no answer waits for a minute. */
  private static JsonObject faults(String number) {
    return faultsOfWebhooks(number).without("lost_webhook").with("answer_lost", 2).with("no_answer", 2)
        .with("status", JsonObject.EMPTY.with("code", 503).with("times", 2));
  }

  private static void all(List<LivedHistory> histories, Consumer<LivedHistory> what) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      histories.forEach(history -> all.add(threads.submit(() -> what.accept(history))));
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  private static void everythingEnds(Octet octet, List<LivedHistory> histories) {
    Set<String> taken = histories.stream().flatMap(history -> history.taken.stream()).collect(Collectors.toCollection(TreeSet::new));
    Octet.await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
      Set<String> open = new TreeSet<>(taken);
      ends(octet).forEach(end -> open.remove(data(end).text("command_id").orElse("")));
      assertThat(open).isEmpty();
    });
  }

  private static List<JsonObject> ends(Octet octet) {
    return octet.told(one -> type(one).startsWith("operation."));
  }

  private static void oneIdForOneEnd(Octet octet) {
    Map<String, Set<String>> ids = new TreeMap<>();
    ends(octet).forEach(end -> ids.computeIfAbsent(data(end).text("request_id").orElseThrow(), _ -> new TreeSet<>()).add(end.text("id").orElseThrow()));
    assertThat(ids.values()).allSatisfy(same -> assertThat(same).hasSize(1));
    Map<String, Set<String>> made = new TreeMap<>();
    octet.told(one -> type(one).equals("group.created")).forEach(one ->
        made.computeIfAbsent(data(one).text("request_id").orElseThrow(), _ -> new TreeSet<>()).add(data(one).text("group_id").orElseThrow()));
    assertThat(made.values()).allSatisfy(groups -> assertThat(groups).hasSize(1));
  }

  /** Once, all numbers. A run does as much as fits into its time; several run side by side. */
  private static void reconcile(Octet octet, List<String> numbers) throws Exception {
    assertThat(octet.post("/v1/reconcile", "").status()).isEqualTo(202);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> runs = new ArrayList<>();
      for (int i = 0; i < RECONCILED_AT_ONCE; i++) {
        runs.add(threads.submit(() -> octet.stack().invokeSchedule("ReconciliationFunction")));
      }
      for (Future<?> run : runs) {
        run.get();
      }
    }
    Octet.await().atMost(Duration.ofMinutes(5)).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
      octet.stack().invokeSchedule("ReconciliationFunction");
      assertThat(numbers).allSatisfy(number -> assertThat(octet.get("/v1/numbers/" + number + "/reconcile").text("state")).isEqualTo("done"));
    });
  }

  private void same(Octet octet, LivedHistory history) {
    Map<String, JsonObject> truth = history.groups().stream().collect(Collectors.toMap(group -> group.text("id").orElseThrow(), group -> group));
    List<String> listed = octet.get("/graph/v26.0/" + history.number + "/groups?limit=100").body().object("data").orElseThrow().objects("groups").stream()
        .map(row -> row.text("id").orElseThrow()).toList();
    assertThat(listed).as(history.number).containsExactlyInAnyOrderElementsOf(truth.keySet());
    truth.forEach((id, group) -> {
      counts.merge("groups compared", 1, Integer::sum);
      JsonObject info = octet.get("/graph/v26.0/" + id + "?fields=" + FIELDS).body();
      String what = history.number + " " + id;
      for (String field : List.of("subject", "join_approval_mode")) {
        assertThat(info.text(field)).as("%s of %s", field, what).isEqualTo(group.text(field));
      }
      assertThat(info.text("description").orElse("")).as("description of %s", what).isEqualTo(group.text("description").orElse(""));
      assertThat(info.bool("suspended")).as("suspension of %s", what).isEqualTo(group.bool("suspended"));
      assertThat(people(info)).as("participants of %s", what).isEqualTo(people(group));
      assertThat(octet.get("/graph/v26.0/" + id + "/invite_link").body().text("invite_link")).as("link of %s", what).isEqualTo(group.text("invite_link"));
    });
  }

  private static Set<Optional<String>> people(JsonObject group) {
    return group.objects("participants").stream().map(person -> person.text("user_id")).collect(Collectors.toSet());
  }
}
