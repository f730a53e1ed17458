package dev.octet.aws.secret;

import static dev.octet.aws.secret.SecretsTest.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.aws.Environment;
import dev.octet.aws.Log;
import dev.octet.aws.MovableClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretSourceTest {
  @TempDir private Path directory;
  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-26T09:00:00Z"));
  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private int reads;
  private String document = "{\"app_id\":\"1\"}";

  private final SecretSource counted = new SecretSource(_ -> {
    reads++;
    return document;
  }, false, clock, log());

  private Log log() {
    return Log.of("test", new PrintStream(logged, true, StandardCharsets.UTF_8));
  }

  private String lines() {
    return logged.toString(StandardCharsets.UTF_8);
  }

  @Test
  void a_file_is_read_again_after_five_minutes_and_what_changed_is_in_force() throws Exception {
    Path file = Files.writeString(directory.resolve("secrets.json"), "{\"verify_tokens\":[\"old\"]}");
    SecretSource source = SecretSource.of(new Environment(Map.of("SECRETS", "file:" + file)), clock, log());
    assertThat(source.get().verifyTokens()).containsExactly("old");

    Files.writeString(file, "{\"verify_tokens\":[\"new\",\"old\"]}");
    clock.advance(Duration.ofMinutes(5).minusSeconds(1));
    assertThat(source.get().verifyTokens()).containsExactly("old");
    clock.advance(Duration.ofSeconds(1));
    assertThat(source.get().verifyTokens()).containsExactly("new", "old");
  }

  @Test
  void the_document_may_stand_in_the_environment() {
    assertThat(SecretSource.of(new Environment(Map.of("SECRETS", "{\"verify_token\":\"word\"}")), clock, log()).get().verifyTokens()).containsExactly("word");
  }

  @Test
  void a_file_that_is_not_there_is_an_error() {
    SecretSource source = SecretSource.of(new Environment(Map.of("SECRETS", "file:" + directory.resolve("none"))), clock, log());
    assertThatThrownBy(source::get).isInstanceOf(UncheckedIOException.class);
    assertThat(lines()).contains("secret_not_read").contains("\"last_in_force\":false");
  }

  @Test
  void whoever_shows_what_is_not_known_makes_it_read_once_in_a_minute() {
    assertThat(counted.get().appId()).contains("1");
    document = "{\"app_id\":\"2\"}";
    assertThat(counted.again().appId()).as("it was read just now").contains("1");
    assertThat(reads).isEqualTo(1);

    clock.advance(Duration.ofMinutes(1));
    assertThat(counted.again().appId()).contains("2");
    for (int n = 0; n < 100; n++) {
      assertThat(counted.again().appId()).contains("2");
    }
    assertThat(counted.get().appId()).contains("2");
    assertThat(reads).isEqualTo(2);
  }

  @Test
  void while_it_is_wrong_or_away_the_last_one_stays_in_force_and_it_is_tried_once_in_a_minute() {
    assertThat(counted.get().appId()).contains("1");
    for (String broken : new String[] {"{\"app_secrets\":{\"MARK\":1}}", "MARK", "[\"MARK\"]"}) {
      document = broken;
      clock.advance(Duration.ofMinutes(5));
      int before = reads;
      for (int n = 0; n < 10; n++) {
        assertThat(counted.get().appId()).contains("1");
        assertThat(counted.again().appId()).contains("1");
      }
      assertThat(reads).isEqualTo(before + 1);
    }
    assertThat(lines()).contains("`app_secrets` of the secret is not a text.").contains("The secret is not a JSON object").contains("\"last_in_force\":true")
        .doesNotContain("MARK");

    document = "{\"app_id\":\"3\"}";
    clock.advance(Duration.ofMinutes(1));
    assertThat(counted.get().appId()).contains("3");
  }

  @Test
  void one_that_was_never_good_is_tried_each_time() {
    document = "{\"app_secrets\":{\"MARK\":1}}";
    assertThatThrownBy(counted::get).isInstanceOf(WrongSecretException.class);
    document = "{\"app_id\":\"1\"}";
    assertThat(counted.get().appId()).contains("1");
  }

  @Test
  void what_everybody_knows_is_as_if_it_was_not_there_unless_the_stack_is_local() {
    String all = """
        {"app_secrets":["local-app-secret","mine"],"verify_token":"local-verify-token","verify_tokens":["a word"],
         "access_tokens":{"100":"sandbox-token","101":["newest","sandbox-token"]},
         "api_tokens":[{"sha256":"%s","phone_number_ids":["100"]},{"sha256":"%s","phone_number_ids":["101"]}],
         "sandbox_tokens":[{"sha256":"%s"}],"delivery_secrets":"whsec_bG9jYWwtZGVsaXZlcnktc2VjcmV0LW9mLW9jdGV0","app_id":"1"}
        """.formatted(sha256("local-token"), sha256("my token"), sha256("local-sandbox-token"));
    Secrets deployed = SecretSource.of(new Environment(Map.of("SECRETS", all)), clock, log()).get();

    assertThat(deployed.appSecrets()).containsExactly("mine");
    assertThat(deployed.verifyTokens()).containsExactly("a word");
    assertThat(deployed.phoneNumberIds()).containsExactly("101");
    assertThat(deployed.accessTokens("101")).containsExactly("newest");
    assertThat(deployed.apiToken("local-token")).isEmpty();
    assertThat(deployed.apiToken("my token")).isPresent();
    assertThat(deployed.sandboxToken("local-sandbox-token")).isFalse();
    assertThat(deployed.deliverySecrets()).isEmpty();
    assertThat(lines()).contains("local_secrets_ignored")
        .contains("[\"access_tokens\",\"api_tokens\",\"app_secrets\",\"delivery_secrets\",\"sandbox_tokens\",\"verify_token\"]");

    logged.reset();
    Secrets local = SecretSource.of(new Environment(Map.of("SECRETS", all, "OCTET_LOCAL", "true")), clock, log()).get();
    assertThat(local.appSecrets()).containsExactly("local-app-secret", "mine");
    assertThat(local.apiToken("local-token")).isPresent();
    assertThat(local.phoneNumberIds()).containsExactly("100", "101");
    assertThat(local.sandboxToken("local-sandbox-token")).isTrue();
    assertThat(lines()).isEmpty();
  }

  @Test
  void a_document_of_ones_own_is_not_spoken_of() {
    assertThat(SecretSource.of(new Environment(Map.of("SECRETS", "{\"app_secrets\":[\"mine\"],\"access_tokens\":{\"100\":[\"a\"]},\"other\":[null,{\"a\":null}]}")),
        clock, log()).get().appSecrets()).containsExactly("mine");
    assertThat(lines()).isEmpty();
  }
}
