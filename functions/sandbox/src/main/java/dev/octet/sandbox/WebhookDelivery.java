package dev.octet.sandbox;

import dev.octet.aws.Log;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.OutgoingWebhook.State;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Delivers one webhook, once due, and writes down what came of it. */
final class WebhookDelivery {
  private final Outbox outbox;
  private final ControlStore control;
  private final WebhookSender sender;
  private final Clock clock;
  private final Log log;

  WebhookDelivery(Outbox outbox, ControlStore control, WebhookSender sender, Clock clock, Log log) {
    this.outbox = outbox;
    this.control = control;
    this.sender = sender;
    this.clock = clock;
    this.log = log;
  }

  /** What came of an attempt. */
  sealed interface Attempt {
    /** Taken, now or before, or not to be sent any more. */
    record Over() implements Attempt {}

    /** To be tried again after this time. */
    record Again(Duration after) implements Attempt {}

    /** Not due before this time. */
    record Early(Duration by) implements Attempt {}

    /** Not written: what it would tell of has not happened yet, or never did. */
    record Unknown() implements Attempt {}
  }

  /** Delivers it if it is due. */
  Attempt attempt(String webhookId) {
    return attempt(webhookId, false);
  }

  /** Delivers it, due or not. */
  Attempt now(String webhookId) {
    return attempt(webhookId, true);
  }

  private Attempt attempt(String webhookId, boolean early) {
    Optional<Outbox.Saved> found = outbox.get(webhookId);
    if (found.isEmpty()) {
      return new Attempt.Unknown();
    }
    OutgoingWebhook webhook = found.get().webhook();
    Instant now = clock.instant();
    if (webhook.state() != State.PENDING || webhook.generation() != control.read().generation()) {
      return new Attempt.Over();
    }
    if (!early && now.isBefore(webhook.dueAt())) {
      return new Attempt.Early(Duration.between(now, webhook.dueAt()));
    }
    if (now.isAfter(webhook.madeAt().plus(OutgoingWebhook.RETRIED_FOR))) {
      outbox.save(found.get(), webhook.in(State.GIVEN_UP));
      log.warn("webhook_given_up", JsonObject.EMPTY.with("webhook_id", webhookId).with("attempts", webhook.attempts()));
      return new Attempt.Over();
    }
    if (sender.send(webhook.body().getBytes(StandardCharsets.US_ASCII))) {
      outbox.save(found.get(), webhook.in(State.DELIVERED));
      return new Attempt.Over();
    }
    OutgoingWebhook failed = webhook.notTaken();
    outbox.save(found.get(), failed);
    log.warn("webhook_not_taken", JsonObject.EMPTY.with("webhook_id", webhookId).with("attempts", failed.attempts()));
    return new Attempt.Again(failed.nextAttemptIn());
  }
}
