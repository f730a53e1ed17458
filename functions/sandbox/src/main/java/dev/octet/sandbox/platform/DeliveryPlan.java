package dev.octet.sandbox.platform;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How one webhook will be delivered.
 *
 * @param delays one delivery for each; more than one when it is duplicated, none when it is lost
 * @param beforeAnswer whether the first is delivered before the call that caused it is answered
 * @param batched whether the first waits a moment for others, to be delivered with them
 * @param older whether it is written in older spellings
 * @param parentIds whether people's parent ids stand in it
 */
public record DeliveryPlan(List<Duration> delays, boolean beforeAnswer, boolean batched, boolean older, boolean parentIds) {
  /** The platform delivers soon, and never at once: 50 to 200 ms later (spec §7, suggested behaviours). */
  private static final int SOONEST = 50;
  private static final int LATEST = 200;
  /** What is reordered waits for longer than what comes after it takes. */
  private static final Duration OVERTAKEN = Duration.ofMillis(1500);
  /** A webhook that is delivered before the answer is left to the queue only when that failed. */
  private static final Duration FALLBACK = Duration.ofSeconds(5);

  /** Whether it is never sent. */
  public boolean lost() {
    return delays.isEmpty();
  }

  /** @param answered whether a call waits for an answer: people's doings have none that could come late */
  public static Faults.Draw<DeliveryPlan> draw(Faults faults, String numberId, boolean answered, RandomGenerator random) {
    Faults.Draw<Boolean> lost = faults.draw("lost_webhook", numberId, random);
    if (lost.outcome()) {
      return new Faults.Draw<>(new DeliveryPlan(List.of(), false, false, faults.olderSpellings(numberId), faults.parentUserIds(numberId)), lost.left());
    }
    Faults.Draw<Boolean> duplicate = lost.left().draw("duplicate", numberId, random);
    Faults.Draw<Boolean> reorder = duplicate.left().draw("reorder", numberId, random);
    Faults.Draw<Boolean> before = answered ? reorder.left().draw("webhook_before_answer", numberId, random) : new Faults.Draw<>(false, reorder.left());
    // What is delivered before an answer waits for nothing.
    Faults.Draw<Boolean> batch = before.outcome() ? new Faults.Draw<>(false, before.left()) : before.left().draw("batch", numberId, random);
    List<Duration> delays = new ArrayList<>();
    for (int copy = 0; copy < (duplicate.outcome() ? 2 : 1); copy++) {
      delays.add(soon(random).plus(faults.delay(numberId)).plus(reorder.outcome() ? OVERTAKEN : Duration.ZERO)
          .plus(before.outcome() ? FALLBACK : Duration.ZERO));
    }
    return new Faults.Draw<>(
        new DeliveryPlan(List.copyOf(delays), before.outcome(), batch.outcome(), faults.olderSpellings(numberId), faults.parentUserIds(numberId)), batch.left());
  }

  /** The plans of what one action causes, one for each webhook. */
  public static Faults.Draw<List<DeliveryPlan>> draw(
      Faults faults, List<StagedWebhook> webhooks, String numberId, boolean answered, RandomGenerator random) {
    List<DeliveryPlan> plans = new ArrayList<>();
    Faults left = faults;
    for (StagedWebhook webhook : webhooks) {
      Faults.Draw<DeliveryPlan> drawn = draw(left, numberId, answered, random);
      plans.add(drawn.outcome().after(webhook.after()));
      left = drawn.left();
    }
    return new Faults.Draw<>(List.copyOf(plans), left);
  }

  private DeliveryPlan after(Duration more) {
    return new DeliveryPlan(delays.stream().map(delay -> delay.plus(more)).toList(), beforeAnswer, batched, older, parentIds);
  }

  private static Duration soon(RandomGenerator random) {
    return Duration.ofMillis(random.nextInt(SOONEST, LATEST + 1));
  }
}
