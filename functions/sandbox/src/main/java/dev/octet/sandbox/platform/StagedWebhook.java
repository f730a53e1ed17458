package dev.octet.sandbox.platform;

import java.time.Duration;
import java.util.List;

/**
 * A webhook of several that one action causes.
 *
 * @param after how much later than the first it is sent: a message is sent before it is delivered. No order is promised
 */
public record StagedWebhook(Webhook webhook, Duration after) {
  private static final Duration STAGE = Duration.ofMillis(200);

  public static List<StagedWebhook> first(List<Webhook> webhooks) {
    return webhooks.stream().map(webhook -> stage(0, webhook)).toList();
  }

  static StagedWebhook stage(int stage, Webhook webhook) {
    return new StagedWebhook(webhook, STAGE.multipliedBy(stage));
  }
}
