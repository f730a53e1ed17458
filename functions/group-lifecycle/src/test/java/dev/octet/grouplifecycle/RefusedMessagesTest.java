package dev.octet.grouplifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What groups do not have, at addresses that are not those of a number's messages: they arrive here, and are refused by the same table. */
class RefusedMessagesTest {
  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  static List<JsonObject> rows() throws Exception {
    try (InputStream file = Objects.requireNonNull(RefusedMessagesTest.class.getResourceAsStream("/dev/octet/domain/message/refusals.json"))) {
      return JsonObject.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8).replace("{phone_number_id}", "100").replace("{group_id}", "Y2FwaV9ncm91cDo5")
              .replace("{message_id}", "wamid.HBgLMTU1NTAxOTAzMTEVAgASGBQzQTVEMjBCN0U5NDQxNkY4QzAzQgA=")).objects("refusals").stream()
          .filter(row -> !row.text("path").orElseThrow().endsWith("/messages")).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void each_is_refused_with_its_code_and_nothing_is_asked_or_recorded(JsonObject row) {
    JsonObject answer = world.http(row.text("method").orElseThrow(), "/graph/v26.0" + row.text("path").orElseThrow(), "token-a",
        row.object("body").map(JsonObject::toJson).orElse(""), Map.of());

    assertThat(World.status(answer)).isEqualTo(400);
    assertThat(World.code(answer)).isEqualTo((int) row.whole("code").orElseThrow());
    assertThat(World.body(answer).object("error").flatMap(error -> error.object("error_data")).flatMap(data -> data.text("details")).orElse("")).contains("roup");
    assertThat(world.platform.requests).isEmpty();
    assertThat(world.toldTypes()).isEmpty();
  }

  @Test
  void there_are_some() throws Exception {
    assertThat(rows()).extracting(row -> row.text("name").orElseThrow()).contains("start_call", "edit_message", "delete_message");
  }
}
