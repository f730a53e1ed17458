package dev.octet.localstack;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** An AWS emulator that runs already: the functions' tables, queues and secret are in it, instead of embedded engines and the environment. */
public record Emulator(URI tables, URI queues, URI secrets) {
  private static final String SETTING = "octet.emulator";
  private static final Set<String> SCHEMES = Set.of("http", "https");

  /** All at one address, as most have it. */
  public static Emulator at(URI address) {
    return new Emulator(address, address, address);
  }

  /**
   * By the setting {@code octet.emulator}.
   *
   * @throws IllegalArgumentException when that is no address
   */
  public static Optional<Emulator> of(Properties properties) {
    String text = properties.getProperty(SETTING, "");
    if (text.isBlank()) {
      return Optional.empty();
    }
    URI address = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    if (address.getHost() == null || !SCHEMES.contains(address.getScheme())) {
      throw new IllegalArgumentException("-D" + SETTING + "=" + text + " is not the address of an emulator, such as http://127.0.0.1:4566.");
    }
    return Optional.of(at(address));
  }

  /** How the SDK is told, in each function. */
  Map<String, String> variables() {
    return Map.of("AWS_ENDPOINT_URL_DYNAMODB", tables.toString(), "AWS_ENDPOINT_URL_SQS", queues.toString(),
        "AWS_ENDPOINT_URL_SECRETS_MANAGER", secrets.toString());
  }
}
