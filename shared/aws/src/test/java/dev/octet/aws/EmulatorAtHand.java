package dev.octet.aws;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * An AWS emulator beside the embedded engines, one for all tests of this process. It is the first of these that there is:
 * what {@code AWS_ENDPOINT_URL_DYNAMODB}, {@code AWS_ENDPOINT_URL_SQS} and {@code AWS_ENDPOINT_URL_SECRETS_MANAGER} name, or
 * {@code AWS_ENDPOINT_URL} for all of them; LocalStack, where there is Docker; Moto, where it is installed.
 *
 * @param secrets empty where only the others are named
 */
public record EmulatorAtHand(URI tables, URI queues, Optional<URI> secrets) {
  /** What a test says that needs one, and is skipped. */
  public static final String NONE =
      "there is no AWS emulator: name one by AWS_ENDPOINT_URL, or have Docker (for LocalStack) or moto_server (pip install 'moto[server]')";

  /** The last image that needs no token; a token is handed on when there is one. */
  private static final String LOCALSTACK_IMAGE = "localstack/localstack:4.14.0";

  private static final class Holder {
    static final Optional<EmulatorAtHand> FOUND = find();
  }

  /** Starts it, if need be. */
  public static boolean isThere() {
    return Holder.FOUND.isPresent();
  }

  public static EmulatorAtHand shared() {
    return Holder.FOUND.orElseThrow(() -> new IllegalStateException(NONE));
  }

  static boolean isLocalStackAskedFor() {
    return "localstack".equals(System.getProperty("octet.engines"));
  }

  /** Whether all tests run on an emulator, and not only those of emulators. */
  public static boolean isForAll() {
    return isLocalStackAskedFor() || named().isPresent();
  }

  private static Optional<EmulatorAtHand> find() {
    if (isLocalStackAskedFor()) {
      return Optional.of(localStack());
    }
    return named().or(() -> DockerClientFactory.instance().isDockerAvailable() ? Optional.of(localStack()) : moto());
  }

  /** By the SDK's own variables. */
  static Optional<EmulatorAtHand> named() {
    Optional<URI> tables = named("AWS_ENDPOINT_URL_DYNAMODB");
    Optional<URI> queues = named("AWS_ENDPOINT_URL_SQS");
    return tables.isEmpty() || queues.isEmpty() ? Optional.empty()
        : Optional.of(new EmulatorAtHand(tables.get(), queues.get(), named("AWS_ENDPOINT_URL_SECRETS_MANAGER")));
  }

  private static Optional<URI> named(String variable) {
    @Nullable String own = System.getenv(variable);
    return Optional.ofNullable(own == null ? System.getenv("AWS_ENDPOINT_URL") : own).filter(text -> !text.isBlank()).map(URI::create);
  }

  /** In a container of its own, which ends with the process. */
  @SuppressWarnings("resource") // Testcontainers ends it with the process
  private static EmulatorAtHand localStack() {
    var container = new LocalStackContainer(DockerImageName.parse(LOCALSTACK_IMAGE)).withServices("dynamodb", "sqs", "secretsmanager");
    String token = System.getenv("LOCALSTACK_AUTH_TOKEN");
    if (token != null) {
      container.withEnv("LOCALSTACK_AUTH_TOKEN", token);
    }
    container.start();
    return new EmulatorAtHand(container.getEndpoint(), container.getEndpoint(), Optional.of(container.getEndpoint()));
  }

  /** What is written while it takes a refused transaction back is lost with it: its tables are asked for one thing at a time. */
  private static Optional<EmulatorAtHand> moto() {
    return Moto.start().map(at -> new EmulatorAtHand(OneAtATime.before(at), at, Optional.of(at)));
  }
}
