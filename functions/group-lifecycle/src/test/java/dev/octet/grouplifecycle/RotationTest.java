package dev.octet.grouplifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.Hash;
import dev.octet.domain.json.JsonObject;
import dev.octet.operations.ScriptedPlatform.Answer;
import dev.octet.operations.ScriptedPlatform.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets are rotated under processes that run: the old and the new one are good together, and nothing is deployed or lost. */
class RotationTest {
  @TempDir private Path directory;
  private final World world = new World();
  private final GroupMaker maker = new GroupMaker(world);
  private final List<String> asked = new ArrayList<>();
  /** What the platform takes. */
  private final Set<String> good = new HashSet<>(Set.of("t-1"));
  private GroupMaker.Made group;

  @BeforeEach
  void make() {
    group = maker.makeKnown("Kitchen");
    rotate(List.of("t-1"), "token-a");
    world.secretsAt = "file:" + directory.resolve("secrets.json");
    world.restart();
    world.platform.answers(this::answer);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private Answer answer(Request request) {
    String token = request.token().substring("Bearer ".length());
    asked.add(token);
    if (!good.contains(token)) {
      return Answer.error(401, 190);
    }
    return Answer.ok(JsonObject.EMPTY.with("messaging_product", "whatsapp").with("invite_link", "https://chat.whatsapp.com/L" + asked.size()));
  }

  private void rotate(List<String> accessTokens, String... apiTokens) {
    JsonObject document = JsonObject.EMPTY.with("access_tokens", JsonObject.EMPTY.with("100", accessTokens)).with("app_secrets", List.of("app-secret"))
        .with("api_tokens", Stream.of(apiTokens).map(token -> JsonObject.EMPTY.with("phone_number_ids", List.of("100"))
            .with("sha256", HexFormat.of().formatHex(Hash.sha256(token.getBytes(StandardCharsets.UTF_8))))).toList());
    try {
      Files.writeString(directory.resolve("secrets.json"), document.toJson());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int read(String token) {
    return World.status(world.http("GET", "/graph/v26.0/" + group.id(), token, "", Map.of()));
  }

  private int reset() {
    return World.status(world.http("POST", "/graph/v26.0/" + group.id() + "/invite_link", "token-a", "", Map.of()));
  }

  private void command(String id) {
    world.command(JsonObject.EMPTY.with("command", "reset_invite_link").with("id", id).with("phone_number_id", "100").with("group_id", group.id()));
  }

  @Test
  void api_tokens_are_rotated_while_the_function_runs() {
    assertThat(List.of(read("token-a"), read("token-b"))).containsExactly(200, 401);

    rotate(List.of("t-1"), "token-b", "token-a");
    world.clock.advance(Duration.ofMinutes(1));
    assertThat(List.of(read("token-b"), read("token-a"))).as("both, as soon as the new one is shown").containsExactly(200, 200);

    rotate(List.of("t-1"), "token-b");
    world.clock.advance(Duration.ofMinutes(5));
    assertThat(List.of(read("token-b"), read("token-a"))).as("the old one is gone").containsExactly(200, 401);
  }

  @Test
  void a_new_access_token_that_is_not_good_yet_leaves_the_old_one_in_use() {
    rotate(List.of("t-2", "t-1"), "token-a");
    world.clock.advance(Duration.ofMinutes(5));

    assertThat(List.of(reset(), reset(), reset())).containsOnly(200);
    assertThat(asked).as("the new one is not tried each time").containsExactly("t-2", "t-1", "t-1", "t-1");

    good.add("t-2");
    world.clock.advance(Duration.ofMinutes(5));
    assertThat(reset()).isEqualTo(200);
    assertThat(asked.getLast()).isEqualTo("t-2");
    assertThat(world.toldTypes()).doesNotContain("number.paused");
  }

  @Test
  void a_token_that_ends_is_replaced_by_the_one_that_the_secret_has_by_then() {
    assertThat(reset()).isEqualTo(200);
    rotate(List.of("t-2"), "token-a");
    good.add("t-2");
    good.remove("t-1");
    world.clock.advance(Duration.ofMinutes(2)); // what was read is in force for five

    assertThat(reset()).isEqualTo(200);
    assertThat(asked).containsExactly("t-1", "t-1", "t-2");
    assertThat(world.toldTypes()).doesNotContain("number.paused");
  }

  @Test
  void a_number_that_waits_for_a_token_goes_on_when_the_secret_has_one() {
    good.clear();
    command("c-1");
    command("c-2");
    world.runFor(Duration.ofHours(1));
    assertThat(world.toldTypes()).contains("number.paused").doesNotContain("operation.succeeded", "operation.failed");

    rotate(List.of("t-2", "t-1"), "token-a");
    good.add("t-2");
    world.runFor(Duration.ofMinutes(12));

    assertThat(world.toldTypes()).contains("number.resumed");
    assertThat(List.of(world.state("c-1"), world.state("c-2"))).containsOnly("succeeded");
  }

  @Test
  void a_number_whose_only_token_was_just_added_is_not_refused() {
    rotate(List.of(), "token-a");
    world.clock.advance(Duration.ofMinutes(5));
    assertThat(World.code(world.http("POST", "/graph/v26.0/" + group.id() + "/invite_link", "token-a", "", Map.of()))).isEqualTo(10);

    rotate(List.of("t-1"), "token-a");
    world.clock.advance(Duration.ofMinutes(1));
    assertThat(reset()).isEqualTo(200);
  }
}
