package dev.octet.graph.webhook;

import dev.octet.domain.Hash;
import dev.octet.domain.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** One event of a delivery, as {@link Delivery} splits it off: a webhook with a single item, of the bytes that came. */
public final class DeliveredEvent {
  private final String key;
  private final Source source;
  private final String list;
  private final Optional<JsonObject> item;
  private final Optional<String> problem;
  private final byte[] body;

  DeliveredEvent(String key, Source source, String list, Optional<JsonObject> item, Optional<String> problem, byte[] body) {
    this.key = key;
    this.source = source;
    this.list = list;
    this.item = item;
    this.problem = problem;
    this.body = body;
  }

  /** Where in a delivery it stood; what is not there is empty. */
  record Source(String accountId, String field, Optional<String> phoneNumberId) {
    static final Source NONE = new Source("", "", Optional.empty());

    /** What an item belongs to: the number, or where there is none, the account. */
    String owner() {
      return phoneNumberId.map(id -> "number:" + id).orElse("account:" + accountId);
    }
  }

  /** From the item, its field and its number: the same in every delivery, and whatever stands beside it. */
  public String key() {
    return key;
  }

  /** The webhook field; empty when there is none, or more than one. */
  public String field() {
    return source.field();
  }

  /** The business number that it concerns, where the change says so. */
  public Optional<String> phoneNumberId() {
    return source.phoneNumberId();
  }

  /** The number that it belongs to, or the account where there is none: some text, for what has no order of its own. */
  public String owner() {
    return source.owner();
  }

  /** The list that the item stood in, such as {@code messages}; empty for what is no item of a list. */
  public String list() {
    return list;
  }

  /** The item, if it is a JSON object that can be read. */
  public Optional<JsonObject> item() {
    return item;
  }

  /** Why it cannot be read: a sentence that repeats nothing of it. */
  public Optional<String> problem() {
    return problem;
  }

  /** The webhook with this one item, without anything of Octet's: the same bytes in every repetition. */
  public byte[] body() {
    return body.clone();
  }

  public int size() {
    return body.length;
  }

  public String sha256() {
    return HexFormat.of().formatHex(Hash.sha256(body));
  }

  /** The event as it travels, see {@link WebhookEvent}. Empty when no queue can carry it as text. */
  public Optional<String> text(Instant receivedAt) {
    return utf8().map(this::legal).filter(DeliveredEvent::canTravel).map(text -> {
      String members = text.substring(0, text.length() - 1);
      JsonObject octet = JsonObject.EMPTY.with("event_key", key).with("received_at", receivedAt.toString());
      return members + (members.length() > 1 ? "," : "") + "\"octet\":" + octet.toJson() + "}";
    });
  }

  private Optional<String> utf8() {
    try {
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** Two characters that JSON has and SQS has not; where the text is JSON, they can only stand in strings. */
  private String legal(String text) {
    return problem.isPresent() ? text : text.replace("\uFFFE", "\\ufffe").replace("\uFFFF", "\\uffff");
  }

  /** SQS takes the characters of XML 1.0. */
  private static boolean canTravel(String text) {
    return text.chars().allMatch(c -> c >= ' ' ? c < 0xFFFE : c == '\t' || c == '\n' || c == '\r');
  }

  /** A part of the body, counted from 0. */
  byte[] part(int index, int bytes) {
    return Arrays.copyOfRange(body, index * bytes, Math.min(body.length, (index + 1) * bytes));
  }

  @Override
  public String toString() {
    return "event " + key;
  }
}
