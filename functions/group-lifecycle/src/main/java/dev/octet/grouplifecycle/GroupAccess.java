package dev.octet.grouplifecycle;

import dev.octet.domain.group.Group;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphError;
import dev.octet.graph.Outcome;
import dev.octet.operations.NumberCalls;
import dev.octet.operations.Refused;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Which groups a caller may see, and which of the caller's numbers is in one: as the table knows it, or else the platform. */
final class GroupAccess {
  private static final GraphError UNKNOWN = GraphError.of(GroupRequest.GROUP_UNKNOWN,
      "There is no such group, or this business is not in it. Active groups are listed at /{phone_number_id}/groups.");

  /** A field that every group has, and nothing else of the platform's. */
  private static final String OF_GROUPS = "join_approval_mode";

  private final Groups groups;
  private final Platform platform;

  GroupAccess(Groups groups, Platform platform) {
    this.groups = groups;
    this.platform = platform;
  }

  /**
   * The number that is in a group.
   *
   * @param numbers the caller's
   * @param again whether the request may be one that was made before, and whose group is gone by now because of it
   * @throws Refused when none is, or the platform cannot be asked
   */
  String numberIn(List<String> numbers, String groupId, boolean again) {
    Optional<Group> group = groups.get(groupId).map(Groups.Saved::group);
    if (group.filter(it -> !numbers.contains(it.phoneNumberId()) || (!again && it.endedAt().isPresent())).isPresent()) {
      throw new Refused(UNKNOWN);
    }
    return group.map(Group::phoneNumberId).orElseGet(() -> info(numbers, groupId, List.of()).number());
  }

  /** The group as the table knows it; refused when it is known to be gone, or another business's. */
  Optional<Group> known(List<String> numbers, String groupId) {
    Optional<Group> group = groups.get(groupId).map(Groups.Saved::group);
    if (group.filter(it -> it.endedAt().isPresent() || !numbers.contains(it.phoneNumberId())).isPresent()) {
      throw new Refused(UNKNOWN);
    }
    return group.filter(it -> it.createdAt().isPresent()); // else only something that happened in it was seen
  }

  /** What the platform answered, and in whose name it was asked. */
  record Asked(String number, JsonObject answer) {}

  /**
   * What the platform says of a group, and of nothing else: many of its objects can be asked for by their id, and the token may
   * reach any of them.
   */
  Asked info(List<String> numbers, String groupId, List<String> fields) {
    String all = String.join(",", fields.contains(OF_GROUPS) ? fields : Stream.concat(fields.stream(), Stream.of(OF_GROUPS)).toList());
    Asked asked = ofPlatform(numbers, groupId, number -> platform.groupInfo(number, groupId, all));
    if (!asked.answer().text("id").equals(Optional.of(groupId)) || !asked.answer().has(OF_GROUPS)) {
      throw new Refused(UNKNOWN);
    }
    return fields.contains(OF_GROUPS) ? asked : new Asked(asked.number(), asked.answer().without(OF_GROUPS));
  }

  /** Asked in the name of the number whose group it is, as the table knows it; else of each, until one is in the group. */
  Asked ofPlatform(List<String> numbers, String groupId, Function<String, Outcome> ask) {
    Optional<String> owner = groups.get(groupId).map(saved -> saved.group().phoneNumberId());
    for (String phoneNumberId : owner.map(List::of).orElse(numbers)) {
      if (!numbers.contains(phoneNumberId)) {
        break; // one token may reach the numbers of several callers: the platform would not mind
      }
      Outcome outcome = ask.apply(phoneNumberId);
      boolean elsewhere = outcome instanceof Outcome.Refused(GraphError error) && (error.code() == GroupRequest.GROUP_UNKNOWN || error.code() == NumberCalls.NO_TOKEN);
      if (!elsewhere) {
        return new Asked(phoneNumberId, answer(outcome));
      }
    }
    throw new Refused(UNKNOWN);
  }

  static JsonObject answer(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered(JsonObject body, _) -> body;
      case Outcome.Refused(GraphError error) -> throw new Refused(error);
      case Outcome.NotSent _, Outcome.Unknown _ ->
          throw new Refused(GraphError.of(2, "The platform did not answer. Nothing was changed; ask again."));
    };
  }
}
