package dev.octet.grouplifecycle.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.Environment;
import dev.octet.aws.http.HttpRequest;
import dev.octet.graph.GraphClient;
import dev.octet.operations.MovableClock;
import dev.octet.operations.ScriptedPlatform;
import dev.octet.operations.ScriptedPlatform.Answer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No address is asked but this stack's: not one that a caller names. */
class OwnAddressTest {
  private static Optional<URI> address(Map<String, String> environment, String host) {
    return new OwnAddress(new Environment(environment), GraphClient.connections(), Clock.systemUTC())
        .of(new HttpRequest("GET", "/v1/numbers/100/doctor", Map.of(), Map.of("host", host, "x-forwarded-host", "evil.example"), new byte[0]));
  }

  /** Somebody who puts a number right looks often. */
  @Test
  void what_was_refused_a_moment_ago_is_not_tried_again() {
    MovableClock clock = new MovableClock(Instant.parse("2026-11-24T12:00:00Z"));
    try (ScriptedPlatform own = new ScriptedPlatform()) {
      own.answers(request -> request.method().equals("POST") ? new Answer(401, "") : new Answer(200, request.query().replaceAll(".*challenge=(\\d+).*", "$1")));
      OwnAddress address = new OwnAddress(new Environment(Map.of()), GraphClient.connections(), clock);
      Optional<URI> here = Optional.of(URI.create(own.url() + "/webhooks/whatsapp"));

      for (int i = 0; i < 3; i++) {
        assertThat(address.attempt(here, List.of("token"))).isEqualTo(new OwnAddress.Tried.Answered(here.get(), true, 401));
      }
      assertThat(own.requests.stream().filter(request -> request.method().equals("POST"))).hasSize(1);
      clock.advance(Duration.ofMinutes(6));
      address.attempt(here, List.of("token"));
      assertThat(own.requests.stream().filter(request -> request.method().equals("POST"))).hasSize(2);
    }
  }

  @Test
  void the_parameter_goes_before_all() {
    assertThat(address(Map.of("PUBLIC_URL", "https://groups.example", "API_DOMAIN", "execute-api.eu-west-1.amazonaws.com"), "abc123.execute-api.eu-west-1.amazonaws.com"))
        .contains(URI.create("https://groups.example/webhooks/whatsapp"));
  }

  @Test
  void without_it_the_http_api_s_own_name() {
    assertThat(address(Map.of("PUBLIC_URL", "https://public-url.invalid", "API_DOMAIN", "execute-api.eu-west-1.amazonaws.com"), "abc123.execute-api.eu-west-1.amazonaws.com"))
        .contains(URI.create("https://abc123.execute-api.eu-west-1.amazonaws.com/webhooks/whatsapp"));
    assertThat(address(Map.of("API_DOMAIN", "execute-api.cn-north-1.amazonaws.com.cn"), "abc123.execute-api.cn-north-1.amazonaws.com.cn")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "169.254.169.254", "localhost:8080", "abc123.execute-api.us-east-1.amazonaws.com", "abc123.execute-api.eu-west-1.amazonaws.com.evil.example",
      "evil.example/abc123.execute-api.eu-west-1.amazonaws.com", "evil.example#abc123.execute-api.eu-west-1.amazonaws.com", "a@b.execute-api.eu-west-1.amazonaws.com",
      "abc123.execute-api.eu-west-1.amazonaws.com:8443", ""})
  void no_other(String host) {
    assertThat(address(Map.of("API_DOMAIN", "execute-api.eu-west-1.amazonaws.com"), host)).isEmpty();
  }
}
