package dev.octet.localstack.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.localstack.template.StackPlan.RoutePlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The route that an HTTP API would choose, in whatever order the template has them. */
class RoutesTest {
  private static final List<String> ALL = List.of("$default", "ANY /{proxy+}", "ANY /pets/{proxy+}", "GET /pets/{proxy+}", "GET /pets/dog/{id}",
      "GET /pets/dog/1", "ANY /pets/dog/1", "GET /pets/{kind}/1", "POST /pets", "GET /", "ANY /owners/{id}/pets/{proxy+}");

  @ParameterizedTest
  @CsvSource(textBlock = """
      GET, /pets/dog/1, GET /pets/dog/1
      DELETE, /pets/dog/1, ANY /pets/dog/1
      GET, /pets/dog/2, GET /pets/dog/{id}
      GET, /pets/cat/1, GET /pets/{kind}/1
      GET, /pets/cat/2, GET /pets/{proxy+}
      POST, /pets/cat/2, ANY /pets/{proxy+}
      GET, /pets/dog/2/x, GET /pets/{proxy+}
      POST, /pets, POST /pets
      GET, /pets, ANY /{proxy+}
      GET, /, GET /
      POST, /, $default
      PUT, /Pets/dog/1, ANY /{proxy+}
      GET, /owners/7/pets/a/b, ANY /owners/{id}/pets/{proxy+}
      GET, /owners/7/pets, ANY /{proxy+}
      """)
  void the_most_specific_route_that_has_the_method_is_chosen(String method, String path, String expected) {
    List<String> keys = new ArrayList<>(ALL);
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(keys, new Random(seed));

      assertThat(routes(keys).find(method, path)).as("%s", keys).map(match -> match.route().plan().key()).contains(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({"POST, /v1/a", "GET, /v1", "GET, /v1/", "GET, /v1/a/b", "GET, /rest", "GET, /rest/", "GET, /", "GET, /v2/a"})
  void what_no_route_knows_is_nobody_s(String method, String path) {
    assertThat(routes(List.of("GET /v1/{id}", "ANY /rest/{proxy+}")).find(method, path)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"/groups/a%20b/people/x, a b, x", "/groups/a+b/people/x/y%2Fz, a+b, x/y/z", "/groups/%zz/people/x/, %zz, x/"})
  void variables_are_decoded_and_a_plus_stays_a_plus(String path, String group, String rest) {
    assertThat(routes(List.of("GET /groups/{group}/people/{proxy+}")).find("GET", path).orElseThrow().parameters())
        .isEqualTo(Map.of("group", group, "proxy", rest));
  }

  @SuppressWarnings("NullAway") // of a route, only its plan is asked for here
  private static Routes routes(List<String> keys) {
    return new Routes(keys.stream().map(key -> new Routes.Route(plan(key), null)).toList());
  }

  private static RoutePlan plan(String key) {
    List<String> parts = Stream.of(key.split(" ")).toList();
    return new RoutePlan(parts.size() == 1 ? "ANY" : parts.getFirst(), parts.getLast(), Duration.ofSeconds(30));
  }
}
