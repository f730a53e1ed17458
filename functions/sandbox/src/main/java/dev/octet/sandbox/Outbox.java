package dev.octet.sandbox;

import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.sandbox.platform.App;
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
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * Webhooks on their way out. A ticket goes to the queue first, then the webhook is written in the same transaction as what
 * it tells of. A crash in between leaves a ticket for nothing, which is thrown away in time; it never leaves a webhook
 * that nobody will deliver, and nothing has to look for such.
 */
final class Outbox {
  /** The longest that a queue delays a message; what is due later is put off again when it comes. */
  private static final Duration LONGEST_QUEUE_DELAY = Duration.ofMinutes(15);
  /** In one call of the queue. */
  private static final int MAX_ENTRIES = 10;
  private static final int MOST_TRIES = 10;

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
   * @param batch where the first one waits for others
   */
  record Announcement(List<String> webhookIds, DeliveryPlan plan, long generation, Instant madeAt, Optional<OutgoingWebhook.Batch> batch) {
    /** @param app what it is not to be told of is written down and not sent */
    List<OutgoingWebhook> webhooks(Webhook webhook, App app) {
      Webhook spelled = plan.older() ? webhook.older() : plan.parentIds() ? webhook.withParentIds() : webhook;
      String body = new String(spelled.toBytes(), StandardCharsets.US_ASCII);
      var state = plan.lost() ? OutgoingWebhook.State.LOST
          : app.isTold(webhook.number(), webhook.field()) ? OutgoingWebhook.State.PENDING : OutgoingWebhook.State.UNSENT;
      return webhookIds.stream().map(id -> new OutgoingWebhook(id, generation, webhook.number().id(), webhook.field(), body, madeAt, 0, state,
          batch.filter(_ -> state == OutgoingWebhook.State.PENDING && id.equals(webhookIds.getFirst())))).toList();
    }
  }

  static Write write(OutgoingWebhook webhook) {
    return Write.create(Keys.webhook(webhook.id()), webhook.toJson());
  }

  Instant now() {
    return clock.instant();
  }

  /** One for each plan; their tickets go to the queue together. */
  List<Announcement> announce(long generation, String phoneNumberId, List<DeliveryPlan> plans) {
    Instant now = clock.instant();
    List<Announcement> announcements = new ArrayList<>();
    List<Delayed> tickets = new ArrayList<>();
    for (DeliveryPlan plan : plans) {
      List<String> webhookIds = new ArrayList<>();
      Optional<OutgoingWebhook.Batch> batch = Optional.empty();
      for (Duration delay : plan.delays()) {
        String id = ids.webhook();
        Instant due = now.plus(delay);
        if (plan.batched() && webhookIds.isEmpty()) { // a second copy goes by itself
          due = Batches.endOf(due);
          batch = Optional.of(new OutgoingWebhook.Batch(new Keys(generation).batch(phoneNumberId, due), Batches.order(now, announcements.size(), id)));
        }
        webhookIds.add(id);
        tickets.add(new Delayed(new Ticket(id, due), Duration.between(now, due)));
      }
      announcements.add(new Announcement(plan.lost() ? List.of(ids.webhook()) : List.copyOf(webhookIds), plan, generation, now, batch));
    }
    for (int i = 0; i < tickets.size(); i += MAX_ENTRIES) {
      send(tickets.subList(i, Math.min(tickets.size(), i + MAX_ENTRIES)));
    }
    return List.copyOf(announcements);
  }

  /** Has a template's review ended after a time. */
  void remind(Ticket.Review review, Duration after) {
    send(List.of(new Delayed(review.ticket(clock.instant().plus(after)), after)));
  }

  private record Delayed(Ticket ticket, Duration delay) {
    /** Whole seconds only: the rest is waited for on delivery. */
    int seconds() {
      return (int) (delay.compareTo(LONGEST_QUEUE_DELAY) > 0 ? LONGEST_QUEUE_DELAY : delay).toSeconds();
    }
  }

  private void send(List<Delayed> tickets) {
    if (tickets.size() == 1) {
      Delayed only = tickets.getFirst();
      sqs.sendMessage(request -> request.queueUrl(queueUrl).delaySeconds(only.seconds()).messageBody(only.ticket().toJson()));
      return;
    }
    List<SendMessageBatchRequestEntry> entries = tickets.stream().map(it -> SendMessageBatchRequestEntry.builder()
        .id(it.ticket().webhookId()).delaySeconds(it.seconds()).messageBody(it.ticket().toJson()).build()).toList();
    if (!sqs.sendMessageBatch(SendMessageBatchRequest.builder().queueUrl(queueUrl).entries(entries).build()).failed().isEmpty()) {
      throw new IllegalStateException("The queue refused tickets of webhooks; nothing was written."); // the action fails whole
    }
  }

  record Saved(OutgoingWebhook webhook, Stored stored) {}

  Optional<Saved> get(String webhookId) {
    return table.get(Keys.webhook(webhookId)).map(stored -> new Saved(OutgoingWebhook.ofJson(stored.attributes()), stored));
  }

  /**
   * Whoever was first has said the same, or will: two tickets of one webhook may be handled at one time. A transaction of
   * others that is about to fail for it must not hide what came of a delivery.
   */
  void save(Saved read, OutgoingWebhook webhook) {
    for (int tries = 1; !saved(read, webhook, tries == MOST_TRIES); tries++) {
      // at once: the way there and back is pause enough
    }
  }

  private boolean saved(Saved read, OutgoingWebhook webhook, boolean last) {
    try {
      table.put(Write.replace(read.stored(), webhook.toJson()));
      return true;
    } catch (TransactionConflictException e) {
      if (last) {
        throw e;
      }
      return false;
    }
  }
}
