package dev.octet.sandbox.platform;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What deliveries are charged as, by their date (spec §3.6). Each edition names where it comes from; the one that began
 * last before the delivery counts.
 */
public enum Pricing {
  /** The pricing page, and the status reference before 14 September 2026. */
  PER_MESSAGE(Instant.EPOCH, 0) {
    @Override
    Charge charge(Kind kind, boolean inWindow) {
      return switch (kind) {
        case SERVICE -> Charge.FREE;
        case UTILITY -> inWindow ? Charge.FREE : Charge.CHARGED;
        case MARKETING, AUTHENTICATION -> Charge.CHARGED; // marketing in the window too: pages disagree (spec §7 row 19)
      };
    }
  },
  /** The status reference of 14 September 2026, and the pricing text for October. */
  SERVICE_MESSAGES(Instant.parse("2026-10-01T00:00:00Z"), 1000) {
    @Override
    Charge charge(Kind kind, boolean inWindow) {
      return switch (kind) {
        case SERVICE -> Charge.FREE_TIER;
        case UTILITY, MARKETING, AUTHENTICATION -> Charge.CHARGED;
      };
    }
  };

  /** What kind of message it is: of templates their category, of everything else service. */
  public enum Kind {
    SERVICE, UTILITY, MARKETING, AUTHENTICATION;

    String category(boolean inGroup) {
      return (inGroup ? "group_" : "") + name().toLowerCase(Locale.ROOT);
    }
  }

  /** How a delivery is charged. */
  public enum Charge {
    FREE,
    CHARGED,
    /** Free as long as the month's free deliveries last: shared by groups and one-to-one chats of the number. */
    FREE_TIER
  }

  private final Instant since;
  private final int freeTier;

  Pricing(Instant since, int freeTier) {
    this.since = since;
    this.freeTier = freeTier;
  }

  abstract Charge charge(Kind kind, boolean inWindow);

  public static Pricing at(Instant delivery) {
    return Arrays.stream(values()).filter(edition -> !delivery.isBefore(edition.since)).max(Comparator.comparing(edition -> edition.since)).orElseThrow();
  }

  /** How many deliveries of service messages are free for a number in a month. */
  public int freeTier() {
    return freeTier;
  }

  /** @param inWindow whether the customer service window was open when it was sent */
  public static Charge charge(Kind kind, boolean inWindow, Instant delivery) {
    return at(delivery).charge(kind, inWindow);
  }

  /** The prices of so many deliveries of a kind, of which so many are still free. */
  public static List<Price> prices(Kind kind, boolean inGroup, Charge charge, int deliveries, int free) {
    return IntStream.range(0, deliveries).mapToObj(i -> price(kind, inGroup, switch (charge) {
      case FREE -> true;
      case CHARGED -> false;
      case FREE_TIER -> i < free;
    })).toList();
  }

  static Price price(Kind kind, boolean inGroup, boolean free) {
    return new Price(free ? inGroup ? "free_group_customer_service" : "free_customer_service" : Price.REGULAR, kind.category(inGroup));
  }

  /** The month that a delivery is counted in. The platform's is the account's; all accounts of the sandbox keep UTC. */
  public static YearMonth month(Instant delivery) {
    return YearMonth.from(delivery.atOffset(ZoneOffset.UTC));
  }
}
