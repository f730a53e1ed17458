package dev.octet.notificationdelivery;

import dev.octet.aws.AwsClients;
import dev.octet.aws.Environment;
import dev.octet.aws.Log;
import dev.octet.aws.Trail;
import dev.octet.aws.queue.DeadLetters;
import dev.octet.aws.queue.Handled;
import dev.octet.aws.queue.Patience;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.queue.QueueHandler;
import dev.octet.aws.queue.QueueMessage;
import dev.octet.aws.queue.Reason;
import dev.octet.aws.secret.SecretSource;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.link.LinkPost;
import dev.octet.graph.link.LinkPost.Posted;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The function behind {@code notification-deliveries.fifo}: posts notifications, signed and in order per group, until they are taken. */
public final class NotificationDeliveryHandler extends QueueHandler {
  /** Shorter than what a batch leaves for its last message. (The standard recommends 15 seconds or more.) */
  private static final Duration POST_TIMEOUT = Duration.ofSeconds(10);
  /** Who says that they want no more is left alone for so long. */
  private static final Duration LEFT_ALONE = Duration.ofHours(1);
  private static final int GONE = 410;
  private static final Reason UNWANTED = new Reason("gone", "The receiver answered with status 410: it wants no more.");

  private final String receiver;
  private final SecretSource secrets;
  private final LinkPost posts;
  private final Patience patience;
  private final Clock clock;
  private final AtomicReference<Instant> goneUntil = new AtomicReference<>(Instant.MIN);

  public NotificationDeliveryHandler() {
    this(AwsClients.sqs(), Environment.ofProcess(), Clock.systemUTC(), new SecureRandom(), Log.of("notification-delivery"));
  }

  NotificationDeliveryHandler(SqsClient sqs, Environment environment, Clock clock, RandomGenerator random, Log log) {
    this(sqs, environment, new LinkPost(POST_TIMEOUT, environment.isLocal()), clock, random, log);
  }

  NotificationDeliveryHandler(SqsClient sqs, Environment environment, LinkPost posts, Clock clock, RandomGenerator random, Log log) {
    super(new Queue(sqs, environment.text("NOTIFICATION_DELIVERIES_QUEUE_URL")), new DeadLetters(sqs, environment.text("NOTIFICATION_DELIVERIES_DEAD_LETTERS_URL"),
        environment.text("NOTIFICATION_DELIVERIES_QUEUE_URL"), "notification-delivery", clock), log, MessageGroups.AT_ONCE);
    this.receiver = environment.text("DELIVER_TO");
    this.secrets = SecretSource.of(environment, clock, log);
    this.posts = posts;
    this.patience = new Patience(Sink.LONGEST, clock, random);
    this.clock = clock;
  }

  @Override
  protected Handled handle(QueueMessage message) {
    if (clock.instant().isBefore(goneUntil.get())) {
      return setAside(UNWANTED);
    }
    JsonObject notification;
    try {
      notification = JsonObject.parse(message.body());
    } catch (JsonException e) {
      return setAside(new Reason("unreadable", "It is nothing that Octet put there."));
    }
    Trail.note("notification_id", Told.id(notification));
    List<String> signing = secrets.get().deliverySecrets();
    return signing.isEmpty()
        ? later(message, new Reason("no_secret", "The secret document has no delivery_secrets to sign it with."), Optional.empty())
        : post(message, notification, signing);
  }

  private Handled post(QueueMessage message, JsonObject notification, List<String> signing) {
    StandardWebhook webhook = StandardWebhook.of(notification, signing, clock.instant());
    return switch (posts.post(receiver, webhook.headers(), webhook.body())) {
      case Posted.Answered answer when answer.taken() -> Handled.done();
      case Posted.Answered answer when answer.status() == GONE -> {
        goneUntil.set(clock.instant().plus(LEFT_ALONE));
        yield setAside(UNWANTED);
      }
      case Posted.Answered answer -> later(message,
          new Reason("status_" + answer.status(), "The receiver answered with status " + answer.status() + "."), answer.retryAfter());
      case Posted.Refused refused -> later(message, new Reason("address_refused", refused.reason()), Optional.empty());
      case Posted.Unavailable unavailable -> later(message, new Reason("unavailable", unavailable.reason()), Optional.empty());
    };
  }

  private Handled later(QueueMessage message, Reason reason, Optional<String> retryAfter) {
    Trail.note("reason", reason.code());
    return patience.after(message, reason, retryAfter);
  }

  private static Handled setAside(Reason reason) {
    return new Handled.SetAside(reason, Optional.empty());
  }
}
