package dev.octet.localstack.demo;

import dev.octet.story.NotSeenException;
import dev.octet.story.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** A line for each step: what is done, a tick when it was seen to have happened, how long that took. */
final class Terminal implements Progress {
  private static final int WIDTH = 84;
  private static final String GREEN = "\u001b[32m";
  private static final String RED = "\u001b[31m";
  private static final String FAINT = "\u001b[2m";
  private static final String PLAIN = "\u001b[0m";
  private static final String LINE_AGAIN = "\r\u001b[K";

  private final PrintStream out;
  /** Whether somebody watches who sees colours, and lines that change. */
  private final boolean watched;

  Terminal(PrintStream out, boolean watched) {
    this.out = out;
    this.watched = watched;
  }

  void line(String text) {
    out.println(text);
    out.flush();
  }

  @Override
  public void begins(String step, Kind kind) {
    if (watched) {
      out.print("  " + FAINT + "… " + step + PLAIN);
      out.flush();
    }
  }

  @Override
  public void seen(String step, Duration took) {
    again();
    line("  " + coloured(GREEN, "✓") + " " + padded(step) + coloured(FAINT, " " + seconds(took)));
  }

  @Override
  public void notSeen(String step, NotSeenException problem) {
    again();
    line("  " + coloured(RED, "✗") + " " + step);
    line("      expected  " + problem.expected());
    line("      seen      " + problem.seen());
  }

  private void again() {
    if (watched) {
      out.print(LINE_AGAIN);
    }
  }

  private String coloured(String colour, String text) {
    return watched ? colour + text + PLAIN : text;
  }

  private static String padded(String step) {
    return step + " ".repeat(Math.max(0, WIDTH - step.length()));
  }

  static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%5.1f s", time.toMillis() / 1000.0);
  }
}
