package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The platform tells a business that something is wrong with its account. */
class NumberErrorsTest {
  private static final String ERRORS = "numbers/" + Platform.NUMBER + "/errors";
  private final Platform platform = new Platform();

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void it_is_told_once_for_each_time_and_nothing_else_happens() {
    assertThat(platform.api("POST", ERRORS, "{\"code\":131031}").json()).isEqualTo(JsonObject.EMPTY.with("status", "told"));
    platform.deliver();

    JsonObject value = platform.receiver.only("errors").value();
    assertThat(value.fields().keySet()).containsExactly("messaging_product", "metadata", "errors");
    assertThat(value.objects("errors")).extracting(error -> error.whole("code").orElseThrow()).containsExactly(131031L);
    assertThat(platform.create("Roof repair").status()).as("the number is not locked for that").isEqualTo(200);
  }

  @Test
  void it_may_be_lost_like_any_webhook() {
    platform.faults("{\"lost_webhook\":1}");
    platform.api("POST", ERRORS, "{\"code\":131031}");
    platform.deliver();

    assertThat(platform.receiver.deliveries()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"code\":190}", "{\"code\":\"131031\"}", "{\"code\":131999}", "{\"code\":131008}", "[]"})
  void a_code_that_is_none_is_told_to_nobody(String body) {
    Platform.Answer answer = platform.api("POST", ERRORS, body);

    assertThat(answer.status()).isEqualTo(400);
    platform.deliver();
    assertThat(platform.receiver.deliveries()).isEmpty();
  }

  @Test
  void of_a_number_that_is_none_there_is_nothing_to_tell() {
    assertThat(platform.api("POST", "numbers/123/errors", "{\"code\":131031}").status()).isEqualTo(404);
    assertThat(platform.api("GET", ERRORS, "").status()).isEqualTo(405);
  }
}
