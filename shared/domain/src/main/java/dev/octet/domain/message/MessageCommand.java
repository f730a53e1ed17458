package dev.octet.domain.message;

import dev.octet.domain.group.RequestReading;
import dev.octet.domain.group.RequestReading.Wrong;
import dev.octet.domain.json.JsonObject;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be asked about messages. Over HTTP all of it is {@code POST /{phone_number_id}/messages}, and the body says which (spec §3.1-3.3). */
public enum MessageCommand {
  SEND_MESSAGE("send_message"),
  PIN_MESSAGE("pin_message"),
  UNPIN_MESSAGE("unpin_message"),
  MARK_MESSAGE_READ("mark_message_read");

  private final String word;

  MessageCommand(String word) {
    this.word = word;
  }

  public static Optional<MessageCommand> of(String word) {
    return Arrays.stream(values()).filter(command -> command.word.equals(word)).findFirst();
  }

  /** Which of them a body is, whatever may be wrong with it otherwise. */
  public static MessageCommand ofBody(JsonObject body) {
    if (body.get("status") != null && body.get("type") == null) {
      return MARK_MESSAGE_READ;
    }
    if (!body.text("type").equals(Optional.of("pin"))) {
      return SEND_MESSAGE;
    }
    return body.object("pin").flatMap(pin -> pin.text("type")).equals(Optional.of("unpin")) ? UNPIN_MESSAGE : PIN_MESSAGE;
  }

  /** As commands are called on the queue and in the table. */
  public String word() {
    return word;
  }

  /** The body in the form that is kept: who and what it is for is said, numbers are digits, and what is null is left out. */
  public RequestReading read(JsonObject body, MessagePolicy policy) {
    JsonObject given = withoutNulls(body);
    return problem(given, policy).<RequestReading>map(wrong -> wrong).orElseGet(() -> new RequestReading.Right(
        this == MARK_MESSAGE_READ ? given : SendMessage.ofBody(given).body()));
  }

  private Optional<Wrong> problem(JsonObject body, MessagePolicy policy) {
    if (Surrogates.broken(body.fields())) {
      return Optional.of(new Wrong(131009, "The body holds half a surrogate pair, which is no character."));
    }
    if (Nesting.isDeeper(body.fields(), Nesting.MAX)) {
      return Optional.of(new Wrong(131009, "The body is nested deeper than " + Nesting.MAX + " levels."));
    }
    return Shape.of(body, "")
        .and(it -> Shape.product(it))
        .check(ofBody(body) == this, 100, "The body is not one of `" + word + "`, but of `" + ofBody(body).word + "`.")
        .and(it -> this == MARK_MESSAGE_READ ? ReadMark.problem(it, policy) : SendMessage.problem(it, policy))
        .problem();
  }

  /**
   * What is wrong with the group that a command names; empty when nothing is. It may leave it out, for the body says it.
   *
   * @param body that was read
   */
  public Optional<Wrong> misplaced(Optional<String> groupId, JsonObject body) {
    if (this == MARK_MESSAGE_READ || groupId.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> named = SendMessage.ofBody(body).group();
    return named.isEmpty() || named.equals(groupId) ? Optional.empty()
        : Optional.of(new Wrong(131009, "`group_id` and the body name different groups."));
  }

  /** The same for what goes to the same place: of that, one after the other is sent. */
  public String destination(JsonObject body) {
    return this == MARK_MESSAGE_READ ? "message/" + body.text("message_id").orElseThrow() : SendMessage.ofBody(body).destination().key();
  }

  private static JsonObject withoutNulls(JsonObject body) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>(body.fields());
    fields.values().removeIf(Objects::isNull);
    return JsonObject.of(fields);
  }
}
