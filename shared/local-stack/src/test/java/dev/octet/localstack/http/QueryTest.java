package dev.octet.localstack.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class QueryTest {
  @Test
  void names_and_values_are_decoded_and_values_of_one_name_are_joined() {
    assertThat(Query.parse("a=1&b=x%20y&a=2&c=p+q&%C3%BC=%26&a=")).isEqualTo(Map.of("a", "1,2,", "b", "x y", "c", "p q", "ü", "&"));
  }

  @Test
  void what_has_no_value_is_empty_and_what_is_nothing_is_left_out() {
    assertThat(Query.parse("a&&b=&=c")).isEqualTo(Map.of("a", "", "b", "", "", "c"));
    assertThat(Query.parse("")).isEmpty();
  }

  @Test
  void a_stray_percent_sign_stays() {
    assertThat(Query.parse("a=100%&b=%zz")).isEqualTo(Map.of("a", "100%", "b", "%zz"));
  }
}
