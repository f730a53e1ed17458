package dev.octet.story;

/** Something that must happen was not seen to. */
public final class NotSeenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String expected;
  private final String seen;

  NotSeenException(String expected, String seen) {
    super("Expected " + expected + "; seen: " + seen);
    this.expected = expected;
    this.seen = seen;
  }

  public String expected() {
    return expected;
  }

  /** What was there in its place. */
  public String seen() {
    return seen;
  }
}
