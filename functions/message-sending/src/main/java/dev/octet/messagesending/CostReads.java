package dev.octet.messagesending;

import dev.octet.domain.group.Group;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.CostCount;
import dev.octet.domain.message.Costs;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** What the messages of a month cost: counted always, in money as far as the number's rate card tells. */
final class CostReads {
  private final CostCounters counters;
  private final RateCards cards;
  private final Rosters rosters;
  private final Clock clock;

  CostReads(CostCounters counters, RateCards cards, Rosters rosters, Clock clock) {
    this.counters = counters;
    this.cards = cards;
    this.rosters = rosters;
    this.clock = clock;
  }

  /**
   * {@code GET /v1/groups/{id}/costs}
   *
   * @param numbers the caller's
   * @param asked {@code month}, such as {@code 2026-11}; this one where it is not given
   */
  Reading ofGroup(List<String> numbers, String groupId, JsonObject asked) {
    return rosters.get(groupId).map(Group::phoneNumberId).filter(numbers::contains)
        .map(number -> month(asked).map(month -> found(month, counters.group(groupId, month), number)).orElseGet(CostReads::noMonth))
        .orElseGet(() -> Reading.notFound("There is no group with this id that the token may see."));
  }

  /** {@code GET /v1/numbers/{id}/costs}, of a number that the caller may use. */
  Reading ofNumber(String phoneNumberId, JsonObject asked) {
    return month(asked).map(month -> found(month, counters.number(phoneNumberId, month), phoneNumberId)).orElseGet(CostReads::noMonth);
  }

  private Reading found(YearMonth month, List<CostCount> counts, String phoneNumberId) {
    return new Reading.Found(new Costs(month, counts, cards.get(phoneNumberId)).toJson());
  }

  private static Reading noMonth() {
    return Reading.wrong("`month` must be a month, such as 2026-11.");
  }

  private Optional<YearMonth> month(JsonObject asked) {
    if (!asked.has("month")) {
      return Optional.of(YearMonth.from(clock.instant().atZone(ZoneOffset.UTC)));
    }
    try {
      return asked.text("month").filter(text -> text.matches("\\d{4}-\\d{2}")).map(YearMonth::parse);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
