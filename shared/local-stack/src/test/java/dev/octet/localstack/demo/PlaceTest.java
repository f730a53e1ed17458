package dev.octet.localstack.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {
  @Test
  void an_address_alone_means_a_stack_as_mvn_Plocal_runs_it() {
    Place place = Place.running(properties("octet.url", "http://127.0.0.1:8080/", "octet.token", "", "octet.queues", ""));

    assertThat(place).isEqualTo(new Place(URI.create("http://127.0.0.1:8080"), URI.create("http://127.0.0.1:9324"), "local-token", "100000000000001", ""));
    assertThat(place.notifications()).isEqualTo("http://127.0.0.1:9324/000000000000/octet-notifications.fifo");
    assertThat(place.onAws()).isFalse();
  }

  @Test
  void on_AWS_the_queue_is_named_whole() {
    String queue = "https://sqs.eu-central-1.amazonaws.com/123456789012/staging-notifications.fifo";
    Place place = Place.running(properties("octet.url", "https://abc.execute-api.eu-central-1.amazonaws.com", "octet.queues", queue, "octet.token", "mine",
        "octet.sandbox-token", "to see it"));

    assertThat(place.onAws()).isTrue();
    assertThat(place.notifications()).isEqualTo(queue);
    assertThat(place.token()).isEqualTo("mine");
    assertThat(place.sandboxToken()).isEqualTo("to see it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"here", "127.0.0.1:8080", "ftp://127.0.0.1", "http://", "http://a b"})
  void what_is_no_address_is_named_with_its_setting(String url) {
    assertThatThrownBy(() -> Place.running(properties("octet.url", url))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("-Doctet.url=" + url);
  }

  private static Properties properties(String... namesAndValues) {
    Properties properties = new Properties();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
    }
    return properties;
  }
}
