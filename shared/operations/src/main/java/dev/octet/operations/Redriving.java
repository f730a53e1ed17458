package dev.octet.operations;

import dev.octet.aws.queue.QueueMessage.Redriven;
import dev.octet.domain.operation.CreateStep;
import dev.octet.domain.operation.Operation;
import dev.octet.domain.operation.OperationState;
import dev.octet.operations.Operations.Recorded;
import java.time.Clock;
import java.util.Optional;

/** Operations whose queue message is back from the dead letters: what has not begun, or failed, is decided anew. */
public final class Redriving {
  private final Operations operations;
  private final Clock clock;

  public Redriving(Operations operations, Clock clock) {
    this.operations = operations;
    this.clock = clock;
  }

  /** The same for one that is known by its id only. */
  public void again(String requestId, Redriven how) {
    operations.get(requestId).ifPresent(recorded -> {
      Recorded _ = again(recorded, how);
    });
  }

  /** Begins it again, once for each of its ends, however often the message comes. What is under way, or has ended otherwise, stays. */
  public Recorded again(Recorded recorded, Redriven how) {
    Recorded at = recorded;
    while (isToBegin(at.operation(), how)) {
      Operation next = at.operation().redriven();
      Optional<Recorded> saved = operations.save(at, next, clock.instant().plus(CreateStep.UNATTENDED));
      at = saved.isPresent() ? saved.get() : operations.reread(at);
    }
    return at;
  }

  private static boolean isToBegin(Operation operation, Redriven how) {
    int times = operation.redrive().times();
    return switch (operation.state()) {
      case OperationState.Accepted _ -> times == 0;
      case OperationState.Failed _ -> operation.told() && how.run().equals(Optional.of(times));
      case OperationState.Calling _, OperationState.Answered _, OperationState.Unsettled _, OperationState.Succeeded _, OperationState.Unknown _ -> false;
    };
  }
}
