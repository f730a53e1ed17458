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

  /** @param failure when it is only taken, and then fails */
  public static GroupChange decide(
      BusinessNumber number, PlatformGroup group, RemovalRequest request, Optional<WebhookFailure> failure, String requestId, Instant now) {
    List<JsonObject> removed = new ArrayList<>();
    List<Failed> failed = new ArrayList<>();
    Set<String> named = new HashSet<>();
    PlatformGroup changed = group;
    for (RemovalRequest.Named one : request.people()) {
      Optional<Person> person = group.participants().stream().map(PlatformGroup.Participant::person).filter(one::means).findFirst();
      // Who is in is the same person by number and by id; of who is not, only what was sent can be compared.
      if (!named.add(person.map(Person::userId).orElse(one.key()))) {
        return new GroupChange.Refused(Refusal.of(PlatformError.DUPLICATE_PARTICIPANT));
      }
      Optional<PlatformError> error = failure.filter(it -> !it.partial() || one.equals(request.people().getLast())).map(WebhookFailure::error)
          .or(() -> person.isEmpty() ? Optional.of(PlatformError.NOT_A_PARTICIPANT) : Optional.empty());
      if (error.isPresent()) {
        failed.add(new Failed(one.input(), error.get()));
      } else {
        changed = changed.banning(person.orElseThrow().id());
        removed.add(JsonObject.EMPTY.with("input", one.input()));
      }
    }
    return new GroupChange.Changed(
        changed, Optional.of(Webhook.removed(number, group, requestId, lists(removed, failed), now)), GroupChange.taken(requestId));
  }

  private record Failed(String input, PlatformError error) {}

  /** All went, some, or none: the samples differ in where the reason stands. */
  private static JsonObject lists(List<JsonObject> removed, List<Failed> failed) {
    if (failed.isEmpty()) {
      return JsonObject.EMPTY.with("removed_participants", removed);
    }
    if (removed.isEmpty()) {
      return JsonObject.EMPTY
          .with("failed_participants", failed.stream().map(one -> JsonObject.EMPTY.with("input", one.input())).toList())
          .with("errors", failed.stream().map(Failed::error).distinct().map(PlatformError::inList).toList());
    }
    return JsonObject.EMPTY
        .with("removed_participants", removed)
        .with("failed_participants", failed.stream().map(one -> JsonObject.EMPTY.with("input", one.input()).with("errors", List.of(one.error().inList()))).toList())
        .with("errors", List.of(PlatformError.PARTLY_DONE.inList()
            .with("message", "Failed to remove some participants from the group").with("title", "Not All Participants Remove Succeeded")));
  }
}
