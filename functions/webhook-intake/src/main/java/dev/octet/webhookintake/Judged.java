package dev.octet.webhookintake;

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
   * @param appSecrets any of which may have signed
   */
  static Judged of(byte[] body, String signature, List<String> appSecrets) {
    if (body.length > MAX_BODY_BYTES) {
      return new TooLarge();
    }
    if (!Signature.verify(body, signature, appSecrets)) {
      return new NotSigned();
    }
    try {
      return new Events(Delivery.split(body));
    } catch (JsonException e) {
      return new Unreadable();
    }
  }
}
