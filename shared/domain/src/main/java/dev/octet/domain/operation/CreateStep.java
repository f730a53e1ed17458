package dev.octet.domain.operation;

import dev.octet.domain.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/** What to do next for an operation that creates a group: the decision, without the doing. */
public sealed interface CreateStep {
  /** Longer than any function may take: a call begun before that has no process left that waits for its answer. */
  Duration CALL_LIMIT = Duration.ofSeconds(35);

  /** What nothing has moved for so long, the settlement goes on with. */
  Duration UNATTENDED = Duration.ofMinutes(1);

  /** Ask the platform. */
  record Call() implements CreateStep {}

  /** Write this state, and decide again. */
  record Become(OperationState state) implements CreateStep {}

  /** The webhook has had its time: look for the group among the active ones. */
  record Settle(Instant calledAt) implements CreateStep {}

  /** The process that is asking, the webhook, or the settlement will go on with it: it stands in the open index. */
  record Leave() implements CreateStep {}

  /** It has ended: say so. */
  record Tell() implements CreateStep {}

  /** @param settleWindow how long the webhook may take */
  static CreateStep next(Operation operation, Instant now, Duration settleWindow) {
    return switch (operation.state()) {
      case OperationState.Accepted accepted -> operation.expired(now)
          ? new Become(new OperationState.Failed(accepted.knownPlatformRequestId(), expired()))
          : new Call();
      case OperationState.Calling calling -> now.isBefore(calling.since().plus(CALL_LIMIT))
          ? new Leave()
          : new Become(new OperationState.Unsettled(calling.since()));
      case OperationState.Answered answered -> settleOrLeave(answered.calledAt(), now, settleWindow);
      case OperationState.Unsettled unsettled -> settleOrLeave(unsettled.calledAt(), now, settleWindow);
      case OperationState.Succeeded _, OperationState.Failed _, OperationState.Unknown _ -> new Tell();
    };
  }

  private static CreateStep settleOrLeave(Instant calledAt, Instant now, Duration settleWindow) {
    return now.isBefore(calledAt.plus(settleWindow)) ? new Leave() : new Settle(calledAt);
  }

  static JsonObject expired() {
    return JsonObject.EMPTY
        .with("code", 131009)
        .with("title", "Parameter value is not valid")
        .with("message", "The command expired before it was begun.")
        .with("error_data", JsonObject.EMPTY.with("details", "`expires_at` had passed before the platform was asked. Nothing was done."))
        .with("reason", "expired");
  }

  /** When the settlement should look at an operation that nothing else moves. */
  static Instant due(Operation operation, Instant now, Duration settleWindow) {
    return switch (operation.state()) {
      case OperationState.Answered answered -> answered.calledAt().plus(settleWindow);
      case OperationState.Unsettled unsettled -> unsettled.calledAt().plus(settleWindow);
      case OperationState.Accepted _, OperationState.Calling _, OperationState.Succeeded _, OperationState.Failed _,
          OperationState.Unknown _ -> now.plus(UNATTENDED);
    };
  }
}
