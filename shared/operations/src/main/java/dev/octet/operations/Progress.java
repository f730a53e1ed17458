package dev.octet.operations;

import dev.octet.aws.queue.Handled;
import dev.octet.operations.Operations.Recorded;
import java.util.function.Function;

/** How far a step has brought an operation. */
public sealed interface Progress {
  /** There is more to do at once. */
  public record Again(Recorded at) implements Progress {}

  public record Stop(Handled handled) implements Progress {}

  /** Takes steps until there is nothing to do at once. */
  public static Handled run(Recorded from, Function<Recorded, Progress> step) {
    Progress progress = new Again(from);
    while (true) {
      switch (progress) {
        case Again again -> progress = step.apply(again.at());
        case Stop stop -> {
          return stop.handled();
        }
      }
    }
  }
}
