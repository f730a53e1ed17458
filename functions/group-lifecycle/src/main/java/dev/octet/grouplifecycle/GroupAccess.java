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

/** Which groups a caller may see, and which of the caller's numbers is in one: as the table knows it, or else the platform. */
final class GroupAccess {
  private static final GraphError UNKNOWN = GraphError.of(131041,
      "There is no such group, or this business is not in it. Active groups are listed at /{phone_number_id}/groups.");

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
    return group.map(Group::phoneNumberId).orElseGet(() -> ofPlatform(numbers, number -> platform.groupInfo(number, groupId, "")).number());
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

  /** Asked in the name of each number, until one is in the group. */
  static Asked ofPlatform(List<String> numbers, Function<String, Outcome> ask) {
    for (String phoneNumberId : numbers) {
      Outcome outcome = ask.apply(phoneNumberId);
      boolean elsewhere = outcome instanceof Outcome.Refused(GraphError error) && (error.code() == 131041 || error.code() == NumberCalls.NO_TOKEN);
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
