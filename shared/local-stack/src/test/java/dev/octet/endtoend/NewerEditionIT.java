package dev.octet.endtoend;

import static dev.octet.endtoend.Octet.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be sent with the newest edition of the platform's rules, and with what is unverified allowed. */
class NewerEditionIT {
  private static Octet octet;
  private static Gathering group;
  private static JsonObject ada;

  @BeforeAll
  static void start() {
    octet = Octet.start(settings -> settings.withParameter("RulesEdition", "2026-06").withParameter("UnverifiedMessages", "allow"));
    JsonObject allowed = JsonObject.EMPTY.with("unverified_types", true);
    assertThat(octet.send(octet.request("/sandbox/api/numbers/" + NUMBER).PUT(BodyPublishers.ofString(allowed.toJson()))).status()).isEqualTo(200);
    group = Gathering.of(octet, "Kitchen", "auto_approve");
    ada = group.joinedBy("Ada", "447700900123");
    octet.post("/sandbox/api/people/" + ada.text("id").orElseThrow() + "/messages", JsonObject.EMPTY.with("group_id", group.id()).with("type", "text")
        .with("text", JsonObject.EMPTY.with("body", "Hello")).toJson());
  }

  @AfterAll
  static void end() {
    octet.close();
  }

  static Stream<Arguments> rows() {
    return Arrays.stream(MessageRows.Row.values()).filter(row -> !row.isUsual()).flatMap(row -> Arrays.stream(Way.values()).map(way -> Arguments.of(row, way)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("rows")
  void each_further_row_of_the_table_of_messages_holds_in_each_of_its_ways(MessageRows.Row row, Way way) {
    new MessageRows(octet, group, ada).holds(row, way);
  }
}
