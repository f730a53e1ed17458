package dev.octet.operations;

import dev.octet.aws.NewerFormatException;
import dev.octet.aws.Trail;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.table.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Operations that have been open too long go back to their command queue, where their handler goes on with them. */
public final class Settlement {
  /** As many as are sent in one run; the rest is due in the next. */
  private static final int MAX_PER_RUN = 1000;

  private final Table table;
  private final Operations operations;
  private final Releases releases;
  private final Function<CommandQueue, Queue> commands;

  public Settlement(Table table, Function<CommandQueue, Queue> commands) {
    this.table = table;
    this.operations = new Operations(table);
    this.releases = new Releases(new Pauses(table), commands);
    this.commands = commands;
  }

  /** Returns how many were due. Those that a newer version has written are left to it, and thrown for when the others have gone on. */
  public int run(Instant now) {
    List<Due> due = Due.by(table, now, MAX_PER_RUN);
    List<NewerFormatException> newer = new ArrayList<>();
    // While nothing moves an operation it is due at the same time, and the queue drops what is in it already.
    for (CommandQueue queue : CommandQueue.values()) {
      commands.apply(queue).sendAll(due.stream().filter(one -> one.isOperation() && one.queue() == queue)
          .flatMap(one -> known(newer, () -> messageGroup(one)).map(group -> Resumption.of(group, one.id(), Long.toString(one.at()))).stream()).toList());
    }
    due.stream().filter(one -> !one.isOperation()).forEach(pause -> {
      Optional<Boolean> _ = known(newer, () -> {
        releases.visit(pause, now);
        return Optional.of(true);
      });
    });
    if (!newer.isEmpty()) {
      throw newer.getFirst();
    }
    return due.size();
  }

  private static <T> Optional<T> known(List<NewerFormatException> newer, Supplier<Optional<T>> reading) {
    try {
      return reading.get();
    } catch (NewerFormatException e) {
      newer.add(e);
      return Optional.empty();
    }
  }

  /**
   * A message may be open for long because others are to be sent before it: it must not overtake them. What is done to groups may be
   * what another waits for that stands in the queue before it: it must not get behind that.
   */
  private Optional<String> messageGroup(Due due) {
    return switch (due.queue()) {
      case GROUPS -> Optional.of(due.id());
      case MESSAGES -> Trail.apart("request_id", due.id(), () -> operations.get(due.id())).map(recorded -> recorded.operation().lane());
    };
  }
}
