package dev.octet.sandbox;

import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.sandbox.platform.BusinessNumber;
import dev.octet.sandbox.platform.NumberSettings;
import dev.octet.sandbox.platform.OperationMinute;
import dev.octet.sandbox.platform.PlatformError;
import dev.octet.sandbox.platform.Refusal;
import dev.octet.sandbox.platform.RulesEdition;
import java.time.Clock;
import java.util.Optional;

/** Whether a number's calls are let through at all, whatever they ask. */
final class NumberGate {
  private final Table table;
  private final Attempts attempts;
  private final RulesEdition edition;
  private final Clock clock;

  NumberGate(Table table, Attempts attempts, RulesEdition edition, Clock clock) {
    this.table = table;
    this.attempts = attempts;
    this.edition = edition;
    this.clock = clock;
  }

  /** What refuses every call of the number. */
  static Optional<Refusal> closed(Control control, String phoneNumberId) {
    NumberSettings settings = control.settings(phoneNumberId);
    return !settings.tokenValid() ? Optional.of(Refusal.tokenExpired())
        : settings.locked() ? Optional.of(Refusal.of(PlatformError.ACCOUNT_LOCKED)) : Optional.empty();
  }

  /** What refuses a call about groups, which is counted when nothing does. */
  Optional<Refusal> closedToGroups(Control control, String phoneNumberId) {
    NumberSettings settings = control.settings(phoneNumberId);
    if (!settings.eligible(edition, BusinessNumber.of(phoneNumberId))) {
      return Optional.of(Refusal.of(PlatformError.NOT_ELIGIBLE));
    }
    return settings.operationsPerMinute().isEmpty() || counted(control, phoneNumberId, settings.operationsPerMinute().getAsLong())
        ? Optional.empty() : Optional.of(Refusal.of(PlatformError.RATE_LIMIT));
  }

  /** Whether there was room for it in this minute. */
  private boolean counted(Control control, String phoneNumberId, long limit) {
    return attempts.until(() -> {
      Optional<Stored> read = table.get(control.keys().minute(phoneNumberId));
      Optional<OperationMinute> counted = OperationMinute.take(read.map(it -> OperationMinute.ofJson(it.attributes())), limit, control.now(clock));
      return counted.isEmpty() ? Optional.of(false)
          : table.put(Write.over(control.keys().minute(phoneNumberId), read, counted.get().toJson())).applied() ? Optional.of(true) : Optional.<Boolean>empty();
    }).orElse(false); // so many at once are too many
  }
}
