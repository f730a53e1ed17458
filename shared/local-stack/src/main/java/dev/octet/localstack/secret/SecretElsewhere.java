package dev.octet.localstack.secret;

import dev.octet.localstack.engine.EngineClient;
import java.net.URI;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;

/** The secret in a Secrets Manager that somebody else runs: it is taken away again. */
public final class SecretElsewhere implements AutoCloseable {
  private final SecretsManagerClient client;
  private final String name;

  private SecretElsewhere(SecretsManagerClient client, String name) {
    this.client = client;
    this.name = name;
  }

  /** @throws IllegalArgumentException when there is one of this name already: it may be of use to somebody */
  public static SecretElsewhere make(URI endpoint, String name, String document) {
    SecretsManagerClient client = EngineClient.at(endpoint, SecretsManagerClient.builder());
    try {
      client.createSecret(request -> request.name(name).secretString(document));
      return new SecretElsewhere(client, name);
    } catch (ResourceExistsException e) {
      client.close();
      throw new IllegalArgumentException(endpoint + " has a secret " + name + " already."
          + " Another stack runs on it, or one ended there by force: then delete it, or start the emulator again.", e);
    } catch (RuntimeException e) {
      client.close();
      throw e;
    }
  }

  @Override
  public void close() {
    try {
      client.deleteSecret(request -> request.secretId(name).forceDeleteWithoutRecovery(true));
    } catch (SdkException e) {
      // The engine is gone, and the secret with it.
    } finally {
      client.close();
    }
  }
}
