package dev.octet.aws.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.domain.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetentionTest {
  private static final Instant THEN = Instant.parse("2026-11-24T09:00:00Z");

  @Test
  void it_is_a_duration_or_for_ever() {
    assertThat(Retention.of("P2D").expiresAt(THEN)).contains(Instant.parse("2026-11-26T09:00:00Z").getEpochSecond());
    assertThat(Retention.of("forever").expiresAt(THEN)).isEmpty();
    assertThat(Retention.of("PT0S").keepsNothing()).isTrue();
    assertThat(Retention.FOREVER.keepsNothing()).isFalse();
    assertThatThrownBy(() -> Retention.of("30 days")).isInstanceOf(IllegalStateException.class).hasMessageContaining("P30D");
  }

  @Test
  void less_than_the_least_is_the_least() {
    assertThat(Retention.of("P1D").atLeast(Duration.ofDays(30))).isEqualTo(Retention.ofDays(30));
    assertThat(Retention.of("P60D").atLeast(Duration.ofDays(30))).isEqualTo(Retention.ofDays(60));
    assertThat(Retention.FOREVER.atLeast(Duration.ofDays(30))).isEqualTo(Retention.FOREVER);
  }

  @Test
  void what_has_expired_is_gone_from_its_second_on() {
    JsonObject item = JsonObject.EMPTY.with("expires_at", THEN.getEpochSecond());
    assertThat(Retention.isOver(item, THEN.minusSeconds(1))).isFalse();
    assertThat(Retention.isOver(item, THEN)).isTrue();
    assertThat(Retention.isOver(JsonObject.EMPTY, THEN)).isFalse();
    assertThat(Retention.ofDays(1).isOver(THEN, THEN.plus(Duration.ofDays(1)))).isTrue();
    assertThat(Retention.FOREVER.isOver(THEN, Instant.MAX)).isFalse();
  }
}
