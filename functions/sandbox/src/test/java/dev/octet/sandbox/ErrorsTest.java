package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.PlatformError;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each error comes about over the public API: by what happens, by a setting, or by a fault. */
class ErrorsTest {
  private final Platform platform = new Platform("2026-06");
  private final JsonObject file = Shape.file("errors.json");

  @AfterEach
  void close() {
    platform.close();
  }

  @TestFactory
  Stream<DynamicTest> each_error_is_provoked() {
    return file.objects("errors").stream().map(row -> dynamicTest(
        row.text("code").orElseThrow() + " / " + row.text("how").orElseThrow() + " / " + row.text("told").orElseThrow(), () -> provoke(row)));
  }

  @Test
  void each_of_the_sandbox_has_a_row() {
    assertThat(file.objects("errors")).extracting(row -> row.text("error").orElseThrow()).containsOnly(names());
    assertThat(file.objects("errors")).allSatisfy(row ->
        assertThat(row.whole("code").orElseThrow()).isEqualTo(PlatformError.valueOf(row.text("error").orElseThrow()).code()));
  }

  @Test
  void each_of_the_platform_s_pages_about_groups_has_one_and_is_the_sandbox_s_as_they_have_it() {
    List<Long> provoked = file.objects("errors").stream().map(row -> row.whole("code").orElseThrow()).toList();
    assertThat(file.objects("group_codes")).hasSize(16).allSatisfy(row -> {
      long code = row.whole("code").orElseThrow();
      PlatformError error = Arrays.stream(PlatformError.values()).filter(it -> it.code() == code).findFirst().orElseThrow();
      assertThat(error.title()).isEqualTo(row.text("title").orElseThrow());
      assertThat(row.whole("status").orElse(error.status())).as("131203 stands in lists alone").isEqualTo(error.status());
      assertThat(provoked).contains(code);
    });
    assertThat(provoked).filteredOn(code -> code >= 131200 && code < 131300).as("none is invented")
        .isSubsetOf(file.objects("group_codes").stream().map(row -> row.whole("code").orElseThrow()).toList());
  }

  private static String[] names() {
    return Arrays.stream(PlatformError.values()).map(Enum::name).toArray(String[]::new);
  }

  private void provoke(JsonObject row) {
    var scene = new Scene(platform).given(row.texts("given"));
    row.object("settings").ifPresent(settings -> platform.settings(settings.toJson()));
    row.object("faults").ifPresent(faults -> platform.faults(faults.toJson()));
    platform.receiver.deliveries().clear();

    Platform.Answer answer = scene.asked(row.object("request").orElseThrow());

    assertThat((long) answer.status()).as(answer.text()).isEqualTo(row.whole("status").orElseThrow());
    platform.settle();
    PlatformError error = PlatformError.valueOf(row.text("error").orElseThrow());
    String title = row.text("title").orElse(error.title());
    switch (row.text("told").orElseThrow()) {
      case "answer" -> {
        assertThat(answer.code()).as(answer.text()).isEqualTo(error.code());
        assertThat(answer.error().text("message").orElseThrow()).contains(title);
        assertThat(platform.receiver.deliveries()).as("nothing happened that could be told").isEmpty();
      }
      case "list" -> assertThat(Stream.of(answer.json()).flatMap(ErrorsTest::errors)).anySatisfy(it -> isError(it, error, title));
      case "webhook" -> assertThat(told("groups")).anySatisfy(it -> isError(it, error, title));
      case "status" -> assertThat(told("statuses")).anySatisfy(it -> isError(it, error, title));
      default -> throw new IllegalArgumentException("It can be told in an answer, list, webhook or status.");
    }
  }

  private List<JsonObject> told(String list) {
    return platform.receiver.deliveries().stream().flatMap(delivery -> delivery.value().objects(list).stream()).flatMap(ErrorsTest::errors).toList();
  }

  private static void isError(JsonObject shown, PlatformError error, String title) {
    assertThat(shown.whole("code").orElseThrow()).isEqualTo(error.code());
    assertThat(shown.text("title").orElseThrow()).isEqualTo(title);
    assertThat(shown.text("message").orElseThrow()).isNotBlank();
    assertThat(shown.object("error_data").flatMap(data -> data.text("details")).orElseThrow()).isNotBlank();
  }

  /** All errors in it, at whatever depth. */
  private static Stream<JsonObject> errors(JsonObject json) {
    return Stream.concat(json.objects("errors").stream(), json.fields().values().stream().filter(Objects::nonNull).flatMap(value -> switch (value) {
      case Map<?, ?> _ -> Stream.of(value);
      case List<?> list -> list.stream();
      default -> Stream.empty();
    }).flatMap(value -> value instanceof Map<?, ?> fields ? errors(JsonObject.EMPTY.with("in", fields).object("in").orElseThrow()) : Stream.empty()));
  }
}
