package dev.octet.story;

import dev.octet.domain.json.JsonObject;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names what a notification tells of, by what it says and not by its id: in a story each thing happens once. */
final class OneThing {
  private OneThing() {}

  /** @param who names a participant, under whatever of their names */
  static String of(JsonObject notification, Function<JsonObject, String> who) {
    String type = notification.text("type").orElse("");
    JsonObject data = notification.object("data").orElse(JsonObject.EMPTY);
    String message = data.object("message").flatMap(it -> it.text("id")).orElse("");
    String participant = data.object("participant").map(who).orElse("");
    String group = data.text("group_id").orElse("");
    String request = data.text("request_id").orElse("");
    return type + " " + switch (type) {
      case "message.sent", "message.delivered", "message.read", "message.played", "message.failed" -> named(message, participant);
      case "message.received", "message.accepted", "message.read_by_all" -> message;
      case "message.pinned", "message.unpinned" -> named(message, request);
      case "group.created", "group.adopted", "group.deleted", "group.retired" -> group;
      // Who asks again because an answer was lost changes them twice: two requests of the platform's, and two changes.
      case "group.settings_updated" -> named(group, field(data, "group_subject"), field(data, "group_description"), field(data, "platform_request_id"));
      case "group.repaired" -> named(group, data.items("differences").toString());
      case "invite_link.reset" -> named(group, data.text("invite_link").orElse(""));
      case "participant.joined", "participant.left", "participant.removed" -> named(group, participant);
      case "join_request.created", "join_request.revoked", "join_request.approved", "join_request.rejected" ->
          named(group, data.text("join_request_id").orElse(""));
      case "invitation.changed" -> named(field(data.object("invitation").orElse(JsonObject.EMPTY), "id"), field(data.object("invitation").orElse(JsonObject.EMPTY), "state"));
      case "number.paused", "number.resumed" -> named(field(data, "phone_number_id"), field(data, "scope"), field(data, "since"));
      // What may happen more than once, such as a failure, is one thing for each request and time.
      default -> named(group, participant, request, message, request.isEmpty() ? notification.text("time").orElse("") : "");
    };
  }

  /**
   * What a notification says of the thing itself. Whose request it was may be known when it is told again, and was not the
   * first time; where it stands among the changes of the group, likewise.
   */
  static JsonObject said(JsonObject notification) {
    JsonObject data = notification.object("data").orElse(JsonObject.EMPTY);
    for (String name : List.of("request_id", "command_id", "platform_request_id", "sequence", "superseded")) {
      data = data.without(name);
    }
    return notification.with("data", data);
  }

  private static String field(JsonObject data, String name) {
    Object value = data.get(name);
    return value == null ? "" : value.toString();
  }

  private static String named(String... parts) {
    return Stream.of(parts).collect(Collectors.joining(" "));
  }
}
