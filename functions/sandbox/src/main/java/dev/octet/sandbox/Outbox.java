package dev.octet.sandbox;

import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.sandbox.platform.DeliveryPlan;
import dev.octet.sandbox.platform.PlatformIds;
import dev.octet.sandbox.platform.Webhook;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Webhooks on their way out. A ticket goes to the queue first, then the webhook is written in the same transaction as what
 * it tells of. A crash in between leaves a ticket for nothing, which is thrown away in time; it never leaves a webhook
 * that nobody will deliver, and nothing has to look for such.
 */
final class Outbox {
  /** The longest that a queue delays a message; what is due later is put off again when it comes. */
  private static final Duration LONGEST_QUEUE_DELAY = Duration.ofMinutes(15);

  private final Table table;
  private final SqsClient sqs;
  private final String queueUrl;
  private final PlatformIds ids;
  private final Clock clock;

  Outbox(Table table, SqsClient sqs, String queueUrl, PlatformIds ids, Clock clock) {
    this.table = table;
    this.sqs = sqs;
    this.queueUrl = queueUrl;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * One webhook's deliveries, announced to the queue.
   *
   * @param webhookIds one for each delivery
   */
  record Announcement(List<String> webhookIds, DeliveryPlan plan, long generation, Instant madeAt) {
    List<Write> writes(Webhook webhook) {
      String body = new String((plan.older() ? webhook.older() : webhook).toBytes(), StandardCharsets.US_ASCII);
      var state = plan.lost() ? OutgoingWebhook.State.LOST : OutgoingWebhook.State.PENDING;
      return webhookIds.stream().map(id -> Write.create(Keys.webhook(id),
          new OutgoingWebhook(id, generation, webhook.number().id(), webhook.field(), body, madeAt, 0, state).toJson())).toList();
    }
  }

  Announcement announce(long generation, DeliveryPlan plan) {
    Instant now = clock.instant();
    List<String> webhookIds = new ArrayList<>();
    for (Duration delay : plan.delays()) {
      String id = ids.webhook();
      webhookIds.add(id);
      sendTicket(new Ticket(id, now.plus(delay)), delay);
    }
    return new Announcement(plan.lost() ? List.of(ids.webhook()) : List.copyOf(webhookIds), plan, generation, now);
  }

  /** Has a template's review ended after a time. */
  void remind(Ticket.Review review, Duration after) {
    sendTicket(review.ticket(clock.instant().plus(after)), after);
  }

  private void sendTicket(Ticket ticket, Duration delay) {
    Duration queued = delay.compareTo(LONGEST_QUEUE_DELAY) > 0 ? LONGEST_QUEUE_DELAY : delay;
    // Whole seconds only: the rest is waited for on delivery.
    sqs.sendMessage(request -> request.queueUrl(queueUrl).delaySeconds((int) queued.toSeconds()).messageBody(ticket.toJson()));
  }

  record Saved(OutgoingWebhook webhook, Stored stored) {}

  Optional<Saved> get(String webhookId) {
    return table.get(Keys.webhook(webhookId)).map(stored -> new Saved(OutgoingWebhook.ofJson(stored.attributes()), stored));
  }

  /** Whoever was first has said the same, or will: two tickets of one webhook may be handled at one time. */
  void save(Saved read, OutgoingWebhook webhook) {
    table.put(Write.replace(read.stored(), webhook.toJson()));
  }
}
