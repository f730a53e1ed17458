package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What groups do not have, row by row: the same requests, with the same codes, as at Octet's side. */
class RefusedMessagesTest {
  private static final String MESSAGE = "wamid.HBgLMTU1NTAxOTAzMTEVAgASGBQzQTVEMjBCN0U5NDQxNkY4QzAzQgA=";
  private static Platform platform;
  private static String group;

  @BeforeAll
  static void open() {
    platform = new Platform();
    JsonObject made = platform.group("Roof repair");
    group = made.text("group_id").orElseThrow();
    platform.join(platform.person("Ada"), made.text("invite_link").orElseThrow());
    platform.deliver();
  }

  @AfterAll
  static void close() {
    platform.close();
  }

  @TestFactory
  Stream<DynamicTest> a_row_is_refused_with_its_code_and_nothing_is_told() throws Exception {
    return rows().map(row -> DynamicTest.dynamicTest(row.text("name").orElseThrow() + " " + row.toJson(), () -> {
      int before = platform.receiver.deliveries().size();

      Platform.Answer answer = platform.graph(row.text("method").orElseThrow(), "/sandbox/graph/v26.0" + row.text("path").orElseThrow(),
          row.object("body").orElse(JsonObject.EMPTY));

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.code()).isEqualTo(row.whole("code").orElseThrow());
      assertThat(answer.details()).endsWith(".");
      platform.deliver();
      assertThat(platform.receiver.deliveries()).hasSize(before);
    }));
  }

  private static Stream<JsonObject> rows() throws Exception {
    return Refused.rows(Platform.NUMBER, group, MESSAGE).stream();
  }
}
