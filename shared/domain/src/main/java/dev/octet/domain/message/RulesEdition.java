package dev.octet.domain.message;

import java.util.Arrays;
import java.util.stream.Collectors;

/** What the platform's pages said of messages in groups at the time (spec §7 row 3). */
public enum RulesEdition {
  /** Messages of groups cannot be marked as read. */
  NOVEMBER_2025("2025-11"),
  /** They can, one at a time. */
  JUNE_2026("2026-06");

  private final String label;

  RulesEdition(String label) {
    this.label = label;
  }

  /** @throws IllegalStateException naming the editions, when there is no such one */
  public static RulesEdition of(String label) {
    return Arrays.stream(values()).filter(edition -> edition.label.equals(label)).findFirst()
        .orElseThrow(() -> new IllegalStateException("RULES_EDITION is none of "
            + Arrays.stream(values()).map(edition -> edition.label).collect(Collectors.joining(", ")) + "."));
  }
}
