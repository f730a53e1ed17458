package dev.octet.sandbox.traffic;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.domain.Hash;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One thing that went over a wire, or a later state of it under the same id.
 *
 * @param at when it began; the real time, as all times here
 * @param place where it stands among the others: when this state of it was known
 * @param phoneNumberId empty where it is not known whose it is
 * @param content what is recorded, under the name of its kind, and what stands beside it
 */
public record TrafficEntry(String id, Instant at, Instant place, Kind kind, Optional<String> phoneNumberId, boolean cut, JsonObject content) {

  private static final Set<String> TOKENS = Set.of("access_token", "input_token", "verify_token");

  /** What an entry is of. */
  public enum Kind {
    CALL, WEBHOOK, NOTIFICATION;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** @param fault the fault that was applied to the call */
  public static TrafficEntry ofCall(
      String id, Instant began, Instant ended, HttpRequest request, HttpResponse response, Optional<String> phoneNumberId, Optional<String> fault) {
    Optional<String> token = request.bearerToken();
    TrafficBody asked = TrafficBody.of(request.body(), request.header("content-type").orElse(""), token);
    TrafficBody answered = TrafficBody.of(response.body(), response.headers().getOrDefault("Content-Type", ""), token);
    return new TrafficEntry(id, began, ended, Kind.CALL, phoneNumberId, asked.cut() || answered.cut(), JsonObject.EMPTY.with("call", JsonObject.EMPTY
        .with("method", request.method())
        .with("path", TrafficBody.of(TrafficBody.hidden(address(request), token)).text())
        .with("request", asked.text())
        .with("status", response.status())
        .with("answer", answered.text())
        .with("duration_ms", Duration.between(began, ended).toMillis())
        .with("fault", fault)));
  }

  /** The path with its query, as it is written in an address; without the token that may stand in the query. */
  private static String address(HttpRequest request) {
    String path = request.segments().stream().map(TrafficEntry::encoded).collect(Collectors.joining("/", "/", ""));
    String query = request.query().entrySet().stream().filter(parameter -> !TOKENS.contains(parameter.getKey()))
        .map((Map.Entry<String, String> parameter) -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue())).collect(Collectors.joining("&"));
    return query.isEmpty() ? path : path + "?" + query;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("%2C", ",").replace("%3A", ":");
  }

  /**
   * @param attempts how often it was sent
   * @param status what the last of them was answered with
   */
  public static TrafficEntry ofWebhook(
      String id, Instant at, Instant place, String phoneNumberId, String field, String url, String signature, String body, int attempts, String state,
      OptionalInt status) {
    TrafficBody shown = TrafficBody.of(body);
    JsonObject content = JsonObject.EMPTY
        .with("field", field)
        .with("url", url)
        .with("signature", signature)
        .with("body", shown.text())
        .with("attempts", attempts)
        .with("state", state);
    return new TrafficEntry(id, at, place, Kind.WEBHOOK, Optional.of(phoneNumberId), shown.cut(),
        JsonObject.EMPTY.with("webhook", status.isPresent() ? content.with("status", status.getAsInt()) : content));
  }

  /**
   * @param body the event as it was sent
   * @param queue where it was sent to
   * @param at when
   */
  public static TrafficEntry ofNotification(String body, String queue, Instant at, Instant place) {
    JsonObject event = parse(body);
    boolean cut = TrafficBody.of(body).cut();
    return new TrafficEntry(event.text("id").orElseGet(() -> Hash.hex(body)), at, place, Kind.NOTIFICATION,
        event.object("data").flatMap(data -> data.text("phone_number_id")), cut, JsonObject.EMPTY.with("notification", cut ? event.without("data") : event).with("queue", queue));
  }

  JsonObject toJson() {
    return JsonObject.EMPTY
        .with("id", id)
        .with("at", at.toString())
        .with("kind", kind.toString())
        .with("phone_number_id", phoneNumberId)
        .with("cut", cut ? Optional.of(true) : Optional.empty())
        .withAll(content);
  }

  @Override
  public String toString() {
    return kind + " " + id; // the rest is what people wrote
  }

  static JsonObject parse(String json) {
    try {
      return JsonObject.parse(json);
    } catch (JsonException e) {
      return JsonObject.EMPTY;
    }
  }
}
