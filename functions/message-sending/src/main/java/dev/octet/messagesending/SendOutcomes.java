package dev.octet.messagesending;

import dev.octet.domain.Notification;
import dev.octet.domain.group.Group;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.Destination;
import dev.octet.domain.message.Message;
import dev.octet.domain.message.MessageCommand;
import dev.octet.domain.message.Pins;
import dev.octet.domain.message.SendMessage;
import dev.octet.domain.message.Sending;
import dev.octet.domain.operation.Operation;
import dev.octet.domain.operation.OperationNotifications;
import dev.octet.domain.operation.OperationState;
import dev.octet.graph.GraphError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the end of a send leaves in the table, and tells. Made from the operation alone, so that a second telling equals the first. */
final class SendOutcomes {
  private final Messages messages;
  private final MessageContents contents;
  private final Rosters rosters;
  private final Conversations conversations;
  private final Templates templates;
  private final SendGuard guard;
  private final Inviting inviting;

  SendOutcomes(Messages messages, MessageContents contents, Rosters rosters, Conversations conversations, Templates templates, SendGuard guard, Inviting inviting) {
    this.messages = messages;
    this.contents = contents;
    this.rosters = rosters;
    this.conversations = conversations;
    this.templates = templates;
    this.guard = guard;
    this.inviting = inviting;
  }

  /** The platform's id of what was sent, in its answer; empty when that is none. */
  static Optional<String> messageId(JsonObject answer) {
    return answer.objects("messages").stream().flatMap(message -> message.text("id").stream()).filter(id -> !id.isBlank()).findFirst();
  }

  /** What the platform would have answered to a send whose message was seen. */
  static JsonObject seen(Operation operation, String messageId) {
    SendMessage sent = SendMessage.ofBody(operation.body());
    Optional<String> input = sent.body().text("to").or(() -> sent.body().text("recipient"));
    return JsonObject.EMPTY.with("messaging_product", "whatsapp")
        .with("contacts", List.of(JsonObject.EMPTY.with("input", input)))
        .with("messages", List.of(JsonObject.EMPTY.with("id", messageId).with("group_id", group(sent))));
  }

  /**
   * Keeps what was sent and gives what is to be told of the end of an operation. Done again, it changes nothing; also not when
   * others have changed what is pinned since all was told.
   *
   * @param now the time of what has no time of the platform's
   */
  List<Notification> of(Operation operation, Instant now) {
    List<Notification> told = new ArrayList<>();
    if (!operation.command().equals(MessageCommand.MARK_MESSAGE_READ.word())) {
      switch (operation.state()) {
        case OperationState.Succeeded(_, JsonObject answer, _) -> messageId(answer).ifPresent(id -> {
          keep(operation, id, now);
          told.addAll(sent(operation, id, answer, now));
          told.addAll(isInvitation(operation) ? inviting.sent(operation, id, now) : List.of());
        });
        case OperationState.Failed failed -> {
          told.add(notSent("message.send_failed", operation, now, JsonObject.EMPTY.with("errors", List.of(failed.error()))));
          told.addAll(isInvitation(operation) ? inviting.failed(operation, now) : List.of());
        }
        case OperationState.Unknown _ -> told.add(notSent("message.send_unknown", operation, now, JsonObject.EMPTY.with("reason",
            "The platform's answer was lost, and no status of the message has come. It may have been sent.")));
        case OperationState.Accepted _, OperationState.Calling _, OperationState.Answered _, OperationState.Unsettled _ -> { }
      }
    }
    OperationNotifications.ofEnd(operation, now).ifPresent(told::add);
    return told;
  }

  /** All that a person is sent. */
  private static boolean isInvitation(Operation operation) {
    return group(SendMessage.ofBody(operation.body())).isEmpty();
  }

