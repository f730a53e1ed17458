package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code DELETE /{group_id}/participants}: who is removed is out, and no link brings them back (spec §2.6, §4.3). */
public final class Removal {
  private Removal() {}

  public static GroupChange decide(BusinessNumber number, PlatformGroup group, RemovalRequest request, String requestId, Instant now) {
    List<JsonObject> removed = new ArrayList<>();
    List<RemovalRequest.Named> failed = new ArrayList<>();
    Set<String> named = new HashSet<>();
    PlatformGroup changed = group;
    for (RemovalRequest.Named one : request.people()) {
      Optional<Person> person = group.participants().stream().map(PlatformGroup.Participant::person).filter(one::means).findFirst();
      // Who is in is the same person by number and by id; of who is not, only what was sent can be compared.
      if (!named.add(person.map(Person::userId).orElse(one.key()))) {
        return new GroupChange.Refused(Refusal.of(PlatformError.DUPLICATE_PARTICIPANT));
      }
      if (person.isPresent()) {
        changed = changed.banning(person.get().id());
        removed.add(JsonObject.EMPTY.with("input", one.input()));
      } else {
        failed.add(one);
      }
    }
    return new GroupChange.Changed(
        changed, Optional.of(Webhook.removed(number, group, requestId, lists(removed, failed), now)), GroupChange.taken(requestId));
  }

  /** All went, some, or none: the samples differ in where the reason stands. */
  private static JsonObject lists(List<JsonObject> removed, List<RemovalRequest.Named> failed) {
    if (failed.isEmpty()) {
      return JsonObject.EMPTY.with("removed_participants", removed);
    }
    List<JsonObject> notIn = List.of(PlatformError.NOT_A_PARTICIPANT.inList());
    if (removed.isEmpty()) {
      return JsonObject.EMPTY
          .with("failed_participants", failed.stream().map(one -> JsonObject.EMPTY.with("input", one.input())).toList())
          .with("errors", notIn);
    }
    return JsonObject.EMPTY
        .with("removed_participants", removed)
        .with("failed_participants", failed.stream().map(one -> JsonObject.EMPTY.with("input", one.input()).with("errors", notIn)).toList())
        .with("errors", List.of(PlatformError.PARTLY_DONE.inList()
            .with("message", "Failed to remove some participants from the group").with("title", "Not All Participants Remove Succeeded")));
  }
}
