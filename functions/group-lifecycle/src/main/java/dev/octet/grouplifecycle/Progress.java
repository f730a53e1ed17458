package dev.octet.grouplifecycle;

import dev.octet.aws.queue.Handled;
import dev.octet.grouplifecycle.Operations.Recorded;
import java.util.function.Function;

/** How far a step has brought an operation. */
sealed interface Progress {
  /** There is more to do at once. */
  record Again(Recorded at) implements Progress {}

  record Stop(Handled handled) implements Progress {}

  /** Takes steps until there is nothing to do at once. */
  static Handled run(Recorded from, Function<Recorded, Progress> step) {
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