  /** Keeps what is known of a message because Octet sent it. */
  void keep(Operation operation, String messageId, Instant at) {
    SendMessage sent = SendMessage.ofBody(operation.body());
    Optional<Group> group = group(sent).flatMap(rosters::get);
    Sending sending = new Sending(Optional.of(operation.requestId()), operation.commandId(), sent.callbackData(),
        templates.sent(operation, sent, at));
    Messages.Saved _ = messages.first(messageId,
        () -> Message.sent(messageId, operation.phoneNumberId(), group(sent), at, group),
        message -> Messages.Change.of(message.ours(sending, Optional.of(sent.type()), Optional.of(at))));
    contents.keep(messageId, sent.body(), at);
  }

  /** The group that it is written in; an invitation to one is written to a person. */
  private static Optional<String> group(SendMessage sent) {
    return sent.destination() instanceof Destination.Group(String id) ? Optional.of(id) : Optional.empty();
  }

  private List<Notification> sent(Operation operation, String messageId, JsonObject answer, Instant now) {
    SendMessage message = SendMessage.ofBody(operation.body());
    JsonObject data = JsonObject.EMPTY
        .with("message", JsonObject.EMPTY.with("id", messageId).with("type", message.type()))
        .with("message_status", answer.objects("messages").getFirst().text("message_status"))
        .with("biz_opaque_callback_data", message.callbackData())
        .with("warning", guard.warning(operation).map(GraphError::item));
    List<Notification> told = new ArrayList<>(List.of(OperationNotifications.ofGroup("message.accepted", operation, now, data, messageId)));
    templates.told(operation, message).ifPresent(told::add);
    if (operation.command().equals(MessageCommand.PIN_MESSAGE.word())) {
      told.addAll(pinned(operation, message, now));
    } else if (operation.command().equals(MessageCommand.UNPIN_MESSAGE.word())) {
      String unpinned = pin(message).text("message_id").orElseThrow();
      if (!operation.told()) { // pinned anew since, perhaps
        conversations.update(operation.groupId().orElseThrow(), known -> known.with(known.pins().unpin(unpinned)));
      }
      told.add(pin("message.unpinned", operation, unpinned, JsonObject.EMPTY, now));
    }
    return told;
  }

  /** The platform unpins the oldest by itself where a fourth is pinned, and nobody says so (spec §3.3). */
  private List<Notification> pinned(Operation operation, SendMessage message, Instant now) {
    String pinned = pin(message).text("message_id").orElseThrow();
    int days = (int) pin(message).whole("expiration_days").orElse(1);
    List<Notification> told = new ArrayList<>();
    conversations.update(operation.groupId().orElseThrow(), known -> {
      Pins.Changed changed = operation.told() ? known.pins().again(pinned, operation.createdAt(), days) : known.pins().pin(pinned, operation.createdAt(), days);
      told.clear();
      changed.unpinned().forEach(id -> told.add(pin("message.unpinned", operation, id, JsonObject.EMPTY.with("reason", "displaced"), now)));
      return known.with(changed.pins());
    });
    told.addFirst(pin("message.pinned", operation, pinned, JsonObject.EMPTY.with("expiration_days", days), now));
    return told;
  }

  private static JsonObject pin(SendMessage message) {
    return message.body().object("pin").orElseThrow();
  }

  private static Notification pin(String type, Operation operation, String messageId, JsonObject more, Instant now) {
    return OperationNotifications.ofGroup(type, operation, now, JsonObject.EMPTY.with("message", JsonObject.EMPTY.with("id", messageId)).withAll(more),
        messageId, operation.requestId());
  }

  private static Notification notSent(String type, Operation operation, Instant now, JsonObject why) {
    SendMessage message = SendMessage.ofBody(operation.body());
    return OperationNotifications.ofGroup(type, operation, now, JsonObject.EMPTY.with("message", JsonObject.EMPTY.with("type", message.type()))
        .with("biz_opaque_callback_data", message.callbackData()).withAll(why), operation.ending());
  }
}
