package dev.octet.messagesending;

import dev.octet.aws.BeyondLimitException;
import dev.octet.aws.table.Key;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.aws.table.Written;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.RateCard;
import dev.octet.domain.message.RateCardReading;
import dev.octet.graph.GraphError;
import dev.octet.operations.Refused;
import java.util.Optional;

/** The rates of each number, as its user gave them. */
final class RateCards {
  private final Table table;

  RateCards(Table table) {
    this.table = table;
  }

  Optional<RateCard> get(String phoneNumberId) {
    return table.get(key(phoneNumberId)).map(RateCards::card);
  }

  /**
   * {@code GET /v1/numbers/{id}/rate-card}
   *
   * @throws Refused when there is none
   */
  JsonObject read(String phoneNumberId) {
    return get(phoneNumberId).map(RateCard::toJson).orElseThrow(() -> new Refused(
        GraphError.of(100, "This number has no rate card. Give it one with PUT, and costs are shown in money.").withStatus(404)));
  }

  /**
   * {@code PUT /v1/numbers/{id}/rate-card}: the whole card, instead of the one before; costs of the past are told by it too.
   *
   * @throws Refused when it is no card
   */
  JsonObject put(String phoneNumberId, JsonObject body) {
    return switch (RateCardReading.of(body)) {
      case RateCardReading.Wrong wrong -> throw new Refused(GraphError.of(100, wrong.sentence()));
      case RateCardReading.Right right -> keep(phoneNumberId, right.card());
    };
  }

  private JsonObject keep(String phoneNumberId, RateCard card) {
    Optional<Stored> standing = table.get(key(phoneNumberId));
    while (true) {
      try {
        switch (table.put(Write.over(key(phoneNumberId), standing, card.toJson()))) {
          case Written.Applied _ -> {
            return card.toJson();
          }
          case Written.Refused refused -> standing = refused.item();
        }
      } catch (BeyondLimitException e) {
        throw new Refused(GraphError.of(100, "The card is larger than can be kept (390 KB). Leave out periods that are long past."));
      }
    }
  }

  private static RateCard card(Stored item) {
    return switch (RateCardReading.of(item.attributes())) {
      case RateCardReading.Right right -> right.card();
      case RateCardReading.Wrong _ -> throw new IllegalStateException("The table holds a rate card that Octet never wrote.");
    };
  }

  private static Key key(String phoneNumberId) {
    return new Key("NUMBER#" + phoneNumberId, "RATE_CARD");
  }
}
