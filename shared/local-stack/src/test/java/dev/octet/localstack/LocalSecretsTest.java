package dev.octet.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.Environment;
import dev.octet.aws.Log;
import dev.octet.aws.secret.LocalValues;
import dev.octet.aws.secret.SecretSource;
import dev.octet.aws.secret.Secrets;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalSecretsTest {
  private static final String DOCUMENT = LocalSecrets.STANDARD.document();

  @Test
  void nothing_of_the_local_document_is_good_where_a_stack_is_deployed() {
    LocalSecrets standard = LocalSecrets.STANDARD;
    assertThat(LocalValues.ALL).contains(standard.apiToken(), standard.accessToken(), standard.appSecret(), standard.verifyToken(), standard.sandboxToken(), LocalSecrets.DELIVERY_SECRET);

    Secrets deployed = SecretSource.of(new Environment(Map.of("SECRETS", DOCUMENT)), Clock.systemUTC(), Log.of("test")).get();
    assertThat(deployed.appSecrets()).isEmpty();
    assertThat(deployed.verifyTokens()).isEmpty();
    assertThat(deployed.phoneNumberIds()).isEmpty();
    assertThat(deployed.apiToken(standard.apiToken())).isEmpty();
    assertThat(deployed.sandboxToken(standard.sandboxToken())).isFalse();
  }

  @Test
  void locally_all_of_it_is() {
    Secrets local = SecretSource.of(new Environment(Map.of("SECRETS", DOCUMENT, "OCTET_LOCAL", "true")), Clock.systemUTC(), Log.of("test")).get();
    assertThat(local.appSecrets()).hasSize(1);
    assertThat(local.verifyTokens()).hasSize(1);
    assertThat(local.phoneNumberIds()).hasSize(5);
    assertThat(local.apiToken("local-token")).isPresent();
  }
}
