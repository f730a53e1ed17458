package dev.octet.webhookintake;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.webhook.DeliveredEvent;
import dev.octet.graph.webhook.Delivery;
import dev.octet.graph.webhook.Signature;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** Deliveries of a number and groups of the tests' own, and the requests that bring them. */
final class Webhooks {
  static final String SECRET = "local-app-secret";

  private Webhooks() {}

  static String delivery(String... changes) {
    return "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"2088\",\"changes\":[" + String.join(",", changes) + "]}]}";
  }

  static String change(String field, String list, String... items) {
    return "{\"value\":{\"messaging_product\":\"whatsapp\",\"metadata\":{\"display_phone_number\":\"447700900000\",\"phone_number_id\":\"100000000000001\"},\""
        + list + "\":[" + String.join(",", items) + "]},\"field\":\"" + field + "\"}";
  }

  static String message(String id, String group) {
    return "{\"from\":\"447700900123\",\"from_user_id\":\"GB.5501\",\"group_id\":\"" + group + "\",\"id\":\"" + id
        + "\",\"timestamp\":\"1795506000\",\"type\":\"text\",\"text\":{\"body\":\"Tuesday suits us.\"}}";
  }

  static String status(String id, String rest) {
    return "{\"id\":\"" + id + "\",\"status\":\"read\",\"timestamp\":\"1795506030\"," + rest + "}";
  }

  static List<DeliveredEvent> split(String body) {
    try {
      return Delivery.split(body.getBytes(UTF_8));
    } catch (JsonException e) {
      throw new AssertionError(e);
    }
  }

  static JsonObject signed(String body) {
    return post(body.getBytes(UTF_8), Signature.sign(body.getBytes(UTF_8), SECRET));
  }

  static JsonObject post(byte[] body, String signature) {
    return request("POST", "", JsonObject.EMPTY.with("content-type", "application/json").with("x-hub-signature-256", signature))
        .with("body", Base64.getEncoder().encodeToString(body)).with("isBase64Encoded", true);
  }

  static JsonObject get(String query) {
    return request("GET", query, JsonObject.EMPTY);
  }

  private static JsonObject request(String method, String query, JsonObject headers) {
    return JsonObject.EMPTY.with("version", "2.0").with("rawPath", "/webhooks/whatsapp").with("rawQueryString", query).with("headers", headers)
        .with("requestContext", JsonObject.EMPTY.with("http", JsonObject.EMPTY.with("method", method).with("path", "/webhooks/whatsapp")));
  }

  static JsonObject json(String text) {
    try {
      return JsonObject.parse(text);
    } catch (JsonException e) {
      throw new AssertionError(e);
    }
  }

  static String[] many(Stream<String> items) {
    return items.toArray(String[]::new);
  }
}
