package dev.octet.messagesending;

import static dev.octet.messagesending.World.GROUP;
import static dev.octet.messagesending.World.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.Schema;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.MessageCommand;
import dev.octet.domain.message.Refusal;
import dev.octet.domain.message.Refusals;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of the README list every message and action and every refusal, and what they say is so. */
class ReadmeTest {
  private static final Pattern ROW = Pattern.compile("\\| ([^|]+) \\| `POST (/[^`]+)` \\|(?: `([a-z]+)`)? \\| `([a-z_]+)` \\|([^|]*)\\|");
  private static final Pattern REFUSAL = Pattern.compile("\\| `([a-z_]+)` \\| (\\d+) \\| ([^|]+) \\|");
  private static final Pattern NAME = Pattern.compile("`([a-z_.]+)`");
  private static final Map<String, String> ALL_ALLOWED = Map.of("UNVERIFIED_MESSAGES", "allow", "RULES_EDITION", "2026-06");
  /** What "the same" is the same as. */
  private static final Set<String> OF_SENDS = Set.of("message.accepted", "message.send_failed", "message.send_unknown");

  /** @param tells beside how the operation ended */
  record Row(String what, String path, String type, MessageCommand command, Set<String> tells, boolean needsSetting) {
    @Override
    public String toString() {
      return what;
    }

    JsonObject body() {
      JsonObject file = JsonObject.EMPTY.with("id", "1184420976652310");
      return switch (what.replaceFirst(" \\(.*", "")) {
        case "a text" -> text(GROUP, "Tuesday");
        case "an image", "a video", "a document", "a sticker" -> of(type, file);
        case "audio, or a voice message" -> of(type, file.with("voice", true));
        case "a template" -> of(type, template());
        case "a template with media" -> of(type, template().with("components", List.of(JsonObject.EMPTY.with("type", "header")
            .with("parameters", List.of(JsonObject.EMPTY.with("type", "image").with("image", file))))));
        case "an invitation to a person by template" -> toPerson(of(type, template().with("components", List.of(JsonObject.EMPTY.with("type", "body")
            .with("parameters", List.of(JsonObject.EMPTY.with("type", "group_id").with("group_id", GROUP)))))));
        case "an invitation to a person by text" -> toPerson(text(GROUP, "Join us: https://chat.whatsapp.com/LINK"));
        case "a reaction" -> of(type, JsonObject.EMPTY.with("message_id", "wamid.A").with("emoji", "\ud83d\udc4d"));
        case "a location" -> of(type, JsonObject.EMPTY.with("latitude", 51).with("longitude", 0));
        case "contacts" -> of(type, JsonObject.EMPTY).with("contacts", List.of(JsonObject.EMPTY.with("name", JsonObject.EMPTY.with("formatted_name", "Ada"))));
        case "a reply" -> text(GROUP, "Tuesday").with("context", JsonObject.EMPTY.with("message_id", "wamid.A"));
        case "pin a message" -> World.pin("wamid.A", 7);
        case "unpin a message" -> World.unpin("wamid.A");
        case "mark a message as read" -> JsonObject.EMPTY.with("messaging_product", "whatsapp").with("status", "read").with("message_id", "wamid.A");
        default -> throw new AssertionError("The README names something that this test has no body for: " + what);
      };
    }

    private static JsonObject of(String type, JsonObject content) {
      return text(GROUP, "").without("text").with("type", type).with(type, content);
    }

    private static JsonObject toPerson(JsonObject body) {
      return body.without("recipient_type").with("to", "447700900123");
    }

    private static JsonObject template() {
      return JsonObject.EMPTY.with("name", "group_visit_reminder").with("language", JsonObject.EMPTY.with("code", "en"));
    }
  }

  static List<Row> rows() throws IOException {
    return found(ROW).stream().map(row -> {
      Set<String> tells = NAME.matcher(row.group(5)).results().map(name -> name.group(1)).collect(Collectors.toSet());
      if (row.group(5).contains("the same")) {
        tells.addAll(OF_SENDS);
      }
      return new Row(row.group(1), row.group(2), String.valueOf(row.group(3)), MessageCommand.of(row.group(4)).orElseThrow(), tells, row.group(1).contains("("));
    }).toList();
  }

  private static List<MatchResult> found(Pattern pattern) throws IOException {
    List<MatchResult> found = new ArrayList<>();
    for (String line : Files.readAllLines(Schema.directory().getParent().resolveSibling("functions/message-sending/README.md"))) {
      pattern.matcher(line).results().forEach(found::add);
    }
    return found;
  }

  @Test
  void every_command_and_every_type_has_its_row() throws IOException {
    assertThat(rows()).extracting(Row::command).contains(MessageCommand.values());
    assertThat(rows()).extracting(Row::type).contains("text", "image", "video", "audio", "document", "sticker", "template", "pin", "reaction", "location", "contacts");
    assertThat(rows()).hasSize(17).extracting(Row::what).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void each_row_is_sent_in_each_of_its_ways_and_tells_what_it_says(Row row) {
    try (World world = new World(ALL_ALLOWED)) {
      Outbox outbox = new Outbox(world);
      String path = "/graph/v26.0" + row.path().replace("{phone_number_id}", "100");
      assertThat(World.status(world.http("POST", path, "token-a", row.body().toJson(), Map.of()))).isEqualTo(200);
      assertThat(World.status(world.http("POST", path, "token-a", row.body().toJson(), Map.of("prefer", "respond-async")))).isEqualTo(202);
      world.ask(World.command(row.command().word(), "c-1", row.body()));
      world.runQueues();

      assertThat(outbox.sent).hasSize(3);
      assertThat(world.toldTypes().stream().filter("operation.succeeded"::equals)).hasSize(3);
      Set<String> told = world.toldTypes().stream().filter(type -> !type.startsWith("operation.")).collect(Collectors.toSet());
      assertThat(told).isSubsetOf(row.tells());
      assertThat(told.isEmpty()).isEqualTo(row.tells().isEmpty());
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void what_a_row_wants_a_setting_for_is_refused_without_it_and_nothing_else_is(Row row) {
    try (World world = new World()) {
      Outbox _ = new Outbox(world);
      assertThat(World.status(world.post(row.body()))).isEqualTo(row.needsSetting() ? 400 : 200);
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void what_a_row_tells_is_on_the_closed_list(Row row) throws IOException {
    String schema = Files.readString(Schema.directory().resolve("notification.schema.json"));
    assertThat(row.tells()).allSatisfy(type -> assertThat(schema).contains("\"" + type + "\": {"));
  }

  @Test
  void every_refusal_has_its_row_with_its_code() throws IOException {
    assertThat(found(REFUSAL)).extracting(row -> row.group(1) + " " + row.group(2) + " " + row.group(3)).containsExactlyInAnyOrderElementsOf(
        Refusals.TABLE.stream().map(it -> it.name() + " " + it.code() + " " + where(it.where())).toList());
    assertThat(Arrays.stream(Refusal.Where.values()).map(ReadmeTest::where)).doesNotHaveDuplicates();
  }

  private static String where(Refusal.Where where) {
    return switch (where) {
      case EVERYWHERE -> "always";
      case BY_THE_OLDER_EDITION -> "by `RulesEdition` 2025-11";
      case WHILE_UNVERIFIED_IS_OFF -> "without `UnverifiedMessages`";
    };
  }
}
