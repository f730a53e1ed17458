package dev.octet.messagesending;

import dev.octet.domain.group.Group;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.Costs;
import dev.octet.graph.GraphError;
import dev.octet.operations.Refused;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;

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
   * @throws Refused when that is no month, or there is no such group that the caller may see
   */
  JsonObject ofGroup(List<String> numbers, String groupId, JsonObject asked) {
    YearMonth month = month(asked, clock);
    String number = rosters.get(groupId).map(Group::phoneNumberId).filter(numbers::contains)
        .orElseThrow(() -> new Refused(GraphError.of(131041, "There is no group with this id that the token may see.").withStatus(404)));
    return new Costs(month, counters.group(groupId, month), cards.get(number)).toJson();
  }

  /**
   * {@code GET /v1/numbers/{id}/costs}, of a number that the caller may use.
   *
   * @throws Refused when it is asked for no month
   */
  JsonObject ofNumber(String phoneNumberId, JsonObject asked) {
    YearMonth month = month(asked, clock);
    return new Costs(month, counters.number(phoneNumberId, month), cards.get(phoneNumberId)).toJson();
  }

  /**
   * The month that is asked for; this one where none is.
   *
   * @throws Refused when it is none
   */
  static YearMonth month(JsonObject asked, Clock clock) {
    if (!asked.has("month")) {
      return YearMonth.from(clock.instant().atZone(ZoneOffset.UTC));
    }
    try {
      return YearMonth.parse(asked.text("month").filter(text -> text.matches("\\d{4}-\\d{2}")).orElse(""));
    } catch (DateTimeException e) {
      throw new Refused(GraphError.of(100, "`month` must be a month, such as 2026-11."));
    }
  }
}
