package dev.octet.domain.group;

import dev.octet.domain.json.JsonObject;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** What can be asked about groups: the whole of the Groups API, and no more (spec §2). */
public enum GroupCommand {
  CREATE_GROUP("create_group", About.NUMBER, CreateGroup::read),
  DELETE_GROUP("delete_group", About.GROUP, BareRequest::read),
  UPDATE_GROUP_SETTINGS("update_group_settings", About.GROUP, UpdateSettings::read),
  REMOVE_PARTICIPANTS("remove_participants", About.GROUP, RemoveParticipants::read),
  RESET_INVITE_LINK("reset_invite_link", About.GROUP, BareRequest::read),
  APPROVE_JOIN_REQUESTS("approve_join_requests", About.GROUP, AnswerJoinRequests::read),
  REJECT_JOIN_REQUESTS("reject_join_requests", About.GROUP, AnswerJoinRequests::read),
  GET_GROUP("get_group", About.GROUP, ReadRequest::ofInfo),
  GET_INVITE_LINK("get_invite_link", About.GROUP, ReadRequest::ofOne),
  LIST_GROUPS("list_groups", About.NUMBER, ReadRequest::ofList),
  LIST_JOIN_REQUESTS("list_join_requests", About.GROUP, ReadRequest::ofList);

  private enum About { NUMBER, GROUP }

  private final String word;
  private final About about;
  private final Function<JsonObject, RequestReading> reader;

  GroupCommand(String word, About about, Function<JsonObject, RequestReading> reader) {
    this.word = word;
    this.about = about;
    this.reader = reader;
  }

  public static Optional<GroupCommand> of(String word) {
    return Arrays.stream(values()).filter(command -> command.word.equals(word)).findFirst();
  }

  /** As commands are called on the queue and in the table. */
  public String word() {
    return word;
  }

  public RequestReading read(JsonObject body) {
    return reader.apply(body);
  }

  /** What is wrong with naming, or not naming, a group; empty when nothing is. */
  public Optional<RequestReading.Wrong> misplaced(Optional<String> groupId) {
    return switch (about) {
      case NUMBER -> groupId.map(_ -> new RequestReading.Wrong(100, "`group_id` has no place in `" + word + "`: it is about the number."));
      case GROUP -> groupId.isPresent() ? Optional.empty() : Optional.of(new RequestReading.Wrong(131008, "`group_id` is missing."));
    };
  }
}
