package dev.octet.aws.table;

import java.util.List;
import java.util.Optional;

/** What became of a conditional write. */
public sealed interface Written {
  /** It stands. The version is that of the first item written. */
  record Applied(long version) implements Written {}

  /** Nothing was written: another write came first. The items as they stand, in the order of the writes. */
  record Refused(List<Optional<Stored>> current) implements Written {
    /** The item of a write of one. */
    public Optional<Stored> item() {
      return current.getFirst();
    }
  }

  default boolean applied() {
    return this instanceof Applied;
  }
}
