package dev.octet.sandbox.platform;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Who may have groups, and what may be done in them, as the platform's pages said it at the time (spec §1, §7 rows 1 and 3). */
public enum RulesEdition {
  /** Official Business Account and a messaging limit of 100,000. */
  NOVEMBER_2025("2025-11", 100_000),
  /** Official Business Account alone. */
  JUNE_2026("2026-06", 0);

  private final String label;
  private final int leastMessagingLimit;

  RulesEdition(String label, int leastMessagingLimit) {
    this.label = label;
    this.leastMessagingLimit = leastMessagingLimit;
  }

  /** @throws IllegalStateException naming the editions, when there is no such one */
  public static RulesEdition of(String label) {
    return Arrays.stream(values()).filter(edition -> edition.label.equals(label)).findFirst()
        .orElseThrow(() -> new IllegalStateException("RULES_EDITION is none of "
            + Arrays.stream(values()).map(edition -> edition.label).collect(Collectors.joining(", ")) + "."));
  }

  /** As RULES_EDITION names it. */
  public String label() {
    return label;
  }

  /** Whether messages of groups can be marked as read, one at a time (spec §7 row 3). */
  boolean groupMessagesAreMarkedRead() {
    return this == JUNE_2026;
  }

  public boolean eligible(BusinessNumber number) {
    return number.officialBusinessAccount() && number.messagingLimit() >= leastMessagingLimit
        && !number.coexistence() && !number.multiSolution();
  }
}
