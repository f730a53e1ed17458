package dev.octet.simulation;

import dev.octet.domain.json.JsonObject;
import dev.octet.graph.webhook.Signature;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Statuses that come once more, in other company and in another spelling than the first time: nothing promises in which they
 * come. The sandbox's own repetitions are byte for byte.
 */
final class Echoes {
  private static final int REMEMBERED = 12;
  private static final int WEBHOOKS_OF_AN_ECHO = 25;

  private final Traffic traffic;
  private final World world;
  private final SplittableRandom random;
  /** The last deliveries that held statuses. */
  private final Deque<JsonObject> last = new ArrayDeque<>();

  Echoes(Traffic traffic, SplittableRandom random) {
    this.traffic = traffic;
    this.world = traffic.world;
    this.random = random;
  }

  void hear(byte[] delivery) {
    JsonObject webhook = Calls.json(new String(delivery, StandardCharsets.UTF_8));
    if (value(webhook).objects("statuses").isEmpty()) {
      return;
    }
    last.add(webhook);
    if (last.size() > REMEMBERED) {
      last.remove();
    }
    if (random.nextInt(WEBHOOKS_OF_AN_ECHO) == 0) {
      world.at(world.clock.instant().plusMillis(random.nextInt(5000)), this::echo);
    }
  }

  private static JsonObject value(JsonObject webhook) {
    return webhook.objects("entry").getFirst().objects("changes").getFirst().object("value").orElseThrow();
  }

  private void echo() {
    Set<JsonObject> statuses = new LinkedHashSet<>();
    Set<JsonObject> contacts = new LinkedHashSet<>();
    List<JsonObject> some = new ArrayList<>(last);
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      JsonObject value = value(some.get(random.nextInt(some.size())));
      contacts.addAll(value.objects("contacts"));
      value.objects("statuses").forEach(status -> statuses.add(random.nextBoolean() ? older(status) : status));
    }
    JsonObject first = some.getFirst();
    JsonObject value = value(first).without("statuses").without("contacts")
        .withAll(contacts.isEmpty() || random.nextBoolean() ? JsonObject.EMPTY : JsonObject.EMPTY.with("contacts", List.copyOf(contacts)))
        .with("statuses", List.copyOf(statuses));
    JsonObject change = first.objects("entry").getFirst().objects("changes").getFirst().with("value", value);
    byte[] body = first.with("entry", List.of(first.objects("entry").getFirst().with("changes", List.of(change)))).toBytes();
    Calls.Answer answer = world.webhook(Signature.sign(body, World.SECRET), body);
    world.trace.line("echo", answer.status() + " " + new String(body, StandardCharsets.UTF_8));
    traffic.count("statuses once more");
  }

  /** Who shows a phone number is named by it alone. */
  private static JsonObject older(JsonObject status) {
    return status.has("recipient_participant_id")
        ? status.without("recipient_participant_id").without("recipient_participant_user_id").with("participant_recipient_id", status.get("recipient_participant_id"))
        : status;
  }
}
