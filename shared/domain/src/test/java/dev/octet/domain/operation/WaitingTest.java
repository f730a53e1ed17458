package dev.octet.domain.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WaitingTest {
  private static final Instant SINCE = Instant.parse("2026-11-24T12:00:00Z");

  @Test
  void whoever_waits_for_a_week_looks_less_often_than_a_queue_hands_a_message_out() {
    assertThat(looksIn(Duration.ofDays(7))).as("of 1,000").isBetween(500, 800);
  }

  @Test
  void whoever_waits_a_minute_looks_often() {
    assertThat(looksIn(Duration.ofMinutes(1))).isBetween(15, 30);
    assertThat(Waiting.next(SINCE, SINCE.minusSeconds(5))).as("a clock that goes after").isEqualTo(Duration.ofSeconds(2));
  }

  private static int looksIn(Duration time) {
    int looks = 0;
    for (Instant now = SINCE; now.isBefore(SINCE.plus(time)); now = now.plus(Waiting.next(SINCE, now))) {
      looks++;
    }
    return looks;
  }
}
