package dev.octet.localstack.contact;

import dev.octet.localstack.contact.Side.Answer;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Makes one group on the platform and takes it away again, asks before every write, and tells how each answer differs from
 * the sandbox's to the same call. Names of members, kinds of values and codes are all that is told of an answer.
 */
final class FirstContact {
  private static final Duration LOOK = Duration.ofSeconds(2);

  private final Side platform;
  private final Side sandbox;
  private final Predicate<String> mayWrite;
  private final PrintStream out;
  private final Clock clock;
  private final Consumer<Duration> pause;
  private final Duration patience;
  private int differences;

  /**
   * @param mayWrite is asked before each write, with what is about to be done
   * @param pause waits so long
   * @param patience how long what is done after an answer may take
   */
  FirstContact(Side platform, Side sandbox, Predicate<String> mayWrite, PrintStream out, Clock clock, Consumer<Duration> pause, Duration patience) {
    this.platform = platform;
    this.sandbox = sandbox;
    this.mayWrite = mayWrite;
    this.out = out;
    this.clock = clock;
    this.pause = pause;
    this.patience = patience;
  }

  /** Returns whether every step was seen to happen; what differs is no failure. */
  boolean make() {
    boolean whole = Step.all().stream().allMatch(this::take);
    out.println();
    platform.groupLeft().ifPresent(group -> out.println("The group " + group + " is still there. Delete it with: DELETE /" + group));
    if (!whole) {
      out.println("Not every step was seen to happen. If a group was created and is not named here, look for \"" + platform.subject() + "\" among the active groups.");
    }
    out.println(differences == 0 ? "No difference from the sandbox was seen."
        : differences + (differences == 1 ? " difference" : " differences") + " from the sandbox, above. They hold nothing of yours: please report them, so that the sandbox can be corrected.");
    return whole;
  }

  private boolean take(Step step) {
    Step.Call call = step.call().apply(platform);
    if (call.writes() && !mayWrite.test(call.toString())) {
      out.println("  – " + step.title() + ": not done");
      return false;
    }
    try {
      Answer there = seen(step, platform);
      Answer here = seen(step, sandbox);
      boolean done = step.done().test(platform, there) && (there.ok() || there.code() == here.code());
      out.println((done ? "  ✓ " : "  ✗ ") + step.title());
      if (!done) {
        refused(there);
      }
      tell(there, here);
      if (done) {
        step.learns().accept(platform, there.body());
        step.learns().accept(sandbox, here.body());
      }
      return done;
    } catch (IOException e) {
      out.println("  ✗ " + step.title() + ": no answer (" + e.getClass().getSimpleName() + "). It may have been done all the same.");
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The answer that the step is about, or the last one when it does not come in time. */
  private Answer seen(Step step, Side side) throws IOException, InterruptedException {
    Step.Call call = step.call().apply(side);
    Instant end = clock.instant().plus(patience);
    Answer answer = side.ask(call);
    while (!call.writes() && !step.done().test(side, answer) && clock.instant().isBefore(end)) {
      pause.accept(LOOK);
      answer = side.ask(call);
    }
    return answer;
  }

  private void refused(Answer answer) {
    if (answer.ok()) {
      out.println("      not seen within " + patience.toSeconds() + " seconds");
    } else {
      Optional<String> message = answer.body().object("error").flatMap(error -> error.text("message"));
      out.println("      refused with status " + answer.status() + ", code " + answer.code() + message.map(text -> ": " + text).orElse(""));
    }
  }

  private void tell(Answer there, Answer here) {
    List<String> lines = Shape.differences(Shape.of(there.body()), Shape.of(here.body()));
    if (there.status() != here.status()) {
      tell("status " + there.status() + "; in the sandbox " + here.status());
    }
    lines.forEach(this::tell);
  }

  private void tell(String difference) {
    differences++;
    out.println("      ≠ " + difference);
  }
}
