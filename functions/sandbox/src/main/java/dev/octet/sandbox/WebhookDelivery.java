package dev.octet.sandbox;

import dev.octet.aws.Log;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.OutgoingWebhook.State;
import dev.octet.sandbox.platform.App;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Delivers one webhook, and writes down what came of it. */
final class WebhookDelivery {
  private static final int ATTEMPTS_BEFORE_ANSWER = 5;
  private static final Duration BETWEEN = Duration.ofMillis(200);
  /** No further attempt after this: the call whose answer waits may run for 30 seconds, an attempt for 10. */
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final Outbox outbox;
  private final Batches batches;
  private final ControlStore control;
  private final WebhookSender sender;
  private final WebhookTraffic traffic;
  private final Pause pause;
  private final Clock clock;
  private final Log log;

  WebhookDelivery(Outbox outbox, Batches batches, ControlStore control, WebhookSender sender, WebhookTraffic traffic, Pause pause, Clock clock, Log log) {
    this.outbox = outbox;
    this.batches = batches;
    this.control = control;
    this.sender = sender;
    this.traffic = traffic;
    this.pause = pause;
    this.clock = clock;
    this.log = log;
  }

  /** What came of an attempt. */
  sealed interface Attempt {
    /** Taken, now or before, or not to be sent any more. */
    record Over() implements Attempt {}

    /** To be tried again after this time. */
    record Again(Duration after) implements Attempt {}

    /** Not written: what it would tell of has not happened yet, or never did. */
    record Unknown() implements Attempt {}
  }

  /** Delivers before an answer is given: tries a few times, and leaves what is not taken to the queue. */
  void now(String webhookId) {
    Instant latest = clock.instant().plus(PATIENCE);
    for (int i = 1; attempt(webhookId) instanceof Attempt.Again && i < ATTEMPTS_BEFORE_ANSWER && clock.instant().isBefore(latest); i++) {
      pause.of(BETWEEN);
    }
  }

  Attempt attempt(String webhookId) {
    Optional<Outbox.Saved> found = outbox.get(webhookId);
    if (found.isEmpty()) {
      return new Attempt.Unknown();
    }
    OutgoingWebhook webhook = found.get().webhook();
    Control now = control.read();
    if (webhook.state() != State.PENDING || webhook.generation() != now.generation()) {
      return new Attempt.Over();
    }
    if (sender.address().isEmpty()) {
      outbox.save(found.get(), webhook.in(State.UNSENT));
      traffic.notSent(List.of(webhook.in(State.UNSENT)), now.app(), clock.instant());
      return new Attempt.Over();
    }
    if (clock.instant().isAfter(webhook.madeAt().plus(OutgoingWebhook.RETRIED_FOR))) {
      outbox.save(found.get(), webhook.in(State.GIVEN_UP));
      traffic.notSent(List.of(webhook.in(State.GIVEN_UP)), now.app(), clock.instant());
      log.warn("webhook_given_up", JsonObject.EMPTY.with("webhook_id", webhookId).with("attempts", webhook.attempts()));
      return new Attempt.Over();
    }
    if (webhook.batch().isEmpty()) {
      return send(found.get(), now.app());
    }
    return batches.close(found.get()).map(closed -> {
      traffic.notSent(closed.joined(), now.app(), clock.instant());
      return send(closed.carrying(), now.app());
    }).orElseGet(() -> new Attempt.Again(Duration.ofSeconds(1)));
  }

  private Attempt send(Outbox.Saved saved, App app) {
    OutgoingWebhook webhook = saved.webhook();
    WebhookSender.Sent sent = sender.send(webhook.body().getBytes(StandardCharsets.US_ASCII), app);
    if (sent.taken()) {
      outbox.save(saved, webhook.in(State.DELIVERED));
      traffic.sent(webhook.in(State.DELIVERED), sent, clock.instant());
      return new Attempt.Over();
    }
    OutgoingWebhook failed = webhook.notTaken();
    outbox.save(saved, failed);
    traffic.sent(failed, sent, clock.instant());
    log.warn("webhook_not_taken", JsonObject.EMPTY.with("webhook_id", webhook.id()).with("attempts", failed.attempts()));
    return new Attempt.Again(failed.nextAttemptIn());
  }
}
