package dev.octet.sandbox;

import dev.octet.aws.secret.Secrets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** POSTs webhooks, signed over the bytes that are sent (spec §4.7). */
final class WebhookSender {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  /** The platform's own patience is not published. */
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final URI address;
  private final Supplier<Secrets> secrets;
  private final HttpClient http;

  WebhookSender(String address, Supplier<Secrets> secrets) {
    // Connections idle for ten seconds are dropped: a frozen function would find them dead, and not know it.
    System.setProperty("jdk.httpclient.keepalive.timeout", "10");
    this.address = URI.create(address);
    this.secrets = secrets;
    this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();
  }

  /** Whether it was taken: any status of 200 to 299 in time. */
  boolean send(byte[] body) {
    HttpRequest request = HttpRequest.newBuilder(address).timeout(ANSWER)
        .header("Content-Type", "application/json")
        .header("User-Agent", "facebookexternalua")
        .header("X-Hub-Signature-256", "sha256=" + signature(body))
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
    try {
      int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      return status >= 200 && status < 300;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private String signature(byte[] body) {
    String secret = secrets.get().appSecrets().stream().findFirst()
        .orElseThrow(() -> new IllegalStateException("The secret has no `app_secrets` to sign webhooks with."));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC-SHA-256.", e);
    }
  }
}
