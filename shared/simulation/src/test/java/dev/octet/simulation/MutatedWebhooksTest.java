package dev.octet.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.graph.webhook.Signature;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Deliveries of which one item of several is no more what it was, signed as they are: the others are told all the same. */
class MutatedWebhooksTest {
  private static final int BODIES = Integer.getInteger("octet.mutated-webhooks", 100_000);
  private static final long SEED = Long.getLong("octet.seed", 1);
  private static final int BODIES_OF_A_WORLD = 2000;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Map<String, Integer> outcomes = new TreeMap<>();
  private final List<String> findings = new ArrayList<>();
  /**
   * The groups that something was told of, and not as what nobody could read. Never cleared: one flipped bit made the very item
   * that comes in the next delivery, which then was the same event again.
   */
  private final Set<String> told = new HashSet<>();
  private int reached;

  @Test
  void no_exception_escapes_and_every_untouched_neighbour_is_told() {
    System.out.println("seed " + SEED);
    for (int done = 0; done < BODIES && findings.size() < 10; done += BODIES_OF_A_WORLD) {
      try (Engine engine = new Engine()) {
        World world = world(engine);
        for (int i = done; i < Math.min(BODIES, done + BODIES_OF_A_WORLD); i++) {
          deliver(world, i);
        }
        world.errors.errors().forEach(error -> findings.add("an exception escaped: " + error));
        world.deadLetters.forEach(queue -> assertThat(world.queues.size(queue)).isZero());
      }
    }
    outcomes.forEach((what, many) -> System.out.printf("%9d %s%n", many, what));
    System.out.println(reached + " of " + BODIES + " reached the handlers of events");
    assertThat(findings).isEmpty();
    assertThat(reached).isGreaterThanOrEqualTo(BODIES / 2);
  }

  private World world(Engine engine) {
    World world = new World(engine.client(), engine.freshTable(), "200000000000001", Map.of(), random.split());
    world.listener = text -> {
      String type = text.replaceFirst(".*?\"source\":\"octet\",\"type\":\"([a-z_.]+)\".*", "$1");
      outcomes.merge("told " + type, 1, Integer::sum);
      // What nobody could read lies as deep as it came; and these say that something came, not what.
      if (!type.startsWith("webhook.") && !type.equals("group.adopted")) {
        JsonObject notification = Calls.json(text);
        notification.text("subject").or(() -> notification.object("data").flatMap(data -> data.text("platform_request_id")).map(id -> id.substring(1))).ifPresent(told::add);
      }
    };
    world.compares = false; // none of the groups that these webhooks name is there
    return world;
  }

  private void deliver(World world, int number) {
    WebhookItems.Kind kind = WebhookItems.ALL.get(random.nextInt(WebhookItems.ALL.size()));
    Mutation mutation = Mutation.values()[random.nextInt(Mutation.values().length)];
    int many = random.nextInt(2, 5);
    int mutated = random.nextInt(many);
    List<String> items = new ArrayList<>();
    List<String> untouched = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      String mark = "G" + number + "x" + i;
      String item = kind.of(mark);
      if (i == mutated) {
        items.add(mutation.of(item, random));
      } else {
        items.add(item);
        untouched.add(mark);
      }
    }
    byte[] body = WebhookItems.delivery(world.number, kind, items).getBytes(StandardCharsets.ISO_8859_1);
    int status = world.webhook(Signature.sign(body, World.SECRET), body).status();
    world.runToTheEnd();
    outcomes.merge(mutation + " answered with " + status, 1, Integer::sum);
    if (status == 200) {
      reached++;
      outcomes.merge("delivered " + kind.field() + " " + kind.list(), 1, Integer::sum);
      untouched.stream().filter(mark -> !told.contains(mark)).findFirst().ifPresent(mark ->
          findings.add("body " + number + " (" + mutation + "): nothing was told of " + mark + " in " + new String(body, StandardCharsets.ISO_8859_1)));
    } else if (status != 400) {
      findings.add("body " + number + " (" + mutation + ") was answered with " + status);
    }
  }
}
