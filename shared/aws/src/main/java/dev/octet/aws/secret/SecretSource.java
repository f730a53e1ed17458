package dev.octet.aws.secret;

import dev.octet.aws.AwsClients;
import dev.octet.aws.Environment;
import dev.octet.aws.Log;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Gives the secrets, read again every five minutes, so that a rotation needs no deployment, and earlier where somebody shows
 * what they do not know. While they cannot be read, or are not what they must be, the last ones stay in force.
 */
public final class SecretSource implements Supplier<Secrets> {
  private static final Duration FRESH = Duration.ofMinutes(5);
  /** Whoever shows wrong tokens, or whatever is broken, does not make it read more often. */
  private static final Duration SELDOM = Duration.ofMinutes(1);

  /** Everybody waits for it, and there is one that is in force. */
  private static final Duration SHORT = Duration.ofSeconds(2);

  private final Document document;
  private final boolean local;
  private final Clock clock;
  private final Log log;
  private @Nullable Secrets last;
  /** From when on it is read again. */
  private Instant staleAt = Instant.MIN;
  /** Before that it is not. */
  private Instant againAt = Instant.MIN;

  /** Where the text is. */
  interface Document {
    /** @param within as soon as that, if it can be said */
    @Nullable String read(Optional<Duration> within);
  }

  SecretSource(Document document, boolean local, Clock clock, Log log) {
    this.document = document;
    this.local = local;
    this.clock = clock;
    this.log = log;
  }

  /**
   * By the variable {@code SECRETS}: the name or ARN of a secret in Secrets Manager; or, away from AWS, {@code file:} and a path,
   * or the JSON document itself.
   */
  public static SecretSource of(Environment environment, Clock clock, Log log) {
    return new SecretSource(document(environment.text("SECRETS")), environment.isLocal(), clock, log);
  }

  private static Document document(String setting) {
    if (setting.startsWith("{")) {
      return _ -> setting;
    }
    if (setting.startsWith("file:")) {
      Path file = Path.of(setting.substring("file:".length()));
      return _ -> read(file);
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
    return within -> client.get().getSecretValue(request -> {
      request.secretId(setting);
      within.ifPresent(time -> request.overrideConfiguration(it -> it.apiCallTimeout(time)));
    }).secretString();
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
    return known != null && clock.instant().isBefore(staleAt) ? known : read(known);
  }

  /** For who was shown, or refused, something that these secrets do not explain: read again, unless that was done within the last minute. */
  public synchronized Secrets again() {
    Secrets known = last;
    return known != null && clock.instant().isBefore(againAt) ? known : read(known);
  }

  private Secrets read(@Nullable Secrets known) {
    Instant now = clock.instant();
    againAt = now.plus(SELDOM);
    try {
      Secrets read = parse(document.read(known == null ? Optional.empty() : Optional.of(SHORT)));
      last = read;
      staleAt = now.plus(FRESH);
      return read;
    } catch (WrongSecretException e) {
      log.warn("secret_wrong", JsonObject.EMPTY.with("problem", e.getMessage()).with("last_in_force", known != null));
      return orLast(known, e);
    } catch (RuntimeException e) {
      log.warn("secret_not_read", JsonObject.EMPTY.with("error", e.getClass().getName()).with("last_in_force", known != null));
      return orLast(known, e);
    }
  }

  private Secrets parse(@Nullable String text) {
    JsonObject all;
    try {
      all = JsonObject.parse(text == null ? "" : text); // one that is binary has no text
    } catch (JsonException e) {
      throw new WrongSecretException("The secret is not a JSON object: " + e.getMessage());
    }
    if (local) {
      return new Secrets(all);
    }
    LocalValues.Filtered filtered = LocalValues.without(all);
    if (!filtered.members().isEmpty()) {
      log.warn("local_secrets_ignored", JsonObject.EMPTY.with("members", filtered.members()));
    }
    return new Secrets(filtered.document());
  }

  private Secrets orLast(@Nullable Secrets known, RuntimeException e) {
    if (known == null) {
      throw e;
    }
    staleAt = againAt;
    return known;
  }
}
