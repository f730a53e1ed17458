package dev.octet.domain.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.group.Person;
import dev.octet.domain.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CountryTest {

  @Test
  void the_user_id_says_it_before_the_number_does() {
    assertThat(Country.of(person("US.91350448827716203955", "447700900001"))).contains("US");
    assertThat(Country.of(person("", "447700900001"))).contains("GB");
    assertThat(Country.of(person("opaque", "447700900001"))).contains("GB");
  }

  @ParameterizedTest
  @CsvSource({"447700900001, GB", "15550190311, US", "14165550123, CA", "18765550123, JM", "17875550123, PR", "77012345678, KZ", "79161234567, RU", "4915700000002, DE",
      "5511987654321, BR", "919876543210, IN", "393331234567, IT", "262639123456, YT", "262692123456, RE", "35845712345678, FI", "59995123456, CW", "6281234567890, ID", "2348012345678, NG", "38349123456, XK"})
  void the_calling_code_says_it(String number, String country) {
    assertThat(Country.of(person("", number))).contains(country);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "123", "88213123456", "87012345678", "80012345678", "99912345678", "0447700900001", "not a number"})
  void what_tells_no_country_is_not_guessed(String number) {
    assertThat(Country.of(person("", number))).isEmpty();
  }

  private static Person person(String userId, String waId) {
    return Person.ofJson(JsonObject.EMPTY.with("user_id", userId).with("wa_id", waId));
  }
}
