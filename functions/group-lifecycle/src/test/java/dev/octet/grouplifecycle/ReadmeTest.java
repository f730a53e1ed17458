package dev.octet.grouplifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.Schema;
import dev.octet.domain.group.GroupCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The table of operations in the README lists every operation, and what it says of it is so. */
class ReadmeTest {
  private static final Pattern ROW = Pattern.compile("\\| [^|]+ \\| `([A-Z]+) (/[^`]+)` \\| `([a-z_]+)` \\| (queued|inline|read) \\| ([^|]*)\\|");
  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  private static List<MatchResult> rows() throws IOException {
    List<MatchResult> rows = new ArrayList<>();
    for (String line : Files.readAllLines(Schema.directory().getParent().resolveSibling("functions/group-lifecycle/README.md"))) {
      ROW.matcher(line).results().forEach(rows::add);
    }
    return rows;
  }

  @Test
  void every_operation_has_its_row() throws IOException {
    assertThat(rows()).extracting(row -> row.group(3)).containsExactlyInAnyOrderElementsOf(Arrays.stream(GroupCommand.values()).map(GroupCommand::word).toList());
  }

  @Test
  void each_row_is_a_route_that_is_answered_as_it_says() throws IOException {
    GroupMaker maker = new GroupMaker(world);
    for (MatchResult row : rows()) {
      String groupId = maker.makeKnown("For " + row.group(3)).id();
      String path = "/graph/v26.0" + row.group(2).replace("{phone_number_id}", "100").replace("{group_id}", groupId);
      String body = switch (GroupCommand.of(row.group(3)).orElseThrow()) {
        case CREATE_GROUP, UPDATE_GROUP_SETTINGS -> "{\"messaging_product\":\"whatsapp\",\"subject\":\"Kitchen\"}";
        case REMOVE_PARTICIPANTS -> "{\"messaging_product\":\"whatsapp\",\"participants\":[{\"user\":\"447700900123\"}]}";
        case APPROVE_JOIN_REQUESTS, REJECT_JOIN_REQUESTS -> "{\"messaging_product\":\"whatsapp\",\"join_requests\":[\"J-1\"]}";
        case DELETE_GROUP, RESET_INVITE_LINK, GET_GROUP, GET_INVITE_LINK, LIST_GROUPS, LIST_JOIN_REQUESTS -> "";
      };
      int status = World.status(world.http(row.group(1), path, "token-a", body, Map.of("prefer", "respond-async")));
      assertThat(status).as(row.group()).isEqualTo(row.group(4).equals("inline") ? 202 : 200);
    }
  }

  @Test
  void every_queue_that_can_be_redriven_is_named() throws IOException {
    String template = Files.readString(Schema.directory().getParent().resolveSibling("template.yaml"));
    List<String> queues = Pattern.compile("!Sub \"([a-z-]+)=\\$\\{\\w+}=\\$\\{\\w+}\"").matcher(template).results().map(row -> row.group(1)).toList();
    assertThat(queues).hasSizeGreaterThan(7);
    assertThat(Files.readString(Schema.directory().resolve("openapi.yaml"))).contains("RedriveQueue:\n      enum: [" + String.join(", ", queues) + "]");
    assertThat(Files.readString(Schema.directory().getParent().resolveSibling("functions/group-lifecycle/README.md")).replaceAll("\\s+", " "))
        .contains("The queues: `" + String.join("`, `", queues) + "`;");
  }

  @Test
  void what_a_row_tells_is_on_the_closed_list() throws IOException {
    String schema = Files.readString(Schema.directory().resolve("notification.schema.json"));
    for (MatchResult row : rows()) {
      assertThat(Pattern.compile("`([^`]+)`").matcher(row.group(5)).results().map(type -> type.group(1)))
          .as(row.group()).allSatisfy(type -> assertThat(schema).contains("\"" + type + "\": {"));
    }
  }
}
