package dev.octet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.octet.aws.secret.Secrets;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.localstack.template.Deployed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README has somebody paste for a first deployment, as far as it can be pasted without an account. */
class FirstDeploymentTest {
  private static final Path README = Deployed.TEMPLATE.resolveSibling("README.md");
  private static final Pattern SECRET = Pattern.compile("^TOKEN=.*?^END\\n", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern CREATED = Pattern.compile("create-secret --name (\\S+)");
  private static final Pattern NUMBER = Pattern.compile("\\$API/graph/v26\\.0/(\\d+)/groups");
  @TempDir private Path directory;

  @Test
  void the_secret_of_the_readme_lets_its_token_make_the_group_of_the_readme() throws IOException, InterruptedException, JsonException {
    String pasted = found(SECRET).group() + "printf %s \"$TOKEN\" >token\n";
    Path output = directory.resolve("output");
    Process bash;
    try {
      bash = new ProcessBuilder("bash", "-ec", "command -v openssl && " + pasted).directory(directory.toFile()).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    } catch (IOException e) {
      assumeTrue(false, "there is no bash");
      return;
    }
    assertThat(bash.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assumeTrue(!Files.readString(output).isEmpty(), "there is no openssl");
    assertThat(bash.exitValue()).as(Files.readString(output)).isZero();

    Secrets secrets = new Secrets(JsonObject.parse(Files.readString(directory.resolve("secrets.json"))));
    String number = found(NUMBER).group(1);
    String token = Files.readString(directory.resolve("token"));
    assertThat(secrets.apiToken(token).orElseThrow().mayUse(number)).isTrue();
    assertThat(secrets.sandboxToken(token)).isTrue();
    assertThat(secrets.accessTokens(number)).singleElement().asString().hasSize(32);
    assertThat(secrets.appSecrets()).singleElement().asString().hasSize(32);
    assertThat(secrets.verifyTokens()).singleElement().asString().hasSize(32);
  }

  @Test
  void the_secret_that_is_made_is_the_one_that_is_deployed_with() throws IOException {
    assertThat(Files.readString(README.resolveSibling("samconfig.toml"))).contains("SecretsId=" + found(CREATED).group(1) + " ");
  }

  private static MatchResult found(Pattern pattern) throws IOException {
    return pattern.matcher(Files.readString(README)).results().findFirst().orElseThrow(() -> new AssertionError("the README has no " + pattern));
  }
}
