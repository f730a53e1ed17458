package dev.octet.sandbox;

import dev.octet.sandbox.platform.App;
import dev.octet.sandbox.traffic.Traffic;
import dev.octet.sandbox.traffic.TrafficEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** What the traffic has of webhooks: that they were made, and what came of sending them. */
final class WebhookTraffic {
  private final Traffic traffic;
  private final WebhookSender sender;

  WebhookTraffic(Traffic traffic, WebhookSender sender) {
    this.traffic = traffic;
    this.sender = sender;
  }

  /** @param before a time before which nobody could find them, to send them: what comes of that stands behind this */
  void made(List<OutgoingWebhook> webhooks, App app, Instant before) {
    if (!webhooks.isEmpty()) {
      traffic.record(webhooks.getFirst().generation(), () -> webhooks.stream()
          .map(it -> entry(it, sender.sign(it.body().getBytes(StandardCharsets.US_ASCII), app), it.attempts(), OptionalInt.empty(), before)).toList());
    }
  }

  /** @param webhook as it is after the attempt */
  void sent(OutgoingWebhook webhook, WebhookSender.Sent sent, Instant now) {
    int attempts = webhook.attempts() + (sent.taken() ? 1 : 0);
    traffic.record(webhook.generation(), () -> List.of(entry(webhook, sent.signature(), attempts, sent.status(), now)));
  }

  /** They are sent no more, or not by themselves; all of them are one write. */
  void notSent(List<OutgoingWebhook> webhooks, App app, Instant now) {
    made(webhooks, app, now);
  }

  private TrafficEntry entry(OutgoingWebhook webhook, String signature, int attempts, OptionalInt status, Instant place) {
    return TrafficEntry.ofWebhook(webhook.id(), webhook.madeAt(), place, webhook.phoneNumberId(), webhook.field(), sender.address().orElse(""), signature,
        webhook.body(), attempts, webhook.state().name().toLowerCase(Locale.ROOT), status);
  }
}
