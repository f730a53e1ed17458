package dev.octet.sandbox;

import dev.octet.aws.table.Key;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.sandbox.platform.BusinessNumber;
import dev.octet.sandbox.platform.Chat;
import dev.octet.sandbox.platform.NumberSettings;
import dev.octet.sandbox.platform.Permission;
import dev.octet.sandbox.platform.PlatformError;
import dev.octet.sandbox.platform.RateWindow;
import dev.octet.sandbox.platform.Refusal;
import dev.octet.sandbox.platform.RulesEdition;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Whether a number's calls are let through at all, whatever they ask. */
final class NumberGate {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration PAIR = Duration.ofSeconds(6);

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

  /** What refuses every call of the number that needs this permission. */
  Optional<Refusal> closed(Control control, String phoneNumberId, Permission needed) {
    NumberSettings settings = control.settings(phoneNumberId);
    return !hasToken(control, phoneNumberId) ? Optional.of(Refusal.tokenExpired())
        : !settings.tokenPermissions().contains(needed) ? Optional.of(Refusal.of(PlatformError.PERMISSION))
        : settings.locked() ? Optional.of(Refusal.of(PlatformError.ACCOUNT_LOCKED)) : Optional.empty();
  }

  /** Whether the number's token is one still. */
  boolean hasToken(Control control, String phoneNumberId) {
    return control.settings(phoneNumberId).tokenValid(control.now(clock));
  }

  /** What refuses a call about groups, which is counted when nothing does. */
  Optional<Refusal> closedToGroups(Control control, String phoneNumberId) {
    return notEligible(control, phoneNumberId).or(() -> counted(control, control.keys().minute(phoneNumberId),
        control.settings(phoneNumberId).operationsPerMinute(), MINUTE) ? Optional.empty() : Optional.of(Refusal.of(PlatformError.RATE_LIMIT)));
  }

  Optional<Refusal> notEligible(Control control, String phoneNumberId) {
    return control.settings(phoneNumberId).eligible(edition, BusinessNumber.of(phoneNumberId))
        ? Optional.empty() : Optional.of(Refusal.of(PlatformError.NOT_ELIGIBLE));
  }

  /** What refuses a message for its number being too fast (spec §5.4); it is counted when nothing does. */
  Optional<Refusal> closedToMessages(Control control, String phoneNumberId, Chat chat) {
    NumberSettings settings = control.settings(phoneNumberId);
    if (!counted(control, control.keys().second(phoneNumberId), settings.messagesPerSecond(), SECOND)) {
      return Optional.of(Refusal.of(PlatformError.THROUGHPUT));
    }
    return counted(control, control.keys().pair(chat), settings.pairLimit(), PAIR) ? Optional.empty() : Optional.of(Refusal.of(PlatformError.PAIR_LIMIT));
  }

  /** Whether there was room for it, where there is a limit. */
  private boolean counted(Control control, Key key, OptionalLong limit, Duration length) {
    return limit.isEmpty() || attempts.until(() -> {
      Optional<Stored> read = table.get(key);
      Optional<RateWindow> counted = RateWindow.take(read.map(it -> RateWindow.ofJson(it.attributes())), limit.getAsLong(), length, control.now(clock));
      return counted.isEmpty() ? Optional.of(false)
          : table.put(Write.over(key, read, counted.get().toJson())).applied() ? Optional.of(true) : Optional.<Boolean>empty();
    }).orElse(false); // so many at once are too many
  }
}
