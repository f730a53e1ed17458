package dev.octet.story;

import java.time.Duration;

/**
 * What a story has to reckon with.
 *
 * @param patience for how long something may take to be seen
 * @param troubled whether the platform has faults: then who hears that something failed asks again, and what is not told after
 *     {@code signs} is looked for
 * @param signs only where there is trouble
 */
public record Circumstances(Duration patience, boolean troubled, Duration signs, Shown shown) {

  /** What the platform shows of people. */
  public enum Shown {
    /** User ids, and phone numbers of those who show theirs. */
    AS_THEY_LIKE,
    /** Phone numbers alone, as before there were user ids. */
    NUMBERS,
    /** User ids alone. */
    USER_IDS
  }

  /** Everything works: each step is seen at once, and by what is told of it. */
  public static Circumstances calm(Duration patience) {
    return new Circumstances(patience, false, Duration.ZERO, Shown.AS_THEY_LIKE);
  }

  public static Circumstances troubled(Duration patience, Duration signs, Shown shown) {
    return new Circumstances(patience, true, signs, shown);
  }
}
