package dev.octet.domain.operation;

import dev.octet.domain.Hash;
import dev.octet.domain.group.GroupCommand;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.MessageCommand;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an operation gives a value of its own to. Of two operations that do so to the same thing the one that was asked for later
 * counts: one that comes back from the dead letters must not undo it.
 */
public final class Overtaken {
  private Overtaken() {}

  /**
   * What it sets, each as a key for a table; empty where nothing can overtake it. A message expires instead; whoever is removed, or
   * answered, is so once, and the platform says of each what is so; a mark, and a read, do no harm.
   */
  public static List<String> things(Operation operation) {
    // Before a create has ended nobody knows its group.
    String group = operation.command().equals(GroupCommand.CREATE_GROUP.word()) ? "" : operation.groupId().orElse("");
    return names(operation).map(name -> Hash.hex("set by an operation", operation.phoneNumberId(), group, name)).toList();
  }

  private static Stream<String> names(Operation operation) {
    Optional<GroupCommand> ofGroups = GroupCommand.of(operation.command());
    if (ofGroups.isPresent()) {
      return switch (ofGroups.get()) {
        case CREATE_GROUP -> operation.body().text("subject").map(String::strip).map(subject -> "group called " + subject).stream();
        case DELETE_GROUP -> Stream.of("end");
        case UPDATE_GROUP_SETTINGS -> Stream.of("subject", "description", "picture").filter(operation.body()::has);
        case RESET_INVITE_LINK -> Stream.of("invite link");
        case REMOVE_PARTICIPANTS, APPROVE_JOIN_REQUESTS, REJECT_JOIN_REQUESTS, GET_GROUP, GET_INVITE_LINK, LIST_GROUPS, LIST_JOIN_REQUESTS -> Stream.empty();
      };
    }
    return MessageCommand.of(operation.command()).stream().flatMap(command -> switch (command) {
      case PIN_MESSAGE, UNPIN_MESSAGE -> operation.body().object("pin").flatMap(pin -> pin.text("message_id")).map(id -> "pin of " + id).stream();
      case SEND_MESSAGE, MARK_MESSAGE_READ -> Stream.empty();
    });
  }

  /** Why it is not asked for again. */
  public static JsonObject error(Operation operation) {
    return JsonObject.EMPTY
        .with("code", 131009)
        .with("title", "Parameter value is not valid")
        .with("message", "The command is superseded.")
        .with("error_data", JsonObject.EMPTY.with("details", "This `" + operation.command() + "` came back from the dead letters, and another that was asked for later "
            + "and sets the same has succeeded meanwhile. The platform was not asked again."))
        .with("reason", "superseded");
  }
}
