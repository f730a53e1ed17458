package dev.octet.sandbox.traffic;

import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.GraphOperation;
import dev.octet.sandbox.platform.PlatformFact;
import dev.octet.sandbox.platform.PlatformIds;
import dev.octet.sandbox.platform.WebhookVariant;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An entry as it is shown: what was recorded, with what it is, which group it is of, and the keys of what is known about such. */
final class ShownTraffic {
  private ShownTraffic() {}

  static JsonObject of(JsonObject entry) {
    return entry.object("call").map(call -> ofCall(entry, call))
        .or(() -> entry.object("webhook").map(webhook -> ofWebhook(entry, webhook)))
        .orElseGet(() -> ofNotification(entry, entry.object("notification").orElse(JsonObject.EMPTY)));
  }

  /** What Octet says is Octet's own: nothing has to be known of the platform to believe it. */
  private static JsonObject ofNotification(JsonObject entry, JsonObject event) {
    Optional<String> group = event.object("data").flatMap(data -> data.text("group_id")).or(() -> event.text("subject"));
    return shown(entry, event.text("type").orElse(""), group, List.of());
  }

  private static JsonObject ofCall(JsonObject entry, JsonObject call) {
    JsonObject request = json(call.text("request"));
    List<String> path = path(call.text("path").orElse(""));
    GraphOperation operation = GraphOperation.of(call.text("method").orElse(""), path, entry.text("phone_number_id"), request);
    List<String> keys = new ArrayList<>(List.of("operation." + operation));
    JsonObject answer = json(call.text("answer"));
    keys.addAll(codes(answer));
    keys.addAll(fields(operation.toString(), Stream.of(request, answer)));
    Optional<String> group = path.stream().skip(1).limit(1).filter(PlatformIds::isGroup).findFirst()
        .or(() -> request.text("recipient_type").filter("group"::equals).flatMap(_ -> request.text("to")));
    return shown(entry, operation.title(), group, keys);
  }

  private static JsonObject ofWebhook(JsonObject entry, JsonObject webhook) {
    JsonObject body = json(webhook.text("body"));
    List<WebhookVariant> variants = WebhookVariant.in(body);
    List<String> keys = new ArrayList<>(variants.stream().map(it -> "webhook." + it.key()).toList());
    keys.addAll(codes(body));
    keys.addAll(fields(webhook.text("field").orElse(""), Stream.of(body)));
    Set<String> groups = body.objects("entry").stream().flatMap(it -> it.objects("changes").stream()).flatMap(it -> it.object("value").stream())
        .flatMap(value -> group(value).stream()).collect(Collectors.toSet());
    String title = variants.isEmpty() ? webhook.text("field").orElse("") : variants.stream().map(WebhookVariant::title).collect(Collectors.joining(", "));
    return shown(entry, title, groups.size() == 1 ? groups.stream().findFirst() : Optional.empty(), keys);
  }

  /** The group that a change is of. */

  private static Optional<String> group(JsonObject value) {
    return Stream.concat(value.objects("groups").stream(), value.objects("messages").stream()).flatMap(it -> it.text("group_id").stream())
        .findFirst().or(() -> value.objects("statuses").stream()
            .filter(it -> it.text("recipient_type").equals(Optional.of("group"))).flatMap(it -> it.text("recipient_id").stream()).findFirst());
  }

  private static JsonObject shown(JsonObject entry, String title, Optional<String> groupId, List<String> keys) {
    return entry.with("group_id", groupId).with("title", title).with("fidelity", keys.stream().distinct().toList());
  }

  /** Of the fields that something is known about, those that are there. */
  private static List<String> fields(String of, Stream<JsonObject> bodies) {
    Set<String> there = bodies.flatMap(Members::objects).flatMap(it -> it.fields().keySet().stream()).collect(Collectors.toSet());
    return PlatformFact.members(of).stream().filter(there::contains).map(member -> "field." + of + "." + member).toList();
  }

  /** The path's segments from the version on; of a download {@code media} alone. */
  private static List<String> path(String address) {
    List<String> segments = Stream.of(address.split("\\?", 2)[0].split("/")).filter(it -> !it.isEmpty()).skip(1)
        .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8)).toList();
    return segments.size() > 1 ? segments.subList(1, segments.size()) : segments;
  }

  /** What is cut is no JSON any more, and tells nothing. */
  private static JsonObject json(Optional<String> text) {
    return TrafficEntry.parse(text.orElse("{}"));
  }

  /** The codes of the errors in it, wherever they stand. */
  private static List<String> codes(JsonObject body) {
    return Members.objects(body).filter(it -> it.has("message") || it.has("title")).flatMap(it -> it.whole("code").stream().boxed()).map(code -> "code." + code).toList();
  }
}
