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
import java.util.OptionalInt;
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

  /** Where they are sent; empty when there is nobody to send to. */
  Optional<String> address() {
    return address.map(URI::toString);
  }

  String sign(byte[] body) {
    return Signature.sign(body, secret());
  }

  /**
   * What came of sending one.
   *
   * @param status empty when there was no answer in time
   */
  record Sent(String signature, OptionalInt status) {
    /** Anything but 200 is sent again. */
    boolean taken() {
      return status.orElse(0) == 200;
    }
  }

  /** @throws java.util.NoSuchElementException when there is nobody to send to */
  Sent send(byte[] body) {
    String signature = sign(body);
    HttpRequest request = HttpRequest.newBuilder(address.orElseThrow()).timeout(ANSWER)
        .header("Content-Type", "application/json")
        .header("User-Agent", "facebookexternalua")
        .header("X-Hub-Signature-256", signature)
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
    try {
      return new Sent(signature, OptionalInt.of(http().send(request, HttpResponse.BodyHandlers.discarding()).statusCode()));
    } catch (IOException e) {
      return new Sent(signature, OptionalInt.empty());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Sent(signature, OptionalInt.empty());
    }
  }

  /** The first one: while secrets are rotated, the older ones are only good for checking. */
  private String secret() {
    return secrets.get().appSecrets().stream().findFirst()
        .orElseThrow(() -> new IllegalStateException("The secret has no `app_secrets` to sign webhooks with."));
  }
}
