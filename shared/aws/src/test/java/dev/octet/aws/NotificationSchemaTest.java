package dev.octet.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.Command;
import dev.octet.domain.CommandRejection;
import dev.octet.domain.Notification;
import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NotificationSchemaTest {
  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
  private static final Schema NOTIFICATION = Schema.named("notification.schema.json");

  @Test
  void a_notification_as_the_code_makes_it_is_valid() {
    NotificationSchema.assertValid(created(JsonObject.EMPTY.with("subject", "Order 7120")));
    switch (Command.parse("{}")) {
      case Command.Parsed.Valid _ -> throw new AssertionError("taken as valid");
      case Command.Parsed.Invalid invalid -> NotificationSchema.assertValid(CommandRejection.of("0c1d", NOW, invalid).toCloudEvent());
    }
  }

  @Test
  void a_member_that_nobody_was_told_of_is_found() {
    assertThat(NotificationSchema.violations(created(JsonObject.EMPTY.with("subject", "Order 7120").with("colour", "green"))))
        .containsExactly("data.colour is published, but not described");
  }

  @Test
  void a_missing_member_a_wrong_type_and_an_unknown_notification_are_found() {
    assertThat(NotificationSchema.violations(created(JsonObject.EMPTY))).hasSize(1).first().asString().contains("subject");
    assertThat(NotificationSchema.violations(created(JsonObject.EMPTY.with("subject", 7)))).isNotEmpty();
    assertThat(NotificationSchema.violations(created(JsonObject.EMPTY.with("subject", "x")).with("time", "today"))).isNotEmpty();
    assertThat(NotificationSchema.violations(created(JsonObject.EMPTY.with("subject", "x")).with("type", "group.invented"))).isNotEmpty();
  }

  @Test
  void every_type_of_the_closed_list_is_described_and_has_its_rule() {
    JsonObject definitions = NOTIFICATION.text().object("$defs").orElseThrow();
    List<String> types = NOTIFICATION.text().object("properties").flatMap(properties -> properties.object("type")).orElseThrow().texts("enum");
    List<String> ruled = new ArrayList<>();
    for (JsonObject rule : NOTIFICATION.text().objects("allOf")) {
      String type = rule.object("if").flatMap(o -> o.object("properties")).flatMap(o -> o.object("type")).flatMap(o -> o.text("const")).orElseThrow();
      String target = rule.object("then").flatMap(o -> o.object("properties")).flatMap(o -> o.object("data")).flatMap(o -> o.text("$ref")).orElseThrow();
      assertThat(target).isEqualTo("#/$defs/" + type);
      ruled.add(type);
    }

    assertThat(types).hasSize(46).doesNotHaveDuplicates();
    assertThat(ruled).isEqualTo(types);
    assertThat(types).allSatisfy(type -> assertThat(definitions.object(type).flatMap(o -> o.text("description"))).as(type).isPresent());
  }

  private static JsonObject created(JsonObject data) {
    return Notification.of("group.created", NOW, Optional.of("100000000000001"), Optional.of("Z3JvdXA6MQZD"), data, "Z3JvdXA6MQZD").toCloudEvent();
  }
}
