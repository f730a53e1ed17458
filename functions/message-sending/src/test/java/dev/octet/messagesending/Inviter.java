package dev.octet.messagesending;

import static dev.octet.messagesending.Events.GROUP;
import static dev.octet.messagesending.Events.NUMBER;
import static dev.octet.messagesending.Events.json;

import dev.octet.aws.table.Key;
import dev.octet.aws.table.Write;
import dev.octet.domain.Command;
import dev.octet.domain.Hash;
import dev.octet.domain.Notification;
import dev.octet.domain.group.Group;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.Invitation;
import dev.octet.domain.message.InvitationState;
import dev.octet.domain.message.SendMessage;
import dev.octet.domain.operation.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Invites people to the group of the tests, as sends do, and gives that group links, as group-lifecycle does. */
final class Inviter {
  static final String BASE = "https://chat.whatsapp.com/";
  static final Instant INVITED = Instant.ofEpochSecond(1_795_506_000L);
  private final Kept kept;

  Inviter(Kept kept) {
    this.kept = kept;
  }

  /** The group has another link; the first one with the group itself, if there is none. */
  void link(String id) {
    String link = BASE + id;
    kept.table.put(Write.create(new Key("INVITE_LINK#" + Hash.hex(link), "GROUP"), JsonObject.EMPTY.with("group_id", GROUP)));
    Group group = kept.rosters.get(GROUP).orElseGet(() -> Group.seen(GROUP, NUMBER));
    kept.with(group.linkResetBegins("R" + id).linkResetEnded("R" + id, Optional.of(link), Instant.ofEpochSecond(1)));
  }

  static JsonObject template(String to) {
    return json("{\"messaging_product\":\"whatsapp\",\"to\":\"" + to + "\",\"type\":\"template\",\"template\":{\"name\":\"group_invite\",\"language\":{\"code\":\"en\"},"
        + "\"components\":[{\"type\":\"body\",\"parameters\":[{\"type\":\"group_id\",\"group_id\":\"" + GROUP + "\"}]}]}}");
  }

  static JsonObject text(String to, String link) {
    return json("{\"messaging_product\":\"whatsapp\",\"to\":\"" + to + "\",\"type\":\"text\",\"text\":{\"body\":\"Come in: " + BASE + link + " Until then\"}}");
  }

  /** As it is when it is about to be sent. */
  static Operation operation(int n, JsonObject body) {
    JsonObject command = JsonObject.EMPTY.with("command", "send_message").with("id", "c-" + n).with("phone_number_id", NUMBER).with("body", SendMessage.ofBody(body).body());
    return switch (Command.parse(command.toJson())) {
      case Command.Parsed.Valid(Command valid) -> Operation.accepted(Operation.requestId(NUMBER, "", valid.id()), valid, true, "lane", INVITED.plusSeconds(n - 1));
      case Command.Parsed.Invalid invalid -> throw new AssertionError(invalid.sentence());
    };
  }

  Operation byTemplate(int n, String to) {
    return begun(operation(n, template(to)));
  }

  Operation byText(int n, String to, String link) {
    return begun(operation(n, text(to, link)));
  }

  private Operation begun(Operation operation) {
    kept.inviting.begin(operation);
    return operation;
  }

  Operation sent(int n, String to) {
    Operation operation = byTemplate(n, to);
    List<Notification> _ = kept.inviting.sent(operation, "wamid." + operation.requestId(), INVITED.plusSeconds(10));
    return operation;
  }

  /** A status of its message, as the platform sends those of messages to one person. */
  List<Notification> received(Operation operation, String status, String more) {
    SendMessage sent = SendMessage.ofBody(operation.body());
    return kept.told(Events.receipt(JsonObject.EMPTY.with("id", "wamid." + operation.requestId()).with("status", status).with("timestamp", "1795506030")
        .with("recipient_id", sent.body().text("to")).with("biz_opaque_callback_data", OwnId.of(operation.requestId())).withAll(json(more))));
  }

  JsonObject shown(Operation operation) {
    Invitation invitation = kept.invitations.get(operation.requestId()).orElseThrow().invitation();
    return invitation.toJson(invitation.state());
  }

  InvitationState state(Operation operation) {
    return kept.invitations.get(operation.requestId()).orElseThrow().invitation().state();
  }
}
