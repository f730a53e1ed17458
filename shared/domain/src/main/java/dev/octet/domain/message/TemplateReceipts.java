package dev.octet.domain.message;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the receipts of a message that is a template come to, each in the month in which it happened (UTC). Counters hold the
 * sum over all messages: a change of a message adds the difference, which is negative where more is known than before.
 */
public final class TemplateReceipts {
  private TemplateReceipts() {}

  /**
   * Somebody whom a message reached for the first time.
   *
   * @param key the same for a person in every message, as far as they are known by one name
   */
  public record Reached(String key, YearMonth month) {
    @Override
    public String toString() {
      return "somebody"; // people are not for logs
    }
  }

  /** What a change adds; nothing for a message that is no template of Octet's. Months to which it adds nothing are left out. */
  public static Map<YearMonth, TemplateCounts> added(Message before, Message after) {
    Map<YearMonth, TemplateCounts> added = of(after);
    of(before).forEach((month, counts) -> added.merge(month, TemplateCounts.NONE.less(counts), TemplateCounts::and));
    added.values().removeIf(TemplateCounts.NONE::equals);
    return added;
  }

  /** Whom a change shows to be reached, who was not so far. */
  public static List<Reached> reached(Message before, Message after) {
    if (after.sending().template().isEmpty()) {
      return List.of();
    }
    List<String> known = before.sending().template().isEmpty() ? List.of()
        : before.recipients().stream().filter(it -> it.receipt().deliveredAt().isPresent()).map(Recipient::key).toList();
    List<Reached> reached = new ArrayList<>();
    for (Recipient recipient : after.recipients()) {
      recipient.receipt().deliveredAt().filter(_ -> !known.contains(recipient.key()))
          .ifPresent(at -> reached.add(new Reached(Recipient.keyOf(recipient.person()).orElse(recipient.key()), month(at))));
    }
    return reached;
  }

  private static Map<YearMonth, TemplateCounts> of(Message message) {
    Map<YearMonth, TemplateCounts> counts = new HashMap<>();
    if (message.sending().template().isEmpty()) {
      return counts;
    }
    count(counts, sentAt(message), new TemplateCounts(1, 0, 0, 0, 0));
    count(counts, message.whole().failedAt(), new TemplateCounts(0, 0, 0, 1, 0));
    for (Recipient recipient : message.recipients()) {
      count(counts, recipient.receipt().deliveredAt(), new TemplateCounts(0, 1, 0, 0, 0));
      count(counts, recipient.receipt().readAt(), new TemplateCounts(0, 0, 1, 0, 0));
      count(counts, recipient.receipt().failedAt(), new TemplateCounts(0, 0, 0, 1, 0));
    }
    return counts;
  }

  /** What somebody has was sent, also where nobody said so. */
  private static Optional<Instant> sentAt(Message message) {
    return message.whole().sentAt().or(() -> message.recipients().stream().flatMap(it -> it.receipt().sentAt().stream()).min(Instant::compareTo));
  }

  private static void count(Map<YearMonth, TemplateCounts> counts, Optional<Instant> at, TemplateCounts one) {
    at.ifPresent(when -> counts.merge(month(when), one, TemplateCounts::and));
  }

  private static YearMonth month(Instant at) {
    return YearMonth.from(at.atZone(ZoneOffset.UTC));
  }
}
