package dev.octet.operations;

import dev.octet.aws.queue.Handled;
import dev.octet.aws.queue.Reason;
import dev.octet.domain.operation.Operation;
import dev.octet.domain.operation.OperationState;
import dev.octet.graph.GraphCode;
import java.util.Optional;

/**
 * What becomes of the queue message of an operation that has ended and is told: it goes, unless the operation failed for a reason
 * that somebody can put an end to. Decided from the operation alone, so that a second pass decides the same.
 */
public final class SetAside {
  private SetAside() {}

  /** @param mostAttempts after how many a refusal that may pass counts as one that does not */
  public static Handled of(Operation operation, Gate.Arrival arrival, int mostAttempts) {
    return switch (arrival) {
      case QUEUED, RELEASED -> reason(operation, mostAttempts)
          .<Handled>map(reason -> new Handled.SetAside(reason, Optional.of(operation.redrive().times()))).orElseGet(Handled::done);
      case AWAITED, HEARD -> Handled.done(); // its message, if there ever was one, is not the one at hand
    };
  }

  private static Optional<Reason> reason(Operation operation, int mostAttempts) {
    return operation.state() instanceof OperationState.Failed failed && failed.platformRequestId().isEmpty() && failed.answer().isEmpty()
        ? reason(GraphCode.of(failed), operation.attemptsInRun(), mostAttempts) : Optional.empty();
  }

  private static Optional<Reason> reason(GraphCode known, int attempts, int mostAttempts) {
    Optional<Reason> exhausted = Optional.of(new Reason("attempts_exhausted", "The platform refused it with " + known.code() + ", and went on to after " + attempts + " attempts."))
        .filter(_ -> attempts >= mostAttempts);
    return switch (known.action()) {
      case RETRY, WAIT -> exhausted;
      case CONFIGURATION, TOKEN -> Optional.of(new Reason("configuration", "It was refused with " + known.code() + " (" + known.title()
          + "): somebody has to change something at the account, the number, or the secret."));
      case NEVER -> exhausted.filter(_ -> known.source() == GraphCode.Source.NONE);
    };
  }
}
