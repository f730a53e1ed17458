package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/** One delivery of one message to one person, charged or free. */
public record LedgerLine(
    String messageId, Optional<String> groupId, String personId, String userId, Price price, Optional<String> template, Instant deliveredAt) {

  static LedgerLine of(PlatformMessage message, Receipt receipt, Price price, Instant at) {
    Optional<String> group = message.chat() instanceof Chat.OfGroup it ? Optional.of(it.groupId()) : Optional.empty();
    return new LedgerLine(message.id(), group, receipt.personId(), receipt.userId(), price, message.sent().flatMap(PlatformMessage.Sent::template), at);
  }

  /** Business-scoped user ids begin with it. */
  public String country() {
    return userId.substring(0, 2);
  }

  public JsonObject toJson() {
    return JsonObject.EMPTY
        .with("message_id", messageId)
        .with("group_id", groupId)
        .with("person_id", personId)
        .with("user_id", userId)
        .with("template", template)
        .with("delivered_at", deliveredAt.toEpochMilli())
        .withAll(price.toJson());
  }

  public static LedgerLine ofJson(JsonObject json) {
    return new LedgerLine(
        json.text("message_id").orElseThrow(), json.text("group_id"), json.text("person_id").orElseThrow(), json.text("user_id").orElseThrow(),
        Price.ofJson(json), json.text("template"), Instant.ofEpochMilli(json.whole("delivered_at").orElse(0)));
  }

  public JsonObject shown() {
    return toJson().with("delivered_at", deliveredAt.toString()).with("country", country());
  }

  /** What totals are made of. */
  public JsonObject total() {
    return JsonObject.EMPTY.with("group_id", groupId).withAll(price.toJson()).with("country", country());
  }
}
