package dev.octet.domain.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How fast is sent, and how long is waited. */
class PaceTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  @ParameterizedTest
  @ValueSource(ints = {1, Throughput.STANDARD, Throughput.UPGRADED})
  void after_a_rest_a_second_s_worth_goes_at_once_and_then_one_after_the_other(int perSecond) {
    Throughput throughput = Throughput.rested(perSecond);
    for (int i = 0; i < perSecond; i++) {
      Throughput.Taken taken = throughput.take(1, NOW);
      assertThat(taken.delay()).isZero();
      throughput = taken.next();
    }
    Duration one = Duration.ofSeconds(1).dividedBy(perSecond);
    assertThat(throughput.take(1, NOW).delay()).isEqualTo(one);
    assertThat(throughput.take(1, NOW.plus(one)).delay()).isZero();
  }

  @Test
  void over_any_time_no_more_is_sent_than_the_rate_and_one_burst() {
    Throughput throughput = Throughput.rested(80);
    Instant last = NOW;
    for (int i = 0; i < 1_000; i++) {
      Throughput.Taken taken = throughput.take(1, NOW);
      throughput = taken.next();
      last = NOW.plus(taken.delay());
    }
    assertThat(Duration.between(NOW, last)).isEqualTo(Duration.ofMillis((1_000 - 80) * 1_000L / 80));
  }

  @Test
  void what_was_not_used_is_not_saved_up() {
    Throughput idle = Throughput.rested(80).take(80, NOW).next();
    assertThat(idle.take(80, NOW.plusSeconds(3_600)).delay()).isZero();
    assertThat(idle.take(160, NOW.plusSeconds(3_600)).delay()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void a_number_sends_something() {
    assertThatThrownBy(() -> Throughput.rested(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 4", "2, 16", "3, 64", "4, 256", "5, 900", "6, 900", "2147483647, 900", "-1, 1"})
  void who_was_sent_too_much_is_left_alone_four_times_as_long_each_time(int refused, long seconds) {
    assertThat(PairLimit.wait(refused)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void a_closed_window_is_asked_about_warned_of_or_refused() {
    assertThat(ClosedWindow.of("ask").sentence()).isEmpty();
    assertThat(ClosedWindow.of("warn").sentence()).isEqualTo(ClosedWindow.REFUSE.sentence());
    assertThat(ClosedWindow.of("refuse").sentence()).hasValueSatisfying(wrong -> assertThat(wrong.code()).isEqualTo(131047));
    assertThatThrownBy(() -> ClosedWindow.of("REFUSE")).hasMessage("CLOSED_WINDOW is none of ask, warn, refuse.");
  }
}
