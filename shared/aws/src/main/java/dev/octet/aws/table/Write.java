package dev.octet.aws.table;

import dev.octet.domain.json.JsonObject;
import java.util.Optional;

/**
 * One item to be written, on a condition.
 *
 * @param attributes all of them, beside the key; {@code null}s are left out
 * @param expected the version that must stand there; 0 when there must be no item
 */
public record Write(Key key, JsonObject attributes, long expected) {

  /** Writes an item that must not be there yet. */
  public static Write create(Key key, JsonObject attributes) {
    return new Write(key, attributes, 0);
  }

  /** Writes over what was read. */
  public static Write replace(Stored read, JsonObject attributes) {
    return new Write(read.key(), attributes, read.version());
  }

  /** Creates or writes over, whichever fits what was read. */
  public static Write over(Key key, Optional<Stored> read, JsonObject attributes) {
    return new Write(key, attributes, read.map(Stored::version).orElse(0L));
  }
}
