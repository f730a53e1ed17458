package dev.octet.grouplifecycle;

import dev.octet.domain.group.Group;
import dev.octet.domain.group.Participant;
import dev.octet.domain.group.Person;
import dev.octet.domain.json.JsonObject;
import dev.octet.operations.ScriptedPlatform.Answer;
import dev.octet.operations.ScriptedPlatform.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The groups of the number 100 as the platform has them, which is not always what the table of a test says. */
final class PlatformTruth {
  static final Person ANNA = new Person(Optional.of("GB.1"), Optional.of("447001"), Optional.empty(), Optional.empty());
  static final Person BEN = new Person(Optional.of("GB.2"), Optional.of("447002"), Optional.empty(), Optional.empty());
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final World world;
  /** What it answers about each group; the newest last. */
  final Map<String, JsonObject> groups = Collections.synchronizedMap(new LinkedHashMap<>());
  final Map<String, String> links = Collections.synchronizedMap(new LinkedHashMap<>());
  /** What it says instead, where the test wants it to. */
  Function<Request, Optional<Answer>> instead = _ -> Optional.empty();

  PlatformTruth(World world) {
    this.world = world;
    world.platform.answers(request -> instead.apply(request).orElseGet(() -> answer(request)));
  }

  private Answer answer(Request request) {
    if (request.path().endsWith("/groups")) {
      return list(request);
    }
    boolean link = request.path().endsWith("/invite_link");
    String id = request.path().replaceAll("^/v26.0/|/invite_link$", "");
    if (!groups.containsKey(id) || !request.token().equals("Bearer platform-100")) {
      return Answer.error(400, 131041);
    }
    return Answer.ok(link ? JsonObject.EMPTY.with("messaging_product", "whatsapp").with("invite_link", links.get(id)) : groups.get(id));
  }

  private Answer list(Request request) {
    List<JsonObject> all = request.path().endsWith("/100/groups") ? new ArrayList<>(groups.values()).reversed() : List.of();
    int from = parameter(request, "after").map(Integer::parseInt).orElse(0);
    int to = Math.min(all.size(), from + parameter(request, "limit").map(Integer::parseInt).orElse(25));
    JsonObject answer = JsonObject.EMPTY.with("data", JsonObject.EMPTY.with("groups", all.subList(from, to).stream().map(group ->
        JsonObject.EMPTY.with("id", group.text("id")).with("subject", group.text("subject")).with("created_at", group.text("creation_timestamp"))).toList()));
    JsonObject paging = JsonObject.EMPTY.with("cursors", JsonObject.EMPTY.with("after", Integer.toString(to)));
    return Answer.ok(answer.with("paging", to < all.size() ? paging.with("next", "https://next") : paging));
  }

  private static Optional<String> parameter(Request request, String name) {
    Matcher matcher = Pattern.compile("(?:^|&)" + name + "=([^&]*)").matcher(request.query());
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** A group that exists since yesterday, and that the table does not know. */
  String unknown(String subject, Person... people) {
    String id = "R-" + NUMBERS.incrementAndGet();
    groups.put(id, JsonObject.EMPTY.with("messaging_product", "whatsapp").with("id", id).with("subject", subject).with("suspended", false)
        .with("creation_timestamp", yesterday().getEpochSecond()).with("join_approval_mode", "auto_approve"));
    links.put(id, "https://chat.whatsapp.com/" + id);
    people(id, people);
    return id;
  }

  /** A group of which table and platform say the same. */
  String known(String subject, Person... people) {
    String id = unknown(subject, people);
    Groups table = world.groups();
    table.update(id, "100", group -> group.created(Optional.of(subject), Optional.ofNullable(links.get(id)), Optional.empty(), yesterday(), Optional.empty()));
    for (Person person : people) {
      table.update(id, "100", group -> group.moved(person, Participant.Move.JOINED, yesterday()).group());
    }
    return id;
  }

  private Instant yesterday() {
    return World.START.minus(Duration.ofDays(1)).plusSeconds(groups.size());
  }

  void people(String id, Person... people) {
    set(id, "participants", List.of(people).stream().map(Person::toJson).toList());
    set(id, "total_participant_count", people.length);
  }

  void set(String id, String field, Object value) {
    groups.compute(id, (_, group) -> (group == null ? JsonObject.EMPTY : group).with(field, value));
  }

  Group inTable(String id) {
    return world.groups().get(id).orElseThrow().group();
  }

  /** Somebody doubts the group, a minute ago. */
  void doubt(String id) {
    new ReconcileMarks(world.table(), world.clock).request("100", id);
  }

  boolean isNoted(String id) {
    return new ReconcileMarks(world.table(), world.clock).isNoted("100", id);
  }

  /** No sweep is due by itself: what a test looks at is what it asked for. */
  void sweptJustNow() {
    for (String number : List.of("100", "101", "200")) {
      ReconciliationStore store = new ReconciliationStore(world.table(), world.clock);
      store.update(store.standing(number), sweep -> sweep.begun(world.clock.instant()).done(world.clock.instant()));
    }
  }

  /** Somebody wants the number 100 to be compared. */
  void sweepIsDue() {
    var _ = new ReconciliationStore(world.table(), world.clock).request("100");
  }

  /** Minute by minute. */
  void runs(int minutes) {
    for (int i = 0; i < minutes; i++) {
      var _ = world.reconcile();
      world.clock.advance(Duration.ofMinutes(1));
    }
  }

  long calls(String id) {
    return world.platform.requests.stream().filter(request -> request.path().contains("/" + id)).count();
  }

  long activeGroups() {
    return world.table().get(new dev.octet.aws.table.Key("NUMBER#100", "NUMBER")).map(item -> item.attributes().whole("active_groups").orElse(0)).orElse(0L);
  }

  static List<String> fields(JsonObject repaired) {
    return World.data(repaired).objects("differences").stream().map(difference -> difference.text("field").orElseThrow()).toList();
  }
}
