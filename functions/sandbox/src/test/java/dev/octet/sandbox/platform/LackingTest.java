package dev.octet.sandbox.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.Refused;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of what groups do not have: which row meets a request, under which edition and setting. */
class LackingTest {
  private static final NumberSettings UNVERIFIED = new NumberSettings(JsonObject.EMPTY.with("unverified_types", true));

  static Stream<JsonObject> rows() throws Exception {
    return Refused.rows("100000000000001", "Y2FwaV9ncm91cDoxNTU1MDE0MjI3NzoxMjAzNjM0MTc3MjA5NTUxMjgZD", "wamid.HBgLMTU1NTAxNDIyNzc=").stream();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void a_request_is_met_by_its_own_row(JsonObject row) {
    if (row.has("category")) {
      return; // by the template, which is not in the request: held in the test of sending
    }
    assertThat(meets(asked(row))).as("the first row that it meets").contains(row.text("name").orElseThrow());
    assertThat(code(asked(row), RulesEdition.NOVEMBER_2025, NumberSettings.NONE)).contains(row.whole("code").orElseThrow());
    assertThat(code(asked(row), RulesEdition.JUNE_2026, NumberSettings.NONE)).isEqualTo(row.has("edition") ? Optional.empty() : Optional.of(row.whole("code").orElseThrow()));
    assertThat(code(asked(row), RulesEdition.NOVEMBER_2025, UNVERIFIED)).isEqualTo(row.has("setting") ? Optional.empty() : Optional.of(row.whole("code").orElseThrow()));
  }

  @Test
  void every_row_of_the_table_is_asked_for_by_a_request() throws Exception {
    List<String> asked = rows().filter(row -> !row.has("category")).map(row -> row.text("name").orElseThrow()).distinct().toList();
    assertThat(Lacking.TABLE.stream().map(Lacking.Row::name)).containsExactlyInAnyOrderElementsOf(asked);
    assertThat(Lacking.TABLE).allSatisfy(row -> assertThat(row.details()).endsWith("."));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "{\"to\":\"15550190311\",\"type\":\"interactive\",\"interactive\":{\"type\":\"button\"}}",
      "{\"to\":\"15550190311\",\"type\":\"reaction\",\"reaction\":{}}",
      "{\"to\":\"15550190311\",\"type\":\"text\",\"text\":{\"body\":\"x\"},\"context\":{\"message_id\":\"wamid.x\"}}",
      "{\"recipient_type\":\"group\",\"to\":\"G\",\"type\":\"text\",\"text\":{\"body\":\"view_once and disappearing\"}}",
      "{\"recipient_type\":\"group\",\"to\":\"G\",\"type\":\"pin\",\"pin\":{\"type\":\"pin\",\"message_id\":\"wamid.x\",\"expiration_days\":7}}",
      "{\"recipient_type\":\"group\",\"to\":\"G\",\"type\":\"template\",\"template\":{\"components\":[{\"type\":\"button\",\"sub_type\":\"url\"}]}}"})
  void what_groups_have_and_what_is_for_one_person_is_let_through(String body) throws JsonException {
    assertThat(code(new Asked("POST", "1", "messages", JsonObject.parse(body)), RulesEdition.NOVEMBER_2025, NumberSettings.NONE)).isEmpty();
  }

  private static Asked asked(JsonObject row) {
    String[] path = row.text("path").orElseThrow().substring(1).split("/", 2);
    return new Asked(row.text("method").orElseThrow(), path[0], path.length > 1 ? path[1] : "", row.object("body").orElse(JsonObject.EMPTY));
  }

  private static Optional<String> meets(Asked asked) {
    return Lacking.TABLE.stream().filter(row -> row.asks().test(asked)).map(Lacking.Row::name).findFirst();
  }

  private static Optional<Long> code(Asked asked, RulesEdition edition, NumberSettings settings) {
    return Lacking.refusal(asked, edition, settings).map(refusal -> refusal.error().whole("code").orElseThrow());
  }
}
