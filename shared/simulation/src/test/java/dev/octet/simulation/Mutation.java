package dev.octet.simulation;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** What may happen to the text of an item on its way. */
enum Mutation {
  /** One to three bits. */
  BIT_FLIPS {
    @Override
    String of(String item, SplittableRandom random) {
      byte[] bytes = item.getBytes(StandardCharsets.ISO_8859_1);
      for (int i = random.nextInt(1, 4); i > 0; i--) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  },

  /** Cut off anywhere: mostly the whole delivery is no JSON then. */
  TRUNCATION {
    @Override
    String of(String item, SplittableRandom random) {
      return item.substring(0, random.nextInt(1, item.length()));
    }
  },

  /** Some members at the end are missing. */
  MISSING_MEMBERS {
    @Override
    String of(String item, SplittableRandom random) {
      int at = item.indexOf(",\"", random.nextInt(item.length()));
      return at < 0 ? "{}" : closed(item.substring(0, at));
    }
  },

  /** A value is of another type. */
  SWAPPED_TYPE {
    @Override
    String of(String item, SplittableRandom random) {
      return replacedValue(item, random, OTHER[random.nextInt(OTHER.length)]);
    }
  },

  /** A value lies very deep, or is very long. */
  DEEP_NESTING {
    @Override
    String of(String item, SplittableRandom random) {
      int depth = random.nextInt(1, 1500);
      return replacedValue(item, random, switch (random.nextInt(3)) {
        case 0 -> "[".repeat(depth) + "]".repeat(depth);
        case 1 -> "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
        default -> "9".repeat(depth);
      });
    }
  };

  private static final String[] OTHER = {"null", "7", "-1", "1e400", "true", "[]", "{}", "\"\"", "\"\\ud83d\"", "[null,{}]", "\"x\"", "99999999999999999999"};

  abstract String of(String item, SplittableRandom random);

  /** Whatever is open at the end is closed. */
  private static String closed(String start) {
    StringBuilder ends = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < start.length(); i++) {
      char c = start.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '{' || c == '[')) {
        ends.insert(0, c == '{' ? '}' : ']');
      } else if (!quoted && (c == '}' || c == ']')) {
        ends.deleteCharAt(0);
      }
    }
    return start + ends;
  }

  /** One string value of the item, chosen by chance, gives way to another value. */
  private static String replacedValue(String item, SplittableRandom random, String value) {
    int from = item.indexOf("\":\"", random.nextInt(item.length()));
    if (from < 0) {
      from = item.indexOf("\":\"");
    }
    int end = item.indexOf('"', from + 3);
    return item.substring(0, from + 2) + value + item.substring(end + 1);
  }
}
