package dev.octet.aws.secret;

import dev.octet.aws.AwsClients;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Gives the secrets, read again every five minutes, so that a rotation needs no deployment. While they cannot be read,
 * the last ones stay in force.
 */
public final class SecretSource implements Supplier<Secrets> {
  private static final Duration FRESH = Duration.ofMinutes(5);

  private final Supplier<String> document;
  private final Clock clock;
  private @Nullable Secrets last;
  private Instant readAt = Instant.MIN;

  SecretSource(Supplier<String> document, Clock clock) {
    this.document = document;
    this.clock = clock;
  }

  /**
   * @param setting the name or ARN of a secret in Secrets Manager; or, away from AWS, {@code file:} and a path, or the
   *     JSON document itself
   */
  public static SecretSource of(String setting, Clock clock) {
    if (setting.startsWith("{")) {
      return new SecretSource(() -> setting, clock);
    }
    if (setting.startsWith("file:")) {
      Path file = Path.of(setting.substring("file:".length()));
      return new SecretSource(() -> read(file), clock);
    }
    // Made on first use: a start without a secret to read would pay for it in vain.
    Supplier<SecretsManagerClient> client = new Supplier<>() {
      private @Nullable SecretsManagerClient made;

      @Override
      public SecretsManagerClient get() {
        if (made == null) {
          made = AwsClients.secretsManager();
        }
        return made;
      }
    };
    return new SecretSource(() -> client.get().getSecretValue(request -> request.secretId(setting)).secretString(), clock);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("The file of secrets cannot be read.", e);
    }
  }

  @Override
  public synchronized Secrets get() {
    Secrets known = last;
    if (known != null && clock.instant().isBefore(readAt.plus(FRESH))) {
      return known;
    }
    try {
      Secrets read = new Secrets(JsonObject.parse(document.get()));
      last = read;
      readAt = clock.instant();
      return read;
    } catch (JsonException e) {
      return orLast(known, new IllegalStateException("The secret is not a JSON object: " + e.getMessage()));
    } catch (RuntimeException e) {
      return orLast(known, e);
    }
  }

  private static Secrets orLast(@Nullable Secrets known, RuntimeException e) {
    if (known == null) {
      throw e;
    }
    return known;
  }
}
