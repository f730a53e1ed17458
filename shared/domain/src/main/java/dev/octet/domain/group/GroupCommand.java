package dev.octet.domain.group;

import dev.octet.domain.json.JsonObject;
import java.util.Arrays;
import java.util.Optional;

/** What can be asked about groups: the whole of the Groups API, and no more (spec §2). */
public enum GroupCommand {
  CREATE_GROUP("create_group", About.NUMBER),
  DELETE_GROUP("delete_group", About.GROUP),
  UPDATE_GROUP_SETTINGS("update_group_settings", About.GROUP),
  REMOVE_PARTICIPANTS("remove_participants", About.GROUP),
  RESET_INVITE_LINK("reset_invite_link", About.GROUP),
  APPROVE_JOIN_REQUESTS("approve_join_requests", About.GROUP),
  REJECT_JOIN_REQUESTS("reject_join_requests", About.GROUP),
  GET_GROUP("get_group", About.GROUP),
  GET_INVITE_LINK("get_invite_link", About.GROUP),
  LIST_GROUPS("list_groups", About.NUMBER),
  LIST_JOIN_REQUESTS("list_join_requests", About.GROUP);

  private enum About { NUMBER, GROUP }

  private final String word;
  private final About about;

  GroupCommand(String word, About about) {
    this.word = word;
    this.about = about;
  }

  public static Optional<GroupCommand> of(String word) {
    return Arrays.stream(values()).filter(command -> command.word.equals(word)).findFirst();
  }

  /** As commands are called on the queue and in the table. */
  public String word() {
    return word;
  }

  public RequestReading read(JsonObject body) {
    return switch (this) {
      case CREATE_GROUP -> CreateGroup.read(body);
      case DELETE_GROUP, RESET_INVITE_LINK -> BareRequest.read(body);
      case UPDATE_GROUP_SETTINGS -> UpdateSettings.read(body);
      case REMOVE_PARTICIPANTS -> RemoveParticipants.read(body);
      case APPROVE_JOIN_REQUESTS, REJECT_JOIN_REQUESTS -> AnswerJoinRequests.read(body);
      case GET_GROUP -> ReadRequest.ofInfo(body);
      case GET_INVITE_LINK -> ReadRequest.ofOne(body);
      case LIST_GROUPS, LIST_JOIN_REQUESTS -> ReadRequest.ofList(body);
    };
  }

  /** What is wrong with naming, or not naming, a group; empty when nothing is. */
  public Optional<RequestReading.Wrong> misplaced(Optional<String> groupId) {
    return switch (about) {
      case NUMBER -> groupId.map(_ -> new RequestReading.Wrong(100, "`group_id` has no place in `" + word + "`: it is about the number."));
      case GROUP -> groupId.isPresent() ? Optional.empty() : Optional.of(new RequestReading.Wrong(131008, "`group_id` is missing."));
    };
  }
}
