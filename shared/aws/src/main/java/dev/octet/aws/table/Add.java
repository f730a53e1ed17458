package dev.octet.aws.table;

import java.util.Map;

/**
 * Numbers to be added to attributes of an item, whatever stands there: those who count need not read, and do not
 * refuse each other's writes.
 *
 * @param numbers by the attribute that each is added to
 */
public record Add(Key key, Map<String, Long> numbers) {

  public Add {
    numbers = Map.copyOf(numbers);
  }

  public Add(Key key, String attribute, long number) {
    this(key, Map.of(attribute, number));
  }
}
