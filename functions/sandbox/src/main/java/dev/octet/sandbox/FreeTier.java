package dev.octet.sandbox;

import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.Price;
import dev.octet.sandbox.platform.Pricing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The free deliveries of a number's month (spec §3.6). They are taken before a message is written, so that sends at one
 * time do not refuse each other for the count's sake; a crash in between costs the number the deliveries that it took.
 */
final class FreeTier {
  private static final String USED = "used";

  private final Table table;
  private final Attempts attempts;

  FreeTier(Table table, Attempts attempts) {
    this.table = table;
    this.attempts = attempts;
  }

  /** The prices of so many deliveries. */
  List<Price> prices(Control control, String phoneNumberId, Pricing.Kind kind, boolean inGroup, boolean inWindow, int deliveries, Instant at) {
    Pricing.Charge charge = Pricing.charge(kind, inWindow, at);
    return Pricing.prices(kind, inGroup, charge, deliveries, charge == Pricing.Charge.FREE_TIER ? take(control, phoneNumberId, deliveries, at) : 0);
  }

  /** How many of the deliveries are still free. Once all are used, nothing is written any more. */
  private int take(Control control, String phoneNumberId, int deliveries, Instant at) {
    long most = control.settings(phoneNumberId).freeDeliveries().orElse(Pricing.at(at).freeTier());
    return attempts.until(() -> {
      Optional<Stored> read = table.get(control.keys().freeTier(phoneNumberId, Pricing.month(at)));
      long used = read.map(it -> it.attributes().whole(USED).orElse(0)).orElse(0L);
      int free = Math.clamp(most - used, 0, deliveries);
      return free == 0 || table.put(Write.over(control.keys().freeTier(phoneNumberId, Pricing.month(at)), read, JsonObject.EMPTY.with(USED, used + free))).applied()
          ? Optional.of(free) : Optional.<Integer>empty();
    }).orElseThrow(() -> new IllegalStateException("Too many took free deliveries at once."));
  }
}
