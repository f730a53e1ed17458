package dev.octet.operations;

import dev.octet.aws.Trail;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.table.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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

  /** Returns how many were due. */
  public int run(Instant now) {
    List<Due> due = Due.by(table, now, MAX_PER_RUN);
    // While nothing moves an operation it is due at the same time, and the queue drops what is in it already.
    for (CommandQueue queue : CommandQueue.values()) {
      commands.apply(queue).sendAll(due.stream().filter(one -> one.isOperation() && one.queue() == queue)
          .flatMap(one -> messageGroup(one).map(group -> Resumption.of(group, one.id(), Long.toString(one.at()))).stream()).toList());
    }
    due.stream().filter(one -> !one.isOperation()).forEach(pause -> releases.visit(pause, now));
    return due.size();
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
