package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A message as the platform knows it.
 *
 * @param at when it was accepted, to the microsecond: what orders a chat
 * @param from the person who wrote it; the business, where there is none
 * @param content the member of the body that is named like the type
 * @param sent what else there is of a message of the business
 */
public record PlatformMessage(
    String id, String phoneNumberId, Chat chat, Instant at, Optional<String> from, String type, JsonObject content, Optional<String> repliesTo,
    Optional<Sent> sent) {

  /**
   * @param callback {@code biz_opaque_callback_data}, which its statuses give back
   * @param kind what it is charged as; empty for what is not
   * @param inWindow whether the customer service window was open
   * @param template name and language
   * @param failure why it reached nobody
   * @param receipts one for each person who could get it
   */
  public record Sent(
      Optional<String> callback, Optional<Pricing.Kind> kind, boolean inWindow, Optional<String> template, Optional<PlatformError> failure,
      List<Receipt> receipts) {

    Sent with(List<Receipt> others) {
      return new Sent(callback, kind, inWindow, template, failure, List.copyOf(others));
    }
  }

  public Optional<Receipt> receiptOf(String personId) {
    return sent.flatMap(it -> it.receipts().stream().filter(receipt -> receipt.personId().equals(personId)).findFirst());
  }

  PlatformMessage with(List<Receipt> receipts) {
    return new PlatformMessage(id, phoneNumberId, chat, at, from, type, content, repliesTo, sent.map(it -> it.with(receipts)));
  }

  PlatformMessage with(String personId, UnaryOperator<Receipt> change) {
    return with(sent.stream().flatMap(it -> it.receipts().stream())
        .map(receipt -> receipt.personId().equals(personId) ? change.apply(receipt) : receipt).toList());
  }

  public boolean inGroup() {
    return chat instanceof Chat.OfGroup;
  }

  boolean failed() {
    return sent.flatMap(Sent::failure).isPresent();
  }

  /** Whether people see it as something that was said: what is pinned is told by the pin alone, what failed reached nobody. */
  public boolean shown() {
    return !failed() && !type.equals(SendRequest.PIN);
  }

  boolean voiceNote() {
    return type.equals("audio") && content.bool("voice").orElse(false);
  }

  public JsonObject toJson() {
    return JsonObject.EMPTY
        .with("id", id)
        .with("phone_number_id", phoneNumberId)
        .with("chat", chat.toJson())
        .with("at", ChronoUnit.MICROS.between(Instant.EPOCH, at))
        .with("from", from)
        .with("type", type)
        .with("content", content.toJson()) // as text: what was sent may be deeper than a table nests
        .with("replies_to", repliesTo)
        .with("sent", sent.map(PlatformMessage::sentJson));
  }

  private static JsonObject sentJson(Sent sent) {
    return JsonObject.EMPTY
        .with("callback", sent.callback())
        .with("kind", sent.kind().map(Enum::name))
        .with("in_window", sent.inWindow())
        .with("template", sent.template())
        .with("failure", sent.failure().map(Enum::name))
        .with("receipts", sent.receipts().stream().map(Receipt::toJson).toList());
  }

  public static PlatformMessage ofJson(JsonObject json) {
    return new PlatformMessage(
        json.text("id").orElseThrow(),
        json.text("phone_number_id").orElseThrow(),
        Chat.ofJson(json.object("chat").orElseThrow()),
        Instant.EPOCH.plus(json.whole("at").orElse(0), ChronoUnit.MICROS),
        json.text("from"),
        json.text("type").orElseThrow(),
        content(json),
        json.text("replies_to"),
        json.object("sent").map(it -> new Sent(
            it.text("callback"),
            it.text("kind").map(Pricing.Kind::valueOf),
            it.bool("in_window").orElse(false),
            it.text("template"),
            it.text("failure").map(PlatformError::valueOf),
            it.objects("receipts").stream().map(Receipt::ofJson).toList())));
  }

  private static JsonObject content(JsonObject json) {
    try {
      return JsonObject.parse(json.text("content").orElse("{}"));
    } catch (JsonException e) {
      throw new IllegalStateException("A message was written down that is no JSON.", e);
    }
  }

  /** What it says, as it stands under the name of its type. What people write is kept so, and so are the contacts of a business, which are an array. */
  public Object said() {
    Object under = from.isPresent() || type.equals("contacts") ? content.get(type) : content;
    return under == null ? JsonObject.EMPTY : under; // of what is unsupported nothing may be known
  }

  /** All that the platform knows of it. */
  public JsonObject truth() {
    return JsonObject.EMPTY
        .with("id", id)
        .with("from", from.map(person -> JsonObject.EMPTY.with("person_id", person)).orElseGet(() -> JsonObject.EMPTY.with("phone_number_id", phoneNumberId)))
        .with("at", at.toString())
        .with("type", type)
        .with(type, said())
        .with("context", repliesTo.map(it -> JsonObject.EMPTY.with("message_id", it)))
        .withAll(sent.map(it -> JsonObject.EMPTY
            .with("biz_opaque_callback_data", it.callback())
            .with("failed", it.failure().map(PlatformError::code))
            .with("receipts", it.receipts().stream().map(Receipt::shown).toList())).orElse(JsonObject.EMPTY));
  }

  @Override
  public String toString() {
    return "message " + id; // the rest is what people wrote
  }
}
