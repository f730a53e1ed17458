package dev.octet.aws.table;

import java.util.Map;
import java.util.Optional;

/**
 * Numbers to be added to attributes of an item, whatever stands there: those who count need not read, and do not
 * refuse each other's writes.
 *
 * @param numbers by the attribute that each is added to
 * @param expiresAt when the item may be deleted, in Unix seconds; the same with each addition
 */
public record Add(Key key, Map<String, Long> numbers, Optional<Long> expiresAt) {

  public Add {
    numbers = Map.copyOf(numbers);
  }

  public Add(Key key, Map<String, Long> numbers) {
    this(key, numbers, Optional.empty());
  }

  public Add(Key key, String attribute, long number) {
    this(key, Map.of(attribute, number));
  }
}
