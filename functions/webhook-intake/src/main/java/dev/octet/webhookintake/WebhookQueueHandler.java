package dev.octet.webhookintake;

import dev.octet.aws.AwsClients;
import dev.octet.aws.Environment;
import dev.octet.aws.Log;
import dev.octet.aws.Metric;
import dev.octet.aws.Trail;
import dev.octet.aws.queue.DeadLetters;
import dev.octet.aws.queue.Handled;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.queue.QueueHandler;
import dev.octet.aws.queue.QueueMessage;
import dev.octet.aws.queue.Reason;
import dev.octet.aws.secret.SecretSource;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.webhook.DeliveredEvent;
import dev.octet.graph.webhook.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * {@code webhook-intake.fifo}: deliveries that another receiver took from the platform and hands on, {@code {"raw_body_base64",
 * "signature"}}. What the platform did not sign is nobody's, whoever may write to the queue. Nothing of it is forwarded: it would
 * come back.
 */
public final class WebhookQueueHandler extends QueueHandler {
  /** So long after an app secret was added, it is in force everywhere. */
  private static final Duration NEW_SECRET = Duration.ofMinutes(5);
  private static final Duration SOON = Duration.ofMinutes(1);
  /** As long as what goes out waits for a secret. */
  private static final Duration NO_SECRET = Duration.ofDays(3);
  private static final Duration SELDOM = Duration.ofMinutes(5);

  private final SecretSource secrets;
  private final EventQueues queues;
  private final Clock clock;

  public WebhookQueueHandler() {
    this(AwsClients.sqs(), Environment.ofProcess(), Clock.systemUTC(), Log.of("webhook-queue"));
  }

  WebhookQueueHandler(SqsClient sqs, Environment environment, Clock clock, Log log) {
    super(new Queue(sqs, environment.text("WEBHOOK_INTAKE_QUEUE_URL")), new DeadLetters(sqs, environment.text("WEBHOOK_INTAKE_DEAD_LETTERS_URL"),
        environment.text("WEBHOOK_INTAKE_QUEUE_URL"), "webhook-queue", clock), log, MessageGroups.AT_ONCE);
    this.secrets = SecretSource.of(environment, clock, log);
    this.queues = new EventQueues(sqs, environment, log);
    this.clock = clock;
  }

  @Override
  protected Handled handle(QueueMessage message) {
    Optional<HandedOn> handedOn = HandedOn.read(message.body());
    if (handedOn.isEmpty()) {
      return setAside("not_a_delivery", "It is no JSON object with `raw_body_base64` and `signature`.");
    }
    byte[] body = handedOn.get().body();
    Trail.note("bytes", body.length);
    return switch (Judged.of(body, handedOn.get().signature(), secrets)) {
      case Judged.NotSigned _ -> notSigned(message, handedOn.get().signature());
      case Judged.TooLarge _ -> setAside("too_large", "It is larger than what the platform sends.");
      case Judged.Unreadable _ -> setAside("not_json", "It is signed, but no JSON object, or without its end.");
      case Judged.Events(List<DeliveredEvent> events) -> {
        Outgoing outgoing = Outgoing.of(events, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        queues.put(outgoing, List.of());
        Metric.DELIVERIES.count();
        outgoing.leaveTrail();
        Trail.noteAll("event_ids", events.stream().map(DeliveredEvent::key).toList());
        yield Handled.done();
      }
    };
  }

  /** By a secret, it may be, that is not there yet, or that this process has not read yet. */
  private Handled notSigned(QueueMessage message, String signature) {
    boolean noSecret = secrets.get().appSecrets().isEmpty();
    if (Signature.isOne(signature) && clock.instant().isBefore(message.sentAt().plus(noSecret ? NO_SECRET : NEW_SECRET))) {
      Trail.note("reason", noSecret ? "no_secret" : "not_signed");
      return Handled.later(noSecret ? SELDOM : SOON);
    }
    Metric.SIGNATURE_FAILURES.count();
    return noSecret ? setAside("no_secret", "The secret document has no app_secrets to check `signature` with.")
        : setAside("not_signed", "`signature` is not that of the bytes in `raw_body_base64`, by none of the app's secrets.");
  }

  private static Handled setAside(String code, String sentence) {
    return new Handled.SetAside(new Reason(code, sentence), Optional.empty());
  }

  /** @param signature as the header {@code X-Hub-Signature-256} had it */
  private record HandedOn(byte[] body, String signature) {
    static Optional<HandedOn> read(String message) {
      try {
        JsonObject json = JsonObject.parse(message);
        Optional<byte[]> body = json.text("raw_body_base64").map(Base64.getDecoder()::decode);
        return body.flatMap(bytes -> json.text("signature").map(signature -> new HandedOn(bytes, signature)));
      } catch (JsonException | IllegalArgumentException e) {
        return Optional.empty();
      }
    }
  }
}
