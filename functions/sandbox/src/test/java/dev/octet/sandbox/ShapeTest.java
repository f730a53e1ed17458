package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comparing with a shape finds: whatever it let pass, no other test here would find. */
class ShapeTest {
  private final Shape shapes = new Shape(Shape.parse("{\"person\":{\"wa_id?\":\"digits\",\"user_id\":\"user id\"}}"));

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "{\"a\":\"text\"} | {\"a\":\"x\"}",
      "{\"a\":\"= x or y\"} | {\"a\":\"y\"}",
      "{\"a\":\"= {name}\"} | {\"a\":\"Ada\"}",
      "{\"a\":[\"whole\",\"...\"]} | {\"a\":[1,2]}",
      "{\"a\":[\"$person\",\"$person\"]} | {\"a\":[{\"user_id\":\"US.1\"},{\"user_id\":\"US.2\",\"wa_id\":\"44\"}]}",
      "{\"a\":{\"b\":true},\"c\":131201} | {\"c\":131201,\"a\":{\"b\":true}}"})
  void what_fits(String shape, String value) {
    assertThat(differences(shape.replace("= x or y", "= x | y"), value)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "{\"a\":\"text\"} | {} | .a is missing",
      "{\"a\":\"text\"} | {\"a\":\"x\",\"b\":1} | .b should not be there",
      "{\"a\":\"text\"} | {\"a\":1} | .a is {\"it\":1} and should be text",
      "{\"a\":\"text\"} | {\"a\":null} | .a is {\"it\":null} and should be text",
      "{\"a\":\"whole\"} | {\"a\":\"1\"} | .a is {\"it\":\"1\"} and should be whole",
      "{\"a\":\"seconds\"} | {\"a\":1795012800} | .a is {\"it\":1795012800} and should be seconds",
      "{\"a\":true} | {\"a\":\"true\"} | .a is {\"it\":\"true\"} and should be true",
      "{\"a\":131201} | {\"a\":131212} | .a is {\"it\":131212} and should be 131201",
      "{\"a\":\"= {name}\"} | {\"a\":\"Ben\"} | .a is {\"it\":\"Ben\"} and should be = {name}",
      "{\"a\":[\"whole\"]} | {\"a\":[1,2]} | .a has 2 items and should have 1",
      "{\"a\":[\"whole\",\"...\"]} | {\"a\":[]} | .a has 0 items and should have one or more",
      "{\"a\":{\"b\":\"whole\"}} | {\"a\":[{\"b\":1}]} | .a is {\"it\":[{\"b\":1}]} and should be {b=whole}",
      "{\"a\":[\"$person\"]} | {\"a\":[{\"wa_id\":\"44\"}]} | .a[0].user_id is missing"})
  void what_does_not(String shape, String value, String difference) {
    assertThat(differences(shape, value)).containsExactly(difference);
  }

  @Test
  void what_may_be_missing_and_always_is_or_never_is_is_named() {
    differences("\"$person\"", "{\"user_id\":\"US.1\"}");
    assertThat(shapes.neverBoth()).containsExactly("$person.wa_id is never there");
    differences("\"$person\"", "{\"user_id\":\"US.1\",\"wa_id\":\"44\"}");
    assertThat(shapes.neverBoth()).isEmpty();
  }

  private List<String> differences(String shape, String value) {
    return shapes.differences(Shape.parse("{\"shape\":" + shape + "}").get("shape"), Shape.parse(value).fields(), text -> text.replace("{name}", "Ada"));
  }

  @Test
  void a_body_is_compared_whole() {
    assertThat(shapes.differences("text", JsonObject.EMPTY.fields(), text -> text)).containsExactly("all of it is {\"it\":{}} and should be text");
  }
}
