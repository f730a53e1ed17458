package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.octet.domain.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every call that the platform's pages show, made as they show it: the answer has the names, types and codes that they have. */
class DocumentedCallsTest {
  /** The examples of the spec, each a request and its answer. */
  private static final int EXAMPLES = 54;

  private final Platform platform = new Platform("2026-06");
  private final JsonObject file = Shape.file("calls.json");
  private final Shape shapes = new Shape(file.object("shapes").orElseThrow());

  @AfterEach
  void close() {
    platform.close();
  }

  @TestFactory
  Stream<DynamicTest> each_documented_call_is_answered_as_documented() {
    return Stream.concat(
        file.objects("calls").stream().map(row -> dynamicTest(name(row), () -> call(row))),
        Stream.of(dynamicTest("what may be missing is there in one answer, and missing in another", () -> assertThat(shapes.neverBoth()).isEmpty())));
  }

  @Test
  void each_example_has_a_row_or_a_reason() {
    List<String> examples = Stream.of("calls", "not_called").flatMap(list -> file.objects(list).stream()).map(row -> row.text("example").orElseThrow())
        .distinct().toList();
    assertThat(examples).hasSize(EXAMPLES);
    assertThat(file.objects("not_called")).allSatisfy(row -> assertThat(row.text("reason")).isPresent());
  }

  private static String name(JsonObject row) {
    return row.text("section").orElseThrow() + " / " + row.text("example").orElseThrow() + row.text("variant").map(it -> " / " + it).orElse("");
  }

  private void call(JsonObject row) {
    var scene = new Scene(platform).given(row.texts("given"));
    row.object("settings").ifPresent(settings -> platform.settings(settings.toJson()));
    row.object("faults").ifPresent(faults -> platform.faults(faults.toJson()));

    Platform.Answer answer = scene.asked(row.object("request").orElseThrow());

    assertThat((long) answer.status()).as(answer.text()).isEqualTo(row.whole("status").orElseThrow());
    assertThat(shapes.differences(row.get("answer"), answer.json().fields(), scene::filled)).as(answer.text()).isEmpty();
    row.whole("code").ifPresent(code -> assertThat(answer.code()).isEqualTo(code));
  }
}
