package dev.octet.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.Command;
import dev.octet.domain.CommandRejection;
import dev.octet.domain.Notification;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.Operation;
import dev.octet.domain.operation.OperationNotifications;
import dev.octet.domain.operation.OperationState;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NotificationSchemaTest {
  private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
  private static final String GROUP = "Z3JvdXA6MQZD";
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
  void what_the_end_of_an_operation_tells_is_valid() {
    JsonObject answer = JsonObject.EMPTY.with("id", GROUP).with("subject", "Order 7120").with("invite_link", "https://chat.whatsapp.com/KX2m")
        .with("join_approval_mode", "auto_approve").with("creation_timestamp", 1795510800L);
    JsonObject error = JsonObject.EMPTY.with("code", 131215).with("title", "Phone number not eligible for Groups APIs");

    for (OperationState end : List.of(
        new OperationState.Succeeded(Optional.of("5D1C"), answer, 1),
        new OperationState.Failed(Optional.empty(), error),
        new OperationState.Unknown(Optional.empty(), NOW, List.of("a", "b")))) {
      Operation operation = operation().about(GROUP).in(end);
      assertThat(OperationNotifications.ofCreate(operation, NOW)).hasSize(2)
          .allSatisfy(told -> NotificationSchema.assertValid(told.toCloudEvent()));
    }
    NotificationSchema.assertValid(OperationNotifications.lateGroup(operation(), GROUP, NOW).toCloudEvent());
  }

  private static Operation operation() {
    JsonObject create = JsonObject.EMPTY.with("command", "create_group").with("id", "order-7120").with("phone_number_id", "100000000000001")
        .with("body", JsonObject.EMPTY.with("messaging_product", "whatsapp").with("subject", "Order 7120"));
    return switch (Command.parse(create.toJson())) {
      case Command.Parsed.Valid(Command command) ->
          Operation.accepted(Operation.requestId(command.phoneNumberId(), "", command.id()), command, true, "lane", NOW);
      case Command.Parsed.Invalid invalid -> throw new AssertionError(invalid.sentence());
    };
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

  @Test
  void the_reference_lists_every_type_once_in_the_order_of_the_schema() throws IOException {
    List<String> listed = Files.readAllLines(Schema.directory().resolveSibling("README.md")).stream()
        .map(Pattern.compile("\\| `([a-z_]+\\.[a-z_]+)` \\| (?:yes|–) \\|.*")::matcher)
        .filter(Matcher::matches).map(row -> row.group(1)).toList();

    assertThat(listed).isEqualTo(NOTIFICATION.text().object("properties").flatMap(properties -> properties.object("type")).orElseThrow().texts("enum"));
  }

  private static JsonObject created(JsonObject data) {
    return Notification.of("group.created", NOW, Optional.of("100000000000001"), Optional.of(GROUP), data, GROUP).toCloudEvent();
  }
}
