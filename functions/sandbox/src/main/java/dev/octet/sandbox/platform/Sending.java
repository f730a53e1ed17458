package dev.octet.sandbox.platform;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** What comes of a message that a business sends (spec §3). */
public final class Sending {
  private Sending() {}

  /** How far it comes with somebody at once. */
  public enum Reach {
    /** The phone is off: it comes when they read, and they have read it then. */
    LATER,
    DELIVERED,
    DELIVERED_AND_READ,
    /** They read so soon that nothing tells of the delivery. */
    READ_ALONE;

    public static Reach of(boolean skipped, boolean readsAtOnce) {
      return skipped ? readsAtOnce ? READ_ALONE : LATER : readsAtOnce ? DELIVERED_AND_READ : DELIVERED;
    }

    private boolean arrives() {
      return this != LATER;
    }
  }

  /** @param person as the business may see them */
  public record Arrival(Person person, Reach reach) {}

  /** A message that stands, what tells of it, and what it cost. */
  public record Outcome(PlatformMessage message, List<StagedWebhook> webhooks, List<LedgerLine> lines) {}

  /** What keeps a business from sending to a group at all. */
  public static Optional<Refusal> closed(PlatformGroup group) {
    return group.suspended() ? Optional.of(Refusal.of(PlatformError.GROUP_SUSPENDED))
        : group.participants().isEmpty() ? Optional.of(Refusal.of(PlatformError.SINGLE_MEMBER_GROUP)) : Optional.empty();
  }

  /** Whether it is too late for this: templates may always be sent, and what is pinned is no message (inferred). */
  public static boolean outsideWindow(SendContent content, Conversation conversation, Instant now) {
    return content.template().isEmpty() && !content.isPin() && !conversation.windowOpen(now);
  }

  /** What the message is charged as; reactions are not, and nothing shows a price of a pin. */
  public static Optional<Pricing.Kind> kind(SendContent content, Optional<Template> template) {
    return content.isPin() || content.isReaction() ? Optional.empty() : Optional.of(template.map(Template::kind).orElse(Pricing.Kind.SERVICE));
  }

  /** How many deliveries there are to be charged at once. */
  public static int charged(Optional<Pricing.Kind> kind, List<Arrival> arrivals) {
    return kind.isEmpty() ? 0 : (int) arrivals.stream().filter(it -> it.reach().arrives()).count();
  }

  /** It reached nobody. */
  public static Outcome failed(BusinessNumber number, PlatformMessage message, Optional<Person> recipient, Instant now) {
    return new Outcome(message, MessageStatus.webhooks(number,
        List.of(new MessageStatus(message, MessageStatus.Kind.FAILED, now, recipient, Optional.empty())), Aggregation.SEPARATE), List.of());
  }

  /**
   * @param draft the message without receipts
   * @param prices one for each charged delivery
   */
  public static Outcome sent(
      BusinessNumber number, PlatformMessage draft, List<Arrival> arrivals, List<Price> prices, Aggregation aggregation, Instant now) {
    Iterator<Price> next = prices.iterator();
    List<Receipt> receipts = new ArrayList<>();
    for (Arrival arrival : arrivals) {
      Receipt receipt = Receipt.of(arrival.person());
      receipts.add(switch (arrival.reach()) {
        case LATER -> receipt;
        case DELIVERED -> receipt.delivered(now, next(next));
        case DELIVERED_AND_READ, READ_ALONE -> receipt.delivered(now, next(next)).read(now);
      });
    }
    PlatformMessage message = draft.with(receipts);
    List<MessageStatus> statuses = new ArrayList<>();
    Optional<Person> oneToOne = message.inGroup() ? Optional.empty() : arrivals.stream().map(Arrival::person).findFirst();
    statuses.add(new MessageStatus(message, MessageStatus.Kind.SENT, now, oneToOne, Optional.empty()));
    List<LedgerLine> lines = new ArrayList<>();
    for (int i = 0; i < arrivals.size(); i++) {
      Receipt receipt = receipts.get(i);
      Optional<Person> person = Optional.of(arrivals.get(i).person());
      Reach reach = arrivals.get(i).reach();
      if (reach == Reach.DELIVERED || reach == Reach.DELIVERED_AND_READ) {
        statuses.add(new MessageStatus(message, MessageStatus.Kind.DELIVERED, now, person, receipt.price()));
      }
      if (reach == Reach.READ_ALONE || reach == Reach.DELIVERED_AND_READ) {
        statuses.add(new MessageStatus(message, MessageStatus.Kind.READ, now, person, receipt.price()));
      }
      receipt.price().ifPresent(price -> lines.add(LedgerLine.of(message, receipt, price, now)));
    }
    return new Outcome(message, MessageStatus.webhooks(number, statuses, aggregation), List.copyOf(lines));
  }

  private static Optional<Price> next(Iterator<Price> prices) {
    return prices.hasNext() ? Optional.of(prices.next()) : Optional.empty();
  }
}
