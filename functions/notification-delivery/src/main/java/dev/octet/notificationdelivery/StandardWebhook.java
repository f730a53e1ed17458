package dev.octet.notificationdelivery;

import dev.octet.domain.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A notification as Standard Webhooks 1.0.0 sends it: the CloudEvent is the body, and every secret of the moment signs. */
record StandardWebhook(Map<String, String> headers, byte[] body) {
  private static final String SECRET_PREFIX = "whsec_";
  private static final String MAC = "HmacSHA256";

  /**
   * @param secrets {@code whsec_} and Base64, at least one; who receives knows one of them
   * @param at the time of this attempt
   */
  static StandardWebhook of(JsonObject notification, List<String> secrets, Instant at) {
    byte[] body = notification.toBytes();
    String id = id(Told.id(notification));
    String timestamp = Long.toString(at.getEpochSecond());
    byte[] signed = (id + "." + timestamp + "." + new String(body, StandardCharsets.US_ASCII)).getBytes(StandardCharsets.US_ASCII);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/cloudevents+json; charset=utf-8");
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", timestamp);
    headers.put("webhook-signature", secrets.stream().map(secret -> "v1," + sign(signed, secret)).collect(Collectors.joining(" ")));
    return new StandardWebhook(headers, body);
  }

  /** The same for the same notification, however often it is sent. A full stop would be taken for the one that ends it. */
  static String id(String notificationId) {
    return notificationId.replace('.', '_');
  }

  private static String sign(byte[] content, String secret) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length())), MAC));
      return Base64.getEncoder().encodeToString(mac.doFinal(content));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC-SHA-256.", e);
    }
  }

  @Override
  public String toString() {
    return "webhook of " + body.length + " bytes"; // the body may hold what people wrote
  }
}
