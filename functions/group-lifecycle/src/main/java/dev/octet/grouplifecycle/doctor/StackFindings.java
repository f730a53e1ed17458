package dev.octet.grouplifecycle.doctor;

import dev.octet.graph.GraphCode;
import dev.octet.operations.Holdups;
import dev.octet.operations.Pause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Whether what is asked and what happens gets through this stack. */
final class StackFindings {
  /** With so many, what comes last is minutes behind. */
  private static final long MANY = 10_000;
  /** What is due is seen to every minute. */
  private static final Duration OVERDUE = Duration.ofMinutes(10);
  private static final int MOST_OVERDUE = 40;
  private static final int MOST_PARKED = 1000;

  private StackFindings() {}

  static Finding queues(List<QueueDepths.Depth> depths) {
    if (depths.isEmpty()) {
      return Finding.unknown(Check.QUEUES, "Nothing says which queues there are.", "Set WATCHED_QUEUE_URLS, as the template does.");
    }
    List<QueueDepths.Depth> full = depths.stream().filter(it -> it.messages() >= MANY).toList();
    return full.isEmpty() ? Finding.ok(Check.QUEUES, "In the queues wait " + listed(depths) + ".")
        : Finding.warning(Check.QUEUES, "In queues waits much: " + listed(full) + ".", "See whether their reader runs, and its errors; notifications are read by you.");
  }

  static Finding deadLetters(List<QueueDepths.Depth> depths) {
    List<QueueDepths.Depth> some = depths.stream().filter(it -> it.messages() > 0).toList();
    return depths.isEmpty() ? Finding.unknown(Check.DEAD_LETTERS, "Nothing says which queues there are.", "Set WATCHED_QUEUE_URLS, as the template does.")
        : some.isEmpty() ? Finding.ok(Check.DEAD_LETTERS, "Nothing was put aside.")
        : Finding.warning(Check.DEAD_LETTERS, "Put aside, of all numbers: " + listed(some) + ".", "GET /v1/redrives says why; POST /v1/redrives sends them back once that is put right.");
  }

  private static String listed(List<QueueDepths.Depth> depths) {
    List<QueueDepths.Depth> some = depths.stream().filter(it -> it.messages() > 0).toList();
    return some.isEmpty() ? "no messages" : some.stream().map(it -> it.messages() + " in " + it.name()).collect(Collectors.joining(", "));
  }

  static Finding pauses(List<Pause> pauses) {
    if (pauses.isEmpty()) {
      return Finding.ok(Check.PAUSES, "The number is not paused.");
    }
    Pause pause = pauses.getFirst();
    String sentence = pauses.stream().map(it -> "Paused since " + it.since() + " (" + it.scope().word() + "): " + Finding.named(it.error())).collect(Collectors.joining("; "));
    return Finding.warning(Check.PAUSES, sentence + ".", switch (GraphCode.of(pause.error().code(), pause.error().status()).action()) {
      case RETRY, WAIT -> "It ends by itself; send less if it comes again.";
      case TOKEN -> "Put a new access token into the secret; it ends by itself after that.";
      case CONFIGURATION, NEVER -> "See to what the platform refuses; it is tried again every 10 minutes.";
    }).with(pause.error());
  }

  static Finding parked(Holdups holdups, String phoneNumberId) {
    int parked = holdups.parked(phoneNumberId, MOST_PARKED);
    String many = parked >= MOST_PARKED ? MOST_PARKED + " commands or more wait" : parked == 1 ? "1 command waits" : parked + " commands wait";
    return parked == 0 ? Finding.ok(Check.PARKED_COMMANDS, "No command waits for the end of a pause.")
        : Finding.warning(Check.PARKED_COMMANDS, many + " in the table for the end of a pause.", "See the finding about pauses; they go on by themselves, in order.");
  }

  static Finding open(Holdups holdups, Instant now) {
    int overdue = holdups.overdue(now.minus(OVERDUE), MOST_OVERDUE);
    String many = overdue >= MOST_OVERDUE ? MOST_OVERDUE + " open operations or more, of all numbers, were" : overdue == 1 ? "1 open operation, of whichever number, was"
        : overdue + " open operations, of all numbers, were";
    return overdue == 0 ? Finding.ok(Check.OPEN_OPERATIONS, "What is open is seen to in time.")
        : Finding.problem(Check.OPEN_OPERATIONS, many + " due more than " + OVERDUE.toMinutes() + " minutes ago, and nobody has seen to it.",
            "See the errors of the settlement, and of the functions that read the command queues.");
  }
}
