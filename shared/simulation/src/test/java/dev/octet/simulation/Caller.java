package dev.octet.simulation;

import dev.octet.domain.json.JsonObject;
import dev.octet.simulation.MessageKinds.Asked;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** One of those who send, to groups of its own: in bursts, to one of them or to several, and mostly by queue. */
final class Caller {
  /** Behind the group: what is queued over HTTP is in order, too, though not with the rest. */
  static final String BY_HTTP = "/http";

  private final Traffic traffic;
  private final World world;
  private final List<String> groups;
  private final SplittableRandom random;
  /** How many messages it has still to send. */
  int left;

  Caller(Traffic traffic, List<String> groups, int messages, SplittableRandom random) {
    this.traffic = traffic;
    this.world = traffic.world;
    this.groups = groups;
    this.left = messages;
    this.random = random;
  }

  void burst() {
    int many = Math.min(left, random.nextInt(1, 16));
    String one = group();
    boolean toOne = random.nextBoolean();
    java.time.Instant at = world.clock.instant();
    for (int i = 0; i < many; i++) {
      String group = toOne ? one : group();
      at = at.plusMillis(random.nextInt(4) == 0 ? random.nextInt(3000) : 0);
      world.at(at, () -> send(group));
    }
    left -= many;
    if (left > 0) {
      world.at(at.plusSeconds(random.nextInt(1, 110)), this::burst);
    }
  }

  private String group() {
    return groups.get(random.nextInt(groups.size()));
  }

  private void send(String group) {
    boolean overHttp = random.nextInt(25) == 0;
    String id = (overHttp ? "h" : "c") + traffic.asked.size();
    Asked asked = MessageKinds.draw(random, new MessageKinds.Occasion(group, id, traffic.mediaId, traffic.told.accepted.getOrDefault(group, List.of())));
    boolean atLeastOnce = random.nextInt(5) == 0;
    boolean apart = random.nextInt(30) == 0;
    traffic.asked.put(id, new Traffic.Sent(group, asked, atLeastOnce, !overHttp, !overHttp && !apart));
    traffic.count("commands " + asked.kind());
    if (overHttp) {
      http(id, group, asked, atLeastOnce);
      return;
    }
    // Callers use any message group: what has one of its own is in no order with the rest.
    String messageGroup = apart ? id : group;
    if (!apart) {
      traffic.inOrder.get(group).add(id);
    }
    JsonObject message = JsonObject.EMPTY.with("command", asked.command()).with("id", id).with("phone_number_id", world.number).with("body", asked.body());
    JsonObject whole = atLeastOnce ? message.with("delivery", "at_least_once") : message;
    put(messageGroup, whole);
    if (random.nextInt(30) == 0) {
      // The same command again, as a caller that got no answer from the queue sends it.
      traffic.count("commands put twice");
      world.at(world.clock.instant().plusSeconds(random.nextInt(400)), () -> put(messageGroup, whole));
    }
  }

  private void put(String messageGroup, JsonObject message) {
    world.trace.line("caller", message.toJson());
    world.queues.sendMessage(request -> request.queueUrl(world.messageCommands).messageGroupId(messageGroup)
        .messageDeduplicationId(message.text("id").orElseThrow() + "@" + world.clock.millis()).messageBody(message.toJson()));
  }

  private void http(String id, String group, Asked asked, boolean atLeastOnce) {
    Map<String, String> headers = new HashMap<>(Map.of("idempotency-key", id, "octet-delivery", atLeastOnce ? "at_least_once" : "at_most_once"));
    boolean queued = random.nextBoolean();
    if (queued) {
      headers.put("prefer", "respond-async");
    }
    if (call(asked.body(), headers, 0) && queued) {
      traffic.inOrder.get(group + BY_HTTP).add(id);
    }
  }

  /** Who gets no good answer asks again under the same key. */
  private boolean call(JsonObject body, Map<String, String> headers, int attempt) {
    Calls.Answer answer = world.api("POST", "/graph/v26.0/" + world.number + "/messages", body, headers);
    traffic.count("answer over HTTP " + answer.status());
    if (attempt < 5 && (answer.status() >= 500 || answer.status() == 409)) {
      world.at(world.clock.instant().plusSeconds(random.nextInt(1, 60)), () -> {
        boolean _ = call(body, headers, attempt + 1);
      });
    }
    return answer.status() < 300;
  }
}
