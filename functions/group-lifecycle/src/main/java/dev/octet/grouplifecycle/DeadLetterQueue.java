package dev.octet.grouplifecycle;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A queue of Octet's own whose dead letters can be sent back.
 *
 * @param name what it is called in the API
 * @param source the queue's address
 * @param deadLetters that of its dead letters
 */
record DeadLetterQueue(String name, String source, String deadLetters) {

  /** @param setting {@code name=address=address} of each, with blanks between; in the order in which they are shown */
  static Map<String, DeadLetterQueue> all(String setting) {
    Map<String, DeadLetterQueue> all = new LinkedHashMap<>();
    Arrays.stream(setting.strip().split("\\s+")).forEach(one -> {
      String[] parts = one.split("=", -1);
      if (parts.length != 3) {
        throw new IllegalStateException("The environment variable REDRIVES does not name queues with their addresses.");
      }
      all.put(parts[0], new DeadLetterQueue(parts[0], parts[1], parts[2]));
    });
    return all;
  }
}
