package dev.octet.simulation;

import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.MessageCommand;
import dev.octet.domain.message.Pins;
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
   * Not where one was not in order with the others, or nobody knows of it. Where one was taken and failed afterwards, only if it did
   * nothing before that: Octet does not put back what it had taken the place of, nor what was to be unpinned.
   */
  private boolean pinsAreCertain(String groupId) {
    Map<String, Traffic.Sent> all = new TreeMap<>(traffic.asked);
    all.values().removeIf(it -> !it.group().equals(groupId) || !it.asked().kind().endsWith("pin"));
    List<Traffic.Sent> pins = all.values().stream().filter(it -> it.asked().command().equals(MessageCommand.PIN_MESSAGE.word())).toList();
    return all.entrySet().stream().allMatch(it -> it.getValue().inOrder() && !traffic.told.endedAs(it.getKey(), "operation.unknown")
        && (!hasFailed(it.getKey()) || hasChangedNothing(it.getValue(), pins)));
  }

  /** A pin that displaced nothing and renewed nothing. */
  private static boolean hasChangedNothing(Traffic.Sent failed, List<Traffic.Sent> pins) {
    boolean alone = pins.stream().filter(it -> pinned(it).equals(pinned(failed))).allMatch(it -> it == failed);
    return pins.contains(failed) && pins.size() <= Pins.MOST && alone;
  }

  private static Optional<String> pinned(Traffic.Sent sent) {
    return sent.asked().body().object("pin").flatMap(pin -> pin.text("message_id"));
  }

  private boolean hasFailed(String command) {
    boolean failed = traffic.told.answered(command).filter(id -> traffic.told.receipts.containsKey(id + "  failed")).isPresent();
    if (failed) {
      traffic.count("pins that failed afterwards");
    }
    return failed;
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
