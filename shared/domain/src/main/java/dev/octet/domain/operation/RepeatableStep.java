package dev.octet.domain.operation;

import java.time.Duration;
import java.time.Instant;

/**
 * What to do next for an operation that may be asked for again without harm, such as deleting a group: the decision,
 * without the doing. A lost answer costs another call, never a doubt.
 */
public sealed interface RepeatableStep {

  /** Ask the platform, for the first time or again. */
  record Call() implements RepeatableStep {}

  /** Write this state, and decide again. */
  record Become(OperationState state) implements RepeatableStep {}

  /** The webhook has had its time: look whether what was asked for is so. */
  record Check() implements RepeatableStep {}

  /** The process that is asking, the webhook, or the settlement will go on with it: it stands in the open index. */
  record Leave() implements RepeatableStep {}

  /** It has ended: say so. */
  record Tell() implements RepeatableStep {}

  /** @param settleWindow how long the webhook may take */
  static RepeatableStep next(Operation operation, Instant now, Duration settleWindow) {
    return switch (operation.state()) {
      case OperationState.Accepted accepted -> operation.expired(now)
          ? new Become(new OperationState.Failed(accepted.knownPlatformRequestId(), CreateStep.expired()))
          : new Call();
      case OperationState.Calling calling -> now.isBefore(calling.since().plus(CreateStep.CALL_LIMIT)) ? new Leave() : new Call();
      case OperationState.Unsettled _ -> new Call();
      case OperationState.Answered answered -> now.isBefore(answered.calledAt().plus(settleWindow)) ? new Leave() : new Check();
      case OperationState.Succeeded _, OperationState.Failed _, OperationState.Unknown _ -> new Tell();
    };
  }

  /** When the settlement should look at an operation that nothing else moves. */
  static Instant due(Operation operation, Instant now, Duration settleWindow) {
    return switch (operation.state()) {
      case OperationState.Answered answered -> answered.calledAt().plus(settleWindow);
      case OperationState.Accepted _, OperationState.Calling _, OperationState.Unsettled _, OperationState.Succeeded _,
          OperationState.Failed _, OperationState.Unknown _ -> now.plus(CreateStep.UNATTENDED);
    };
  }
}
