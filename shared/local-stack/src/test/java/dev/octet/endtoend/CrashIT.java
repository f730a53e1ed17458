package dev.octet.endtoend;

import static dev.octet.endtoend.Octet.await;
import static dev.octet.endtoend.Octet.data;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.localstack.Settings;
import dev.octet.localstack.template.FunctionOverride;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * The process of each function on the path of a create is killed (SIGKILL, its memory gone) after each of its side
 * effects in turn, after the effect and before it hears of it. {@code CrashTest} of group-lifecycle does the same in
 * one process for every order of webhook and answer; here it is real processes, queues and visibility.
 */
class CrashIT {
  /** In this order: what waits for the settlement is asked first, so that the rest of the test runs meanwhile. */
  private static final List<String> FUNCTIONS = List.of("GroupCommandFunction", "GroupEventFunction", "GroupApiFunction",
      "WebhookIntakeFunction", "SandboxApiFunction", "SandboxWebhookFunction", "SettlementFunction");

  private final Map<String, AtomicInteger> effects = new LinkedHashMap<>();
  private final List<Between> proxies = new ArrayList<>();
  private volatile String killed = "";
  private volatile int killAfter = Integer.MAX_VALUE;
  private Octet octet;

  @Test
  void a_process_killed_after_any_of_its_side_effects_leaves_one_group_and_the_same_ids() {
    try (Octet running = Octet.start(this::between)) {
      octet = running;
      finish(List.of(ask("GroupCommandFunction", "warm"), ask("GroupApiFunction", "warm")));
      Map<String, Integer> each = new LinkedHashMap<>(undisturbed("GroupCommandFunction"));
      each.put("GroupApiFunction", undisturbed("GroupApiFunction").get("GroupApiFunction"));
      each.put("SettlementFunction", 1); // it sends what is due, all at once
      System.out.println("killed after each of so many side effects: " + each);
      assertThat(each.values()).as("%s", each).doesNotContain(0);

      List<String> asked = new ArrayList<>();
      each.forEach((function, count) -> {
        for (int n = 1; n <= count; n++) {
          asked.add(killAfter(function, n));
        }
      });
      finish(asked);
    } finally {
      proxies.forEach(Between::close);
    }
  }

  /** How many side effects each function has when nothing is killed. */
  private Map<String, Integer> undisturbed(String function) {
    forget();
    finish(List.of(ask(function, "undisturbed")));
    Map<String, Integer> counted = new LinkedHashMap<>();
    effects.forEach((name, count) -> counted.put(name, count.get()));
    return counted;
  }

  /** A stack in which everything that these functions call goes through something that can kill them. */
  private Settings between(Settings settings) {
    Ports ports = Ports.free();
    Settings all = settings.withPorts(ports.http(), ports.queues(), ports.tables());
    for (String function : FUNCTIONS) {
      effects.put(function, new AtomicInteger());
      Between queues = proxy(function, ports.at(ports.queues()));
      Between tables = proxy(function, ports.at(ports.tables()));
      FunctionOverride override = FunctionOverride.NONE
          .withEnvironment("AWS_ENDPOINT_URL_SQS", queues.url()).withEnvironment("AWS_ENDPOINT_URL_DYNAMODB", tables.url());
      if (function.equals("GroupCommandFunction")) {
        override = override.withEnvironment("GRAPH_BASE_URL", proxy(function, ports.sandbox()).url() + "/sandbox/graph");
      }
      all = all.withOverride(function, override);
    }
    return all;
  }

  private Between proxy(String function, java.net.URI target) {
    Between between = new Between(target, _ -> {
      int n = effects.get(function).incrementAndGet();
      if (!function.equals(killed) || n != killAfter) {
        return Between.Fate.DELIVER;
      }
      octet.stack().crash(function);
      return Between.Fate.CUT;
    });
    proxies.add(between);
    return between;
  }

  private void forget() {
    effects.values().forEach(count -> count.set(0));
  }

  /** Asks for a group while a function is to be killed, and returns the command's id once it was. */
  private String killAfter(String function, int n) {
    forget();
    killAfter = n;
    killed = function;
    String id = ask(function, Integer.toString(n));
    if (function.equals("SettlementFunction")) {
      settleWhatIsLost(id);
    }
    await().until(() -> effects.get(function).get() >= n);
    killed = "";
    // Most go on at once. What must wait for the settlement is waited for at the end, all together.
    try {
      await().atMost(Duration.ofSeconds(4)).until(() -> ended(id));
    } catch (org.awaitility.core.ConditionTimeoutException e) {
      System.out.println(id + " waits for the settlement");
    }
    return id;
  }

  private void settleWhatIsLost(String id) {
    await().pollInterval(Duration.ofMillis(500)).until(() -> {
      octet.settle();
      return effects.get("SettlementFunction").get() > 0 || ended(id);
    });
  }

  /** Inline where the API is to be killed, by queue otherwise. */
  private String ask(String function, String occasion) {
    String id = function + " " + occasion;
    if (function.equals("SettlementFunction")) {
      octet.faults(JsonObject.EMPTY.with("lost_webhook", 1).with("answer_lost", 1));
    }
    if (function.equals("GroupApiFunction")) {
      await().until(() -> octet.create(id, id).status() == 200); // as every caller does who got no answer
    } else {
      octet.put("octet-group-commands.fifo", Octet.createCommand(id, id).toJson());
    }
    return id;
  }

  private boolean ended(String commandId) {
    return !octet.told(one -> Octet.type(one).equals("operation.succeeded") && data(one).text("command_id").orElse("").equals(commandId)).isEmpty();
  }

  private void finish(List<String> asked) {
    await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(500)).until(() -> {
      octet.settle();
      return asked.stream().allMatch(this::ended);
    });
    for (String id : asked) {
      assertThat(octet.groupsOf(id)).as(id).hasSize(1);
      assertThat(octet.told(one -> data(one).text("command_id").orElse("").equals(id)).stream().map(one -> one.text("id").orElseThrow()).distinct())
          .as(id).hasSize(2);
    }
  }
}
