package dev.octet.story;

import java.time.Duration;

/** Is told how a story goes on. */
public interface Progress {

  /** What a step is about, and so which webhooks it has. */
  enum Kind {
    /** Groups, who is in them, and those who want to be. */
    GROUPS,
    /** Messages and their receipts. */
    MESSAGES
  }

  void begins(String step, Kind kind);

  /** Everything that the step promises was seen. */
  void seen(String step, Duration took);

  void notSeen(String step, NotSeenException problem);
}
