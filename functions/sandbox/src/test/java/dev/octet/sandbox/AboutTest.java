package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the sandbox says of itself. */
class AboutTest {
  @Test
  void it_says_by_which_rules_it_goes_where_it_is_and_what_time_it_is_there() {
    try (Platform platform = new Platform("2026-06")) {
      platform.api("POST", "clock", "{\"advance\":\"PT24H\"}");
      Platform.Answer about = platform.api("GET", "about", "");

      assertThat(about.text("rules_edition")).isEqualTo("2026-06");
      assertThat(about.text("public_url")).isEqualTo(Platform.ADDRESS);
      assertThat(about.text("webhook_url")).isEqualTo(platform.receiver.url());
      assertThat(about.text("traffic_kept")).isEqualTo("PT0S");
      Instant there = Instant.parse(about.text("platform_time"));
      assertThat(there).isBetween(Instant.parse(about.text("real_time")).plus(Duration.ofHours(24)).minusMillis(100), platform.clock.instant().plus(Duration.ofHours(24)));
      assertThat(platform.api("POST", "about", "{}").status()).isEqualTo(405);
      assertThat(platform.api("GET", "about/us", "").status()).isEqualTo(404);
    }
  }
}
