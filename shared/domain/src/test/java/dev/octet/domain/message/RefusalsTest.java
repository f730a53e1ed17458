package dev.octet.domain.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.group.RequestReading;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Row by row: what groups do not have is refused, with its code, and only where the row holds. */
class RefusalsTest {
  private static final MessagePolicy STRICT = new MessagePolicy(RulesEdition.NOVEMBER_2025, false, List.of(MessagePolicy.INVITE_BASE));
  private static final MessagePolicy NEWER = new MessagePolicy(RulesEdition.JUNE_2026, false, List.of());
  private static final MessagePolicy OPEN = new MessagePolicy(RulesEdition.NOVEMBER_2025, true, List.of());

  static List<JsonObject> rows() throws IOException, JsonException {
    try (InputStream in = RefusalsTest.class.getResourceAsStream("refusals.json")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("{group_id}", "Y2FwaV9ncm91cDoxNTU1MDE0MjI3NzoxMjAzNjM0MTc3MjA5NTUxMjgZD")
          .replace("{phone_number_id}", "100000000000001")
          .replace("{message_id}", "wamid.HBgLMTU1NTAxOTAzMTEVAgASGBQzQTVEMjBCN0U5NDQxNkY4QzAzQgA=");
      return JsonObject.parse(text).objects("refusals");
    }
  }

  /** What is all in the body: the category of a template is not. */
  static List<JsonObject> bodies() throws IOException, JsonException {
    return rows().stream().filter(row -> row.text("path").orElseThrow().endsWith("/messages") && !row.has("category")).toList();
  }

  static List<JsonObject> allowable() throws IOException, JsonException {
    return rows().stream().filter(row -> row.has("edition") || row.has("setting")).toList();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void each_is_refused_with_its_code_by_the_row_of_its_name(JsonObject row) {
    Refusal refusal = Refusals.of(asked(row), STRICT).orElseThrow();

    assertThat(refusal.name()).isEqualTo(name(row));
    assertThat(refusal.code()).isEqualTo((int) row.whole("code").orElseThrow());
    assertThat(refusal.sentence()).endsWith(".");
  }

  /** What is asked by a body is refused before anything else of it is looked at, whether it came by HTTP or from the queue. */
  @ParameterizedTest
  @MethodSource("bodies")
  void a_body_is_refused_by_its_reading_too(JsonObject row) {
    JsonObject body = row.object("body").orElseThrow();
    RequestReading read = MessageCommand.ofBody(body).read(body, STRICT);

    assertThat(read).isEqualTo(Refusals.named(name(row)).orElseThrow().toWrong());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void what_an_edition_or_a_setting_allows_is_refused_without_it_only(JsonObject row) {
    assertThat(Refusals.of(asked(row), NEWER).isEmpty()).isEqualTo(row.has("edition"));
    assertThat(Refusals.of(asked(row), OPEN).isEmpty()).isEqualTo(row.has("setting"));
  }

  @ParameterizedTest
  @MethodSource("allowable")
  void what_is_allowed_is_read(JsonObject row) {
    JsonObject body = row.object("body").orElseThrow();

    assertThat(MessageCommand.ofBody(body).read(body, row.has("edition") ? NEWER : OPEN)).isInstanceOf(RequestReading.Right.class);
  }

  @Test
  void every_row_has_requests_of_several_shapes() throws IOException, JsonException {
    List<String> names = rows().stream().map(RefusalsTest::name).toList();

    assertThat(Set.copyOf(names)).isEqualTo(Refusals.TABLE.stream().map(Refusal::name).collect(Collectors.toSet()));
    assertThat(names.stream().distinct()).allSatisfy(name -> assertThat(names.stream().filter(name::equals)).as(name).hasSizeGreaterThan(1));
    assertThat(new HashSet<>(rows())).as("no request twice").hasSameSizeAs(rows());
  }

  @Test
  void of_what_is_made_possible_the_parameter_is_named() {
    assertThat(Refusals.named("mark_message_read").orElseThrow().sentence()).contains("`RulesEdition`");
    assertThat(List.of("reaction", "location", "contacts", "reply")).allSatisfy(name ->
        assertThat(Refusals.named(name).orElseThrow().sentence()).contains("`UnverifiedMessages`"));
  }

  @Test
  void a_template_is_refused_for_its_category_once_that_is_known() throws JsonException {
    JsonObject body = JsonObject.parse("""
        {"messaging_product":"whatsapp","recipient_type":"group","to":"G","type":"template","template":{"name":"sign_in_code","language":{"code":"en"}}}""");

    assertThat(MessageCommand.SEND_MESSAGE.read(body, STRICT)).isInstanceOf(RequestReading.Right.class);
    assertThat(refusedFor("UTILITY", body)).isEmpty();
    assertThat(refusedFor("authentication", body)).contains(Refusals.AUTHENTICATION);
    assertThat(refusedFor("AUTHENTICATION", body.with("recipient_type", "individual").with("to", "15550190311"))).isEmpty();
  }

  @Test
  void what_is_not_about_a_group_or_a_message_is_let_through() {
    JsonObject call = JsonObject.EMPTY.with("messaging_product", "whatsapp").with("to", "+1 555 019-0311").with("action", "connect");

    assertThat(Refusals.of(new Asked("POST", "/100/calls", call), STRICT)).isEmpty();
    assertThat(Refusals.of(new Asked("POST", "/100/calls", call.with("to", 15_550_190_311L)), STRICT)).isEmpty();
    assertThat(Refusals.of(new Asked("DELETE", "/Y2FwaV9ncm91cDo", JsonObject.EMPTY), STRICT)).isEmpty();
    assertThat(Refusals.of(new Asked("GET", "/wamid.HBgL", JsonObject.EMPTY), STRICT)).isEmpty();
    assertThat(Refusals.of(new Asked("POST", "/100/media", JsonObject.EMPTY.with("type", "interactive")), STRICT)).isEmpty();
  }

  private static Optional<Refusal> refusedFor(String category, JsonObject body) {
    return Refusals.of(new Asked("POST", "/100/messages", body, Optional.of(category)), STRICT);
  }

  private static Asked asked(JsonObject row) {
    return new Asked(row.text("method").orElseThrow(), row.text("path").orElseThrow(), row.object("body").orElse(JsonObject.EMPTY), row.text("category"));
  }

  private static String name(JsonObject row) {
    return row.text("name").orElseThrow();
  }
}
