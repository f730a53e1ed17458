package dev.octet.sandbox.platform;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What comes of somebody reading, or playing, what a business sent: it has been delivered then too. */
public final class Reading {
  private Reading() {}

  /** Messages as they are afterwards, what tells of it, and what it cost. */
  public record Outcome(List<PlatformMessage> messages, List<StagedWebhook> webhooks, List<LedgerLine> lines) {}

  /** Whether there is something of this message to be read by somebody. */
  public static boolean unread(PlatformMessage message, String personId) {
    return message.shown() && message.receiptOf(personId).filter(receipt -> receipt.readAt().isEmpty()).isPresent();
  }

  /** Whether somebody can play it: only voice notes tell of that (spec §3.5). */
  public static boolean playable(PlatformMessage message, String personId) {
    return message.shown() && message.voiceNote() && message.receiptOf(personId).isPresent();
  }

  public static boolean unplayed(PlatformMessage message, String personId) {
    return playable(message, personId) && message.receiptOf(personId).filter(receipt -> receipt.playedAt().isEmpty()).isPresent();
  }

  /**
   * @param messages that the person has not read, or not played
   * @param person as the business may see them
   * @param prices of a message that comes to them only now
   * @param played whether they play them too
   */
  public static Outcome of(
      BusinessNumber number, List<PlatformMessage> messages, Person person, Function<PlatformMessage, Optional<Price>> prices, boolean played,
      Aggregation aggregation, Instant now) {
    List<PlatformMessage> after = new ArrayList<>();
    List<MessageStatus> statuses = new ArrayList<>();
    List<LedgerLine> lines = new ArrayList<>();
    for (PlatformMessage message : messages) {
      Receipt before = message.receiptOf(person.id()).orElseThrow();
      Receipt here = before.deliveredAt().isPresent() ? before : before.delivered(now, prices.apply(message));
      Receipt read = here.readAt().isPresent() ? here : here.read(now);
      Receipt last = played ? read.played(now) : read;
      PlatformMessage changed = message.with(person.id(), _ -> last);
      after.add(changed);
      if (before.readAt().isEmpty()) {
        statuses.add(new MessageStatus(changed, MessageStatus.Kind.READ, now, Optional.of(person), last.price()));
      }
      if (played) {
        statuses.add(new MessageStatus(changed, MessageStatus.Kind.PLAYED, now, Optional.of(person), Optional.empty()));
      }
      if (before.deliveredAt().isEmpty()) {
        last.price().ifPresent(price -> lines.add(LedgerLine.of(changed, last, price, now)));
      }
    }
    return new Outcome(List.copyOf(after), MessageStatus.webhooks(number, statuses, aggregation), List.copyOf(lines));
  }
}
