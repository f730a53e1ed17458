package dev.octet.operations;

import dev.octet.aws.Metric;
import dev.octet.aws.queue.Queue;
import dev.octet.domain.operation.Parked;
import dev.octet.operations.Pauses.Entry;
import dev.octet.operations.Pauses.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Sends operations that wait while their number is left alone back to the command queue: one of them when it is time to see
 * whether the platform works again, all of them, in order, once it does.
 */
public final class Releases {
  /** As many as are sent at a time; the rest follows a minute later. */
  private static final int MAX = 1000;
  private static final Duration NEXT_LOOK = Duration.ofMinutes(1);

  private final Pauses pauses;
  private final Function<CommandQueue, Queue> commands;

  public Releases(Pauses pauses, Function<CommandQueue, Queue> commands) {
    this.pauses = pauses;
    this.commands = commands;
  }

  public void visit(Due due, Instant now) {
    Optional<Standing> found = pauses.get(due.id(), Pauses.scope(due.key()));
    found.ifPresent(standing -> visit(standing, now));
  }

  private void visit(Standing standing, Instant now) {
    Pause pause = standing.pause();
    List<Entry> waiting = pauses.waiting(pause, MAX);
    if (waiting.isEmpty()) {
      boolean _ = pause.over() ? pauses.delete(standing) : pauses.save(Optional.of(standing), pause, false);
    } else if (pause.over()) {
      // Those that are still on their way are sent again then: they find that they have gone on.
      send(pause, waiting, _ -> true, now);
      boolean _ = pauses.save(Optional.of(standing), pause.ending(now.plus(NEXT_LOOK)), true);
    } else {
      Metric.PAUSES.count();
      send(pause, waiting, entry -> entry.order() == waiting.getFirst().order() || entry.expiresAt().filter(end -> !now.isBefore(end)).isPresent(), now);
      boolean _ = pauses.save(Optional.of(standing), pause.probing(waiting.getFirst().requestId(), now), true);
    }
  }

  private void send(Pause pause, List<Entry> waiting, Predicate<Entry> which, Instant now) {
    for (CommandQueue queue : CommandQueue.values()) {
      commands.apply(queue).sendAll(waiting.stream().filter(which).filter(entry -> entry.queue() == queue)
        .map(entry -> Resumption.released(entry.lane(), entry.requestId(), pause.phoneNumberId(), new Parked(pause.scope().name(), entry.order()), Long.toString(now.getEpochSecond()))).toList());
    }
  }
}
