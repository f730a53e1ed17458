package dev.octet.webhookintake;

import dev.octet.aws.secret.SecretSource;
import dev.octet.domain.json.JsonException;
import dev.octet.graph.webhook.DeliveredEvent;
import dev.octet.graph.webhook.Delivery;
import dev.octet.graph.webhook.Signature;
import java.util.List;

/** What somebody calls a delivery of the platform's, judged by its bytes alone, whichever way it came. */
sealed interface Judged {
  /** What the platform sends at most (spec §4.7). */
  int MAX_BODY_BYTES = 3 << 20;

  /** Nothing of it was looked at. */
  record TooLarge() implements Judged {}

  /** It may be anybody's. */
  record NotSigned() implements Judged {}

  /** The platform's, but no JSON object, or without its end. */
  record Unreadable() implements Judged {}

  record Events(List<DeliveredEvent> events) implements Judged {}

  /**
   * @param signature as it came; empty when there was none
   * @param secrets whose app secrets may have signed, any of them
   */
  static Judged of(byte[] body, String signature, SecretSource secrets) {
    if (body.length > MAX_BODY_BYTES) {
      return new TooLarge();
    }
    if (!isSigned(body, signature, secrets)) {
      return new NotSigned();
    }
    try {
      return new Events(Delivery.split(body));
    } catch (JsonException e) {
      return new Unreadable();
    }
  }

  /** By one of the app's secrets, were it one that came to the secret a moment ago. */
  private static boolean isSigned(byte[] body, String signature, SecretSource secrets) {
    List<String> known = secrets.get().appSecrets();
    if (Signature.verify(body, signature, known)) {
      return true;
    }
    List<String> others = secrets.again().appSecrets();
    return !others.equals(known) && Signature.verify(body, signature, others);
  }
}
