package dev.octet.grouplifecycle;

import dev.octet.aws.queue.Handled;
import dev.octet.operations.Operations.Recorded;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds the operation that the outcome of a request about a group belongs to, and completes it. */
final class RequestEvents {
  private final Lifecycle.Ways ways;

  RequestEvents(Lifecycle.Ways ways) {
    this.ways = ways;
  }

  /**
   * @param otherwise what to do when no operation is known for it: another tool asked, or the answer that will tell is on
   *     its way, and then tells the same again under the same ids
   */
  Handled handle(String phoneNumberId, RequestOutcome outcome, Supplier<Handled> otherwise) {
    // The outcome first, then the look for our half: who comes second always sees both.
    Optional<Recorded> asked = outcome.platformRequestId()
        .flatMap(id -> ways.pointers().addOutcome(phoneNumberId, id, outcome.toJson()).operation())
        .flatMap(ways.operations()::get);
    Optional<GroupRequest> request = asked.flatMap(it -> Optional.ofNullable(ways.requests().get(it.operation().command())));
    return request.map(it -> ways.steps().complete(asked.orElseThrow(), it, outcome)).orElseGet(otherwise);
  }
}
