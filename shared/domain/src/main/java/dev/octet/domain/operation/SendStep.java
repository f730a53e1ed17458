package dev.octet.domain.operation;

import dev.octet.domain.Command;
import dev.octet.domain.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What to do next for an operation that sends a message: the decision, without the doing. A second send is a second message,
 * so an answer that was lost is waited for in the message's statuses, which carry the operation's id back.
 */
public sealed interface SendStep {

  /** Ask the platform, for the first time or, because the caller wants that, again. */
  record Call() implements SendStep {}

  /** Write this state, and decide again. */
  record Become(OperationState state) implements SendStep {}

  /** The process that is asking, a status, or the settlement will go on with it: it stands in the open index. */
  record Leave() implements SendStep {}

  /** It has ended: say so. */
  record Tell() implements SendStep {}

  /** @param window how long the first status may take */
  static SendStep next(Operation operation, Instant now, Duration window) {
    return switch (operation.state()) {
      case OperationState.Accepted accepted -> operation.expired(now)
          ? new Become(new OperationState.Failed(accepted.knownPlatformRequestId(), CreateStep.expired()))
          : new Call();
      case OperationState.Calling calling -> now.isBefore(calling.since().plus(CreateStep.CALL_LIMIT))
          ? new Leave()
          : new Become(new OperationState.Unsettled(calling.since()));
      // What the platform took is sent: there is nothing to wait for.
      case OperationState.Answered answered -> new Become(new OperationState.Succeeded(Optional.of(answered.platformRequestId()), JsonObject.EMPTY, 0));
      case OperationState.Unsettled unsettled -> now.isBefore(unsettled.calledAt().plus(window)) ? new Leave() : afterwards(operation, unsettled);
      case OperationState.Succeeded _, OperationState.Failed _, OperationState.Unknown _ -> new Tell();
    };
  }

  /** No status has come: either it was never sent, or nobody can tell. */
  private static SendStep afterwards(Operation operation, OperationState.Unsettled unsettled) {
    return switch (operation.onUnknown()) {
      case Command.OnUnknown.REPORT -> new Become(new OperationState.Unknown(unsettled.knownPlatformRequestId(), unsettled.calledAt(), List.of()));
      case Command.OnUnknown.REPEAT -> new Call();
    };
  }

  /** When the settlement should look at an operation that nothing else moves. */
  static Instant due(Operation operation, Instant now, Duration window) {
    return switch (operation.state()) {
      case OperationState.Unsettled unsettled -> unsettled.calledAt().plus(window);
      case OperationState.Accepted _, OperationState.Calling _, OperationState.Answered _, OperationState.Succeeded _,
          OperationState.Failed _, OperationState.Unknown _ -> now.plus(CreateStep.UNATTENDED);
    };
  }
}
