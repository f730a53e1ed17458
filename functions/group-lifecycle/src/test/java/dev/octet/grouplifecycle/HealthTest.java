package dev.octet.grouplifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.Environment;
import dev.octet.aws.Log;
import dev.octet.aws.http.HttpResponse;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.secret.SecretSource;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthTest {
  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void everybody_may_ask_and_is_told_no_versions() {
    JsonObject answer = world.http("GET", "/health", "", "", Map.of());

    assertThat(World.status(answer)).isEqualTo(200);
    assertThat(World.body(answer).toJson())
        .isEqualTo("{\"status\":\"ok\",\"checks\":{\"secrets\":\"ok\",\"table\":\"ok\",\"queues\":\"ok\",\"platform\":\"ok\"}}");
    assertThat(World.body(world.http("GET", "/health", "a-token-of-nobody", "", Map.of())).has("versions")).isFalse();
    assertThat(world.platform.requests).as("no call of the platform").isEmpty();
  }

  @Test
  void a_caller_with_a_token_is_told_what_octet_runs() {
    JsonObject versions = World.body(world.http("GET", "/health", "token-a", "", Map.of())).object("versions").orElseThrow();

    assertThat(versions.text("octet").orElseThrow()).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(versions.text("graph")).contains("v26.0");
    assertThat(json(health(Map.of("RULES_EDITION", "2026-06")).answer(() -> true)).object("versions").orElseThrow().text("rules")).contains("2026-06");
    assertThat(versions.text("commit").orElse("abcdef0")).as("none, or one").matches("[0-9a-f]{7,40}");
  }

  @Test
  void what_does_not_answer_is_named_and_looked_at_again_at_once() {
    Health health = health(Map.of("TABLE_NAME", "there-is-none", "GRAPH_BASE_URL", "http://127.0.0.1:1"));

    for (int i = 0; i < 2; i++) {
      HttpResponse answer = health.answer(() -> false);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(json(answer).toJson())
          .isEqualTo("{\"status\":\"failing\",\"checks\":{\"secrets\":\"ok\",\"table\":\"failing\",\"queues\":\"ok\",\"platform\":\"failing\"}}");
    }
  }

  @Test
  void a_secret_without_access_tokens_is_named() {
    assertThat(json(health(Map.of("SECRETS", "{\"app_secrets\":[\"s\"]}")).answer(() -> false)).object("checks").orElseThrow().text("secrets")).contains("no_access_token");
    assertThat(json(health(Map.of("SECRETS", "file:/there/is/none")).answer(() -> false)).object("checks").orElseThrow().text("secrets")).contains("failing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:/there/is/none", "{\"api_tokens\":[7]}"})
  void with_a_secret_that_cannot_be_read_callers_with_a_token_are_told_so_too(String secrets) {
    world.secretsAt = secrets;
    for (String token : List.of("", "token-a")) {
      JsonObject answer = world.http("GET", "/health", token, "", Map.of());
      assertThat(World.status(answer)).isEqualTo(503);
      assertThat(World.body(answer).toJson()).isEqualTo(
          "{\"status\":\"failing\",\"checks\":{\"secrets\":\"failing\",\"table\":\"ok\",\"queues\":\"ok\",\"platform\":\"ok\"}}");
    }
  }

  @Test
  void what_was_well_is_not_looked_at_again_for_ten_seconds() {
    Health health = health(Map.of());
    assertThat(health.answer(() -> false).status()).isEqualTo(200);

    world.platform.close();

    assertThat(health.answer(() -> false).status()).isEqualTo(200);
    world.clock.advance(Duration.ofSeconds(11));
    assertThat(health.answer(() -> false).status()).isEqualTo(503);
  }

  private Health health(Map<String, String> changed) {
    Map<String, String> variables = new HashMap<>(world.environment().variables());
    variables.putAll(changed);
    Environment environment = new Environment(variables);
    return new Health(SecretSource.of(environment, world.clock, Log.of("test")), Lifecycle.table(world.engines.dynamoDb(), environment),
        List.of(new Queue(world.queues.client(() -> { }, () -> { }), World.NOTIFICATIONS)), environment, world.clock);
  }

  private static JsonObject json(HttpResponse answer) {
    try {
      return JsonObject.parse(answer.body());
    } catch (JsonException e) {
      throw new AssertionError(e);
    }
  }
}
