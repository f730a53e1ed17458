package dev.octet.graph.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.List;

/** Bodies as the platform sends them, of a number of the tests' own. Text, because most of what matters is no JSON. */
final class Deliveries {
  static final Instant ARRIVED = Instant.parse("2026-11-24T08:00:05Z");
  static final String NUMBER = "100000000000001";

  private Deliveries() {}

  static String delivery(String... changes) {
    return "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"2088\",\"changes\":[" + String.join(",", changes) + "]}]}";
  }

  /** A change of a number with some members of its value, such as {@code "messages":[…]}. */
  static String change(String field, String members) {
    return "{\"value\":{\"messaging_product\":\"whatsapp\",\"metadata\":{\"display_phone_number\":\"447700900000\",\"phone_number_id\":\""
        + NUMBER + "\"}" + (members.isEmpty() ? "" : "," + members) + "},\"field\":\"" + field + "\"}";
  }

  static String messages(String... items) {
    return change("messages", "\"messages\":[" + String.join(",", items) + "]");
  }

  static String statuses(String... items) {
    return change("messages", "\"statuses\":[" + String.join(",", items) + "]");
  }

  static String groups(String field, String... items) {
    return change(field, "\"groups\":[" + String.join(",", items) + "]");
  }

  static String text(String id, String from) {
    return "{\"from\":\"" + from + "\",\"group_id\":\"Z3JvdXA6NTEZD\",\"id\":\"" + id + "\",\"timestamp\":\"1795506000\",\"type\":\"text\",\"text\":{\"body\":\"x\"}}";
  }

  static String contact(String waId, String name) {
    return "{\"profile\":{\"name\":\"" + name + "\"},\"wa_id\":\"" + waId + "\"}";
  }

  static List<DeliveredEvent> split(String body) {
    return split(body.getBytes(UTF_8));
  }

  static List<DeliveredEvent> split(byte[] body) {
    try {
      return Delivery.split(body);
    } catch (JsonException e) {
      throw new AssertionError(e);
    }
  }

  /** As whoever takes it from the queue reads it. */
  static WebhookEvent read(DeliveredEvent event) {
    try {
      return WebhookEvent.parse(event.text(ARRIVED).orElseThrow());
    } catch (JsonException e) {
      throw new AssertionError(e);
    }
  }

  static JsonObject json(String text) {
    try {
      return JsonObject.parse(text);
    } catch (JsonException e) {
      throw new AssertionError(e);
    }
  }
}
