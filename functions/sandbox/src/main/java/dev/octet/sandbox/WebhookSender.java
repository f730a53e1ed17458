package dev.octet.sandbox;

import dev.octet.aws.secret.Secrets;
import dev.octet.graph.webhook.Signature;
import dev.octet.sandbox.platform.App;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
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

  private static final int LONGEST_CHALLENGE = 1024;

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

  String sign(byte[] body, App app) {
    return Signature.sign(body, app.secretValid() ? secret() : "another-" + secret());
  }

  /**
   * Whether this is the address of somebody who knows the token (spec §4.7): empty when the challenge came back, else what came
   * instead.
   *
   * @throws java.util.NoSuchElementException when there is nobody to ask
   */
  Optional<String> shakeHands(String verifyToken, String challenge) {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address.orElseThrow() + "?hub.mode=subscribe&hub.challenge=" + challenge
        + "&hub.verify_token=" + URLEncoder.encode(verifyToken, StandardCharsets.UTF_8).replace("+", "%20"))).timeout(ANSWER).GET().build();
    try {
      HttpResponse<byte[]> answer = http().send(request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), LONGEST_CHALLENGE));
      return answer.statusCode() != 200 ? Optional.of("HTTP Status Code = " + answer.statusCode())
          : new String(answer.body(), StandardCharsets.UTF_8).equals(challenge) ? Optional.empty() : Optional.of("the answer is not the challenge");
    } catch (IOException e) {
      return Optional.of("there was no answer");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("there was no answer");
    }
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
  Sent send(byte[] body, App app) {
    String signature = sign(body, app);
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
