package dev.octet.sandbox;

import dev.octet.aws.AwsClients;
import dev.octet.aws.Environment;
import dev.octet.aws.Ids;
import dev.octet.aws.Log;
import dev.octet.aws.queue.Handled;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.queue.QueueHandler;
import dev.octet.aws.queue.QueueMessage;
import dev.octet.aws.secret.SecretSource;
import dev.octet.aws.table.Table;
import dev.octet.sandbox.platform.PlatformIds;
import dev.octet.sandbox.traffic.Traffic;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * {@code sandbox-webhooks}: delivers each webhook when it is due, and again until it is taken, for seven days; and ends the
 * reviews of templates.
 */
public final class SandboxWebhookHandler extends QueueHandler {
  /** So little is waited for here; for more, the queue. */
  private static final Duration SHORT = Duration.ofSeconds(1);
  /** A ticket may come before its webhook is written: mostly by less than this many such pauses. */
  private static final int LOOKS = 8;
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
  /** No call lives long enough to write a webhook later than this. */
  private static final Duration WRITTEN_BY_NOW = Duration.ofMinutes(5);

  private final WebhookDelivery delivery;
  private final TemplateOperations templates;
  private final Pause pause;
  private final Clock clock;

  public SandboxWebhookHandler() {
    this(AwsClients.dynamoDb(), AwsClients.sqs(), Environment.ofProcess(), Clock.systemUTC(), new SecureRandom(), Pause.real(),
        Log.of("sandbox-webhooks"));
  }

  SandboxWebhookHandler(
      DynamoDbClient dynamoDb, SqsClient sqs, Environment environment, Clock clock, RandomGenerator random, Pause pause, Log log) {
    this(dynamoDb, sqs, environment, clock, random, pause, null, log);
  }

  /** With everything from outside, for a simulation with a clock and queues of its own. */
  public SandboxWebhookHandler(
      DynamoDbClient dynamoDb, SqsClient sqs, Environment environment, Clock clock, RandomGenerator random, Pause pause,
      @Nullable HttpClient http, Log log) {
    super(new Queue(sqs, environment.text("SANDBOX_WEBHOOKS_QUEUE_URL")), log);
    Table table = new Table(dynamoDb, environment.text("SANDBOX_TABLE_NAME"), Ids.random());
    var ids = new PlatformIds(random);
    var attempts = new Attempts(pause, random);
    var controls = new ControlStore(table, attempts);
    var outbox = new Outbox(table, sqs, environment.text("SANDBOX_WEBHOOKS_QUEUE_URL"), ids, clock);
    var secrets = SecretSource.of(environment, clock, log);
    var sender = new WebhookSender(environment.text("WEBHOOK_URL"), secrets, http);
    var traffic = new WebhookTraffic(Traffic.of(dynamoDb, environment, clock, log), sender);
    this.delivery = new WebhookDelivery(outbox, new Batches(table, outbox), controls, sender, traffic, pause, clock, log);
    this.templates = new TemplateOperations(table, new TemplateStore(table), controls, new Transmission(outbox, controls, delivery, traffic, random), outbox,
        new Numbers(secrets), attempts, ids, clock);
    this.pause = pause;
    this.clock = clock;
  }

  @Override
  protected Handled handle(QueueMessage message) {
    Ticket ticket = Ticket.read(message.body());
    Duration early = Duration.between(clock.instant(), ticket.dueAt());
    if (early.compareTo(SHORT) > 0) {
      return Handled.later(early.plusMillis(999)); // visibility is in whole seconds
    }
    if (early.isPositive()) {
      pause.of(early);
    }
    if (ticket.review().isPresent()) {
      templates.reviewed(ticket.review().get());
      return Handled.done();
    }
    return switch (attempt(ticket.webhookId())) {
      case WebhookDelivery.Attempt.Over _ -> Handled.done();
      case WebhookDelivery.Attempt.Again again -> Handled.later(again.after());
      case WebhookDelivery.Attempt.Unknown _ -> clock.instant().isAfter(message.sentAt().plus(WRITTEN_BY_NOW))
          ? Handled.done() : Handled.later(Duration.ofSeconds(Math.min(30, message.receiveCount())));
    };
  }

  private WebhookDelivery.Attempt attempt(String webhookId) {
    WebhookDelivery.Attempt attempt = delivery.attempt(webhookId);
    for (int look = 1; attempt instanceof WebhookDelivery.Attempt.Unknown && look < LOOKS; look++) {
      pause.of(BETWEEN_LOOKS);
      attempt = delivery.attempt(webhookId);
    }
    return attempt;
  }
}
