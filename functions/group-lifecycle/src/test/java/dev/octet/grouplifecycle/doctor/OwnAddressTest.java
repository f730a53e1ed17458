package dev.octet.grouplifecycle.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.Environment;
import dev.octet.aws.http.HttpRequest;
import dev.octet.graph.GraphClient;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No address is asked but this stack's: not one that a caller names. */
class OwnAddressTest {
  private static Optional<URI> address(Map<String, String> environment, String host) {
    return new OwnAddress(new Environment(environment), GraphClient.connections())
        .of(new HttpRequest("GET", "/v1/numbers/100/doctor", Map.of(), Map.of("host", host, "x-forwarded-host", "evil.example"), new byte[0]));
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
