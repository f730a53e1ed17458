package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.Hash;
import dev.octet.domain.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sandbox that is deployed asks who sees and plays it; on one's own machine nobody is asked. */
class SandboxTokensTest {
  private static final JsonObject SECRETS = JsonObject.EMPTY.with("app_secrets", "a secret").with("access_tokens", JsonObject.EMPTY.with(Platform.NUMBER, "an access token"))
      .with("sandbox_tokens", List.of(hashed("new"), hashed("old")));

  private final Platform platform = new Platform();
  private final SandboxApiHandler deployed = platform.deployed(SECRETS);

  @AfterEach
  void close() {
    platform.close();
  }

  private static JsonObject hashed(String token) {
    return JsonObject.EMPTY.with("client", token).with("sha256", HexFormat.of().formatHex(Hash.sha256(token.getBytes(StandardCharsets.UTF_8))));
  }

  private Platform.Answer call(String method, String path, String token) {
    return Platform.call(deployed, method, path, token.isEmpty() ? Map.of() : Map.of("authorization", "Bearer " + token), new byte[0]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET people", "POST people", "GET people/p_0123456789abcdef/groups", "GET groups", "GET groups/G/messages", "POST groups/G/vanish", "GET numbers",
      "PUT numbers/100000000000001", "GET faults", "PUT faults", "GET clock", "POST clock", "GET traffic", "GET about", "GET fidelity", "GET media/1234567890123456",
      "GET templates", "POST templates/review", "POST reset", "GET ", "GET anything"})
  void without_a_token_nothing_is_seen_or_done(String what) {
    String[] parts = what.split(" ", 2);
    for (String wrong : List.of("", "another", "an access token", "local-sandbox-token")) {
      Platform.Answer answer = call(parts[0], "/sandbox/api/" + parts[1], wrong);
      assertThat(answer.status()).as(wrong).isEqualTo(401);
      assertThat(answer.headers()).containsEntry("WWW-Authenticate", "Bearer");
      assertThat(answer.error().text("message").orElseThrow()).contains("sandbox_tokens");
    }
  }

  @Test
  void with_the_old_or_the_new_one_everything_is() {
    assertThat(call("GET", "/sandbox/api/people", "new").status()).isEqualTo(200);
    assertThat(call("GET", "/sandbox/api/faults", "old").status()).isEqualTo(200);
  }

  @Test
  void the_page_s_files_and_invite_links_are_for_everybody_and_the_graph_api_has_its_own_tokens() {
    String link = platform.group("Kitchen").text("invite_link").orElseThrow();
    String id = link.substring(link.lastIndexOf('/') + 1);
    for (String open : List.of("/sandbox/", "/sandbox/page/main.js", "/sandbox/invite/" + id, "/sandbox/invite/" + id + "/qr")) {
      assertThat(call("GET", open, "").status()).as(open).isEqualTo(200);
    }
    assertThat(call("GET", Platform.GROUPS, "").code()).isEqualTo(190);
    assertThat(call("GET", Platform.GROUPS, "new").code()).as("a token of the sandbox is no access token").isEqualTo(190);
    assertThat(call("GET", Platform.GROUPS, Platform.TOKEN).code()).as("what everybody knows is no token where it is deployed").isEqualTo(190);
    assertThat(call("GET", Platform.GROUPS, "an access token").status()).isEqualTo(200);
    assertThat(call("GET", "/sandbox/media?mid=1", "new").status()).as("files for the business").isEqualTo(401);
  }

  @Test
  void locally_nobody_is_asked() {
    assertThat(platform.api("GET", "people", "").status()).isEqualTo(200);
  }
}
