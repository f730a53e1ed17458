package dev.octet.sandbox;

import dev.octet.aws.secret.Secrets;
import dev.octet.graph.webhook.Signature;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** POSTs webhooks, signed over the bytes that are sent (spec §4.7). */
final class WebhookSender {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  /** The platform's own patience is not published. */
  private static final Duration ANSWER = Duration.ofSeconds(10);

  /** In place of an address: nobody is told. */
  private static final String NOBODY = "none";

  private final Optional<URI> address;
  private final Supplier<Secrets> secrets;
  private @Nullable HttpClient http;

  /**
   * @param address where they go, or {@code none}
   * @param http what carries them; made on first use where there is none
   */
  WebhookSender(String address, Supplier<Secrets> secrets, @Nullable HttpClient http) {
    this.http = http;
    this.address = address.equals(NOBODY) ? Optional.empty() : Optional.of(URI.create(address));
    this.secrets = secrets;
  }

  /** Made on first use: most calls of the API send nothing themselves, and a start should not pay for it. */
  private synchronized HttpClient http() {
    HttpClient made = http;
    if (made == null) {
      // Connections idle for ten seconds are dropped: a frozen function would find them dead, and not know it.
      System.setProperty("jdk.httpclient.keepalive.timeout", "10");
      made = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();
      http = made;
    }
    return made;
  }

  /** Whether there is anybody to send to. */
  boolean hasAddress() {
    return address.isPresent();
  }

  /**
   * Whether it was taken: answered with 200, in time.
   *
   * @throws java.util.NoSuchElementException when there is nobody to send to
   */
  boolean send(byte[] body) {
    HttpRequest request = HttpRequest.newBuilder(address.orElseThrow()).timeout(ANSWER)
        .header("Content-Type", "application/json")
        .header("User-Agent", "facebookexternalua")
        .header("X-Hub-Signature-256", Signature.sign(body, secret()))
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
    try {
      int status = http().send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      return status == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The first one: while secrets are rotated, the older ones are only good for checking. */
  private String secret() {
    return secrets.get().appSecrets().stream().findFirst()
        .orElseThrow(() -> new IllegalStateException("The secret has no `app_secrets` to sign webhooks with."));
  }
}
