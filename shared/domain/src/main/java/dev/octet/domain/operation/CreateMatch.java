package dev.octet.domain.operation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whose outcome is it? Decided for the outcome of a create that names no request of ours, against the operation that
 * holds the subject: the answer that would have told us the request's id may have been lost, or not be written yet.
 */
public sealed interface CreateMatch {
  /** The platform's clock and ours may differ by this much. */
  Duration SKEW = Duration.ofSeconds(10);

  /** The answer of the call may still be on its way: look again later. */
  record Wait(Duration time) implements CreateMatch {}

  /** It is what became of this operation, whose answer was lost. */
  record Adopt() implements CreateMatch {}

  /** The operation ended without it, or with another group. */
  record Late() implements CreateMatch {}

  /** Somebody else asked for it. */
  record Foreign() implements CreateMatch {}

  /**
   * @param holder the operation that holds the subject
   * @param groupId the group that was made; empty when none could be
   * @param at when it happened, by the platform's clock
   */
  static CreateMatch of(Operation holder, Optional<String> groupId, Instant at, Instant now) {
    return switch (holder.state()) {
      // Nothing was asked in this attempt; an earlier one may have had an effect.
      case OperationState.Accepted _ -> holder.attempts() > 0 ? since(holder.createdAt(), at) : new Foreign();
      case OperationState.Calling calling -> now.isBefore(calling.since().plus(CreateStep.CALL_LIMIT))
          ? new Wait(Duration.ofSeconds(1))
          : since(holder.firstCall(calling.since()), at);
      // With one attempt its request id is known, and this outcome does not carry it.
      case OperationState.Answered answered -> holder.attempts() > 1 ? new Wait(Waiting.next(answered.calledAt(), now)) : new Foreign();
      case OperationState.Unsettled unsettled -> since(holder.firstCall(unsettled.calledAt()), at);
      case OperationState.Unknown _ -> new Late();
      case OperationState.Succeeded _, OperationState.Failed _ ->
          holder.attempts() > 1 && !groupId.equals(holder.groupId()) ? new Late() : new Foreign();
    };
  }

  private static CreateMatch since(Instant asked, Instant at) {
    return at.isBefore(asked.minus(SKEW)) ? new Foreign() : new Adopt();
  }
}
