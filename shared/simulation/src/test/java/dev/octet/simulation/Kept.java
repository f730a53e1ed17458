package dev.octet.simulation;

import dev.octet.domain.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What Octet shows of messages and conversations beside the platform's truth. */
final class Kept {
  private final Traffic traffic;
  private final World world;
  final List<String> findings = new ArrayList<>();

  Kept(Traffic traffic) {
    this.traffic = traffic;
    this.world = traffic.world;
  }

  void compare() {
    traffic.groups.forEach(this::conversation);
  }

  private void conversation(String groupId) {
    JsonObject truth = world.sandboxApi("GET", "groups/" + groupId, JsonObject.EMPTY);
    JsonObject kept = world.api("GET", "/v1/groups/" + groupId + "/messages?limit=1", JsonObject.EMPTY, Map.of()).json();
    same("window of " + groupId, kept.object("customer_service_window").map(window -> window.whole("until").orElse(0)),
        Optional.of(truth.text("window_until").map(until -> Instant.parse(until).getEpochSecond()).orElse(0L)));
    if (pinsAreCertain(groupId)) {
      traffic.count("pins compared");
      same("pins of " + groupId, ids(kept.objects("pinned")), ids(truth.objects("pins")));
    }
  }

  private static Set<String> ids(List<JsonObject> pins) {
    return pins.stream().map(pin -> pin.text("message_id").orElseThrow()).collect(Collectors.toSet());
  }

  /**
   * Not where one was not in order with the others, nobody knows of it, or it was taken and failed afterwards: then the platform
   * may have let another one go than Octet thinks.
   */
  private boolean pinsAreCertain(String groupId) {
    return traffic.asked.entrySet().stream().filter(it -> it.getValue().group().equals(groupId) && it.getValue().asked().kind().endsWith("pin"))
        .allMatch(it -> it.getValue().inOrder() && !traffic.told.endedAs(it.getKey(), "operation.unknown") && !hasFailed(it.getKey()));
  }

  private boolean hasFailed(String command) {
    return traffic.told.answered(command).filter(id -> traffic.told.receipts.containsKey(id + "  failed")).isPresent();
  }

  /** @param message as the platform has it */
  void message(JsonObject message) {
    String id = message.text("id").orElseThrow();
    JsonObject kept = world.api("GET", "/v1/messages/" + URLEncoder.encode(id, StandardCharsets.UTF_8), JsonObject.EMPTY, Map.of()).json();
    Map<String, String> shown = new TreeMap<>();
    kept.objects("receipts").forEach(receipt -> receipt.text("status").ifPresent(status -> shown.put(person(receipt.object("participant").orElseThrow()), status)));
    Map<String, String> known = new TreeMap<>();
    message.objects("receipts").forEach(receipt -> status(receipt).ifPresent(status -> known.put(receipt.text("person_id").orElseThrow(), status)));
    same("receipts of " + id, shown, known);
    same("status of " + id, kept.text("status"), Optional.of(message.has("failed") ? "failed" : "sent"));
  }

  private String person(JsonObject participant) {
    return traffic.told.people.getOrDefault(participant.text("user_id").or(() -> participant.text("wa_id")).orElse(""), "nobody");
  }

  /** How far a message came with somebody. */
  static Optional<String> status(JsonObject receipt) {
    return List.of("played", "read", "delivered").stream().filter(status -> receipt.has(status + "_at")).findFirst();
  }

  private void same(String what, Object octet, Object platform) {
    if (!octet.equals(platform)) {
      findings.add(what + ": Octet has " + octet + ", the platform " + platform);
    }
  }
}
