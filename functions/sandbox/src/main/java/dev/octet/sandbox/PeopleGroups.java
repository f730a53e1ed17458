package dev.octet.sandbox;

import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.GroupEvent;
import dev.octet.sandbox.platform.Person;
import dev.octet.sandbox.platform.PlatformGroup;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The groups of somebody, as their phone lists them: those too that they are in no more. */
final class PeopleGroups {
  private final GroupStore groups;
  private final PersonStore people;
  private final GroupHistory history;

  PeopleGroups(GroupStore groups, PersonStore people, GroupHistory history) {
    this.groups = groups;
    this.people = people;
    this.history = history;
  }

  /** @param since from when on it is so */
  private record Listed(String groupId, String phoneNumberId, String status, String subject, Instant since) {
    JsonObject toJson() {
      return JsonObject.EMPTY.with("group_id", groupId).with("phone_number_id", phoneNumberId).with("status", status).with("subject", subject)
          .with("since", since.toString());
    }
  }

  /** The latest first. Where somebody asked in vain, or was refused, they never were. */
  List<JsonObject> of(Keys keys, Person person) {
    Map<String, GroupHistory.Passage> passages = history.passages(keys, person.id());
    return people.groups(keys, person.id()).stream()
        .flatMap(groupId -> groups.find(keys, groupId).flatMap(found -> listed(found, person, Optional.ofNullable(passages.get(groupId)))).stream())
        .sorted(Comparator.comparing(Listed::since).reversed()).map(Listed::toJson).toList();
  }

  private static Optional<Listed> listed(GroupStore.Found found, Person person, Optional<GroupHistory.Passage> passage) {
    return switch (found) {
      case GroupStore.Found.There(PlatformGroup group) -> in(group, person).or(() -> asked(group, person))
          .or(() -> passage.filter(PeopleGroups::gone).map(it -> listed(group, it.how().toString(), it.at())));
      case GroupStore.Found.Gone group -> passage.map(it -> new Listed(group.groupId(), group.phoneNumberId(),
          gone(it) ? it.how().toString() : GroupEvent.Type.REMOVED.toString(), group.subject(), gone(it) ? it.at() : group.at()));
    };
  }

  private static Optional<Listed> in(PlatformGroup group, Person person) {
    return group.participants().stream().filter(it -> it.person().id().equals(person.id())).findFirst().map(it -> listed(group, "in", it.joinedAt()));
  }

  private static Optional<Listed> asked(PlatformGroup group, Person person) {
    return group.requestOf(person.id()).map(it -> listed(group, "requested", it.createdAt()));
  }

  private static Listed listed(PlatformGroup group, String status, Instant since) {
    return new Listed(group.id(), group.phoneNumberId(), status, group.subject(), since);
  }

  private static boolean gone(GroupHistory.Passage passage) {
    return passage.how() == GroupEvent.Type.LEFT || passage.how() == GroupEvent.Type.REMOVED;
  }
}
