package dev.octet.domain;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * What a caller asks of Octet: one message of a command queue, {@code {"command","id","phone_number_id","group_id","body"}}.
 *
 * <p>Whether a command of that name exists, needs a group, and what its body must hold is for the handler to say. Members
 * that no rule names are ignored, so that callers may carry what is theirs; a null counts as absent.
 *
 * @param name what is asked, such as {@code create_group}
 * @param id the caller's own, 1 to 128 characters, unique per number: the same id again is the same command
 * @param body exactly the platform's request body; empty when there is none
 * @param expiresAt from then on the command is not to be begun
 */
public record Command(
    String name,
    String id,
    String phoneNumberId,
    Optional<String> groupId,
    JsonObject body,
    Optional<Instant> expiresAt,
    OnUnknown onUnknown,
    Delivery delivery) {

  private static final int MAX_ID = 128;
  private static final int MAX_GROUP_ID = 512;
  /** The format of commands that is known; one without a `format` has it. */
  private static final long FORMAT = 1;

  /** What becomes of a create whose answer was lost and whose group cannot be found. */
  public enum OnUnknown { REPORT, REPEAT }

  /** What becomes of a send whose answer was lost. */
  public enum Delivery { AT_MOST_ONCE, AT_LEAST_ONCE }

  /** A queue message's body, read. */
  public sealed interface Parsed {
    record Valid(Command command) implements Parsed {}

    /**
     * @param commandId the caller's id, where it could be read
     * @param code the platform's code for what is wrong
     * @param sentence for the caller to read; never repeats what was sent
     */
    record Invalid(Optional<String> commandId, Optional<String> phoneNumberId, int code, String sentence) implements Parsed {}
  }

  /** Says the first thing that is wrong. Never throws, whatever the text. */
  public static Parsed parse(String text) {
    JsonObject json;
    try {
      json = JsonObject.parse(text);
    } catch (JsonException e) {
      return new Parsed.Invalid(Optional.empty(), Optional.empty(), Refusal.INVALID, String.valueOf(e.getMessage()));
    }
    try {
      return new Parsed.Valid(read(json));
    } catch (Refusal refusal) {
      return new Parsed.Invalid(
          readable(json, "id", MAX_ID), readable(json, "phone_number_id", MAX_ID), refusal.code, refusal.sentence);
    }
  }

  /** The same for the same command, whatever the order of its keys; another for another. */
  public String fingerprint() {
    return Hash.hex(name, phoneNumberId, groupId.orElse(""), body.canonical());
  }

  /** The same command with its body put into another form. */
  public Command withBody(JsonObject other) {
    return new Command(name, id, phoneNumberId, groupId, other, expiresAt, onUnknown, delivery);
  }

  /** The same command about a group that its body names, with another wish for an answer that is lost. */
  public Command about(Optional<String> group, OnUnknown wish) {
    return new Command(name, id, phoneNumberId, group, body, expiresAt, wish, delivery);
  }

  private static Command read(JsonObject json) throws Refusal {
    Object format = json.get("format");
    if (format != null && !format.equals(FORMAT)) {
      throw new Refusal(Refusal.VALUE, "`format` is not " + FORMAT + ", the only format of commands that this version of Octet knows. Leave it out, or deploy a newer version.");
    }
    String id = required(json, "id", MAX_ID);
    return new Command(
        required(json, "command", MAX_ID),
        id,
        required(json, "phone_number_id", MAX_ID),
        optional(json, "group_id", MAX_GROUP_ID),
        body(json),
        expiresAt(json),
        choice(json, "on_unknown", OnUnknown.REPORT, OnUnknown.values()),
        choice(json, "delivery", Delivery.AT_MOST_ONCE, Delivery.values()));
  }

  private static String required(JsonObject json, String name, int most) throws Refusal {
    return optional(json, name, most).orElseThrow(() -> new Refusal(Refusal.MISSING, "`" + name + "` is missing."));
  }

  private static Optional<String> optional(JsonObject json, String name, int most) throws Refusal {
    Object value = json.get(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof String text)) {
      throw new Refusal(Refusal.VALUE, "`" + name + "` is not a string.");
    }
    if (!fits(text, most)) {
      throw new Refusal(Refusal.VALUE, "`" + name + "` is not text of 1 to " + most + " characters.");
    }
    return Optional.of(text);
  }

  private static Optional<String> readable(JsonObject json, String name, int most) {
    return json.get(name) instanceof String text && fits(text, most) ? Optional.of(text) : Optional.empty();
  }

  /** Half a surrogate pair is no character: neither a key of the table nor UTF-8 could hold it. */
  private static boolean fits(String text, int most) {
    return !text.isEmpty()
        && text.codePointCount(0, text.length()) <= most
        && text.codePoints().noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
  }

  private static JsonObject body(JsonObject json) throws Refusal {
    Optional<JsonObject> body = json.object("body");
    if (body.isEmpty() && json.get("body") != null) {
      throw new Refusal(Refusal.VALUE, "`body` is not a JSON object.");
    }
    return body.orElse(JsonObject.EMPTY);
  }

  private static Optional<Instant> expiresAt(JsonObject json) throws Refusal {
    Object value = json.get("expires_at");
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(value instanceof String text ? text : "", Instant::from));
    } catch (DateTimeException e) {
      throw new Refusal(Refusal.VALUE, "`expires_at` is not an ISO 8601 time with an offset, such as 2026-12-01T09:30:00Z.");
    }
  }

  private static <E extends Enum<E>> E choice(JsonObject json, String name, E usual, E[] choices) throws Refusal {
    Object value = json.get(name);
    if (value == null) {
      return usual;
    }
    for (E choice : choices) {
      if (wire(choice).equals(value)) {
        return choice;
      }
    }
    throw new Refusal(Refusal.VALUE, "`" + name + "` is neither `" + wire(choices[0]) + "` nor `" + wire(choices[1]) + "`.");
  }

  private static String wire(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }

  /** Names the command and its id, which are the caller's own words: for debugging, not for a log. */
  @Override
  public String toString() {
    return name + " " + id;
  }

  private static final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;
    /** The platform's codes: invalid request, required parameter missing, parameter value not valid (spec §5.3). */
    static final int INVALID = 100;
    static final int MISSING = 131008;
    static final int VALUE = 131009;

    final int code;
    final String sentence;

    Refusal(int code, String sentence) {
      super(sentence, null, false, false); // a value on its way out: no stack trace
      this.code = code;
      this.sentence = sentence;
    }
  }
}
