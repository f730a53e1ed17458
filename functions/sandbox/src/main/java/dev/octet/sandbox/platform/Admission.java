package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Who asked to join is let in, or is not: the answer says what became of each request (spec §2.3, §4.3). */
public final class Admission {
  private Admission() {}

  /**
   * @param shown people as the business may see them
   * @param seats how many people fit
   */
  public static GroupChange approve(
      BusinessNumber number, PlatformGroup group, JoinRequestIds asked, UnaryOperator<Person> shown, int seats, Instant now) {
    Results results = new Results();
    List<Person> admitted = new ArrayList<>();
    PlatformGroup changed = group;
    for (String id : asked.ids()) {
      Optional<PlatformGroup.JoinRequest> request = changed.joinRequest(id);
      if (request.isEmpty()) {
        results.failed(id, PlatformError.NO_JOIN_REQUEST);
      } else if (!request.get().person().acceptedTerms()) {
        results.failed(id, PlatformError.TERMS_NOT_ACCEPTED); // the request stays: they may accept them
      } else if (changed.participants().size() >= seats) {
        results.failed(id, PlatformError.GROUP_FULL); // the request stays: there may be room for it later
      } else {
        Person person = shown.apply(request.get().person());
        changed = changed.without(person.id()).plus(new PlatformGroup.Participant(person, now));
        admitted.add(person);
        results.done(id);
      }
    }
    return new GroupChange.Changed(
        changed,
        admitted.isEmpty() ? Optional.empty() : Optional.of(Webhook.approved(number, group, admitted, now)),
        results.answer("approved_join_requests"));
  }

  /** Nobody is told; who was rejected may ask again. */
  public static GroupChange reject(PlatformGroup group, JoinRequestIds asked) {
    Results results = new Results();
    PlatformGroup changed = group;
    for (String id : asked.ids()) {
      Optional<PlatformGroup.JoinRequest> request = changed.joinRequest(id);
      if (request.isEmpty()) {
        results.failed(id, PlatformError.NO_JOIN_REQUEST);
      } else {
        changed = changed.without(request.get().person().id());
        results.done(id);
      }
    }
    return new GroupChange.Changed(changed, Optional.empty(), results.answer("rejected_join_requests"));
  }

  /** What became of each id. */
  private static final class Results {
    private final List<String> done = new ArrayList<>();
    private final List<JsonObject> failed = new ArrayList<>();
    private final Set<PlatformError> reasons = new LinkedHashSet<>();

    void done(String id) {
      done.add(id);
    }

    void failed(String id, PlatformError reason) {
      failed.add(JsonObject.EMPTY.with("join_request_id", id).with("errors", List.of(reason.inList())));
      reasons.add(reason);
    }

    /** Lists stand only where something is in them. Where nothing was done, nothing was partly done: the reasons themselves stand there. */
    JsonObject answer(String doneList) {
      JsonObject answer = JsonObject.EMPTY.with("messaging_product", "whatsapp");
      if (!done.isEmpty()) {
        answer = answer.with(doneList, done);
      }
      return failed.isEmpty() ? answer : answer
          .with("failed_join_requests", failed)
          .with("errors", (done.isEmpty() ? reasons : Set.of(PlatformError.PARTLY_DONE)).stream().map(PlatformError::inList).toList());
    }
  }
}
