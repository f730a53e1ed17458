package dev.octet.webhookintake;

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
import dev.octet.graph.link.LinkPost;
import dev.octet.graph.link.LinkPost.Posted;
import dev.octet.webhookintake.Forward.Joined;
import dev.octet.webhookintake.Forward.Part;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * {@code webhook-forwards.fifo}: posts what the platform sent to another receiver, byte for byte, until that takes it. It knows
 * no secret and writes nothing: who it posts to checks the platform's own signature.
 */
public final class WebhookForwardHandler extends QueueHandler {
  /** As long as the platform itself goes on with a delivery that nobody takes (spec §4.7). */
  static final Duration PATIENCE = Duration.ofDays(7);
  /** With what the receiver does not want: it will not want it tomorrow, and what is behind it waits. */
  static final Duration UNWANTED = Duration.ofHours(1);
  /** Shorter than what a batch leaves for its last message. */
  private static final Duration POST_TIMEOUT = Duration.ofSeconds(10);
  /** What says nothing of this one delivery: a receiver that is put wrong, or busy. */
  private static final Set<Integer> NOT_ITS_FAULT = Set.of(401, 403, 404, 407, 408, 421, 425, 429);

  private final String receiver;
  private final LinkPost posts;
  private final RandomGenerator random;
  private final Clock clock;

  public WebhookForwardHandler() {
    this(AwsClients.sqs(), Environment.ofProcess(), Clock.systemUTC(), new SecureRandom(), Log.of("webhook-forward"));
  }

  WebhookForwardHandler(SqsClient sqs, Environment environment, Clock clock, RandomGenerator random, Log log) {
    this(sqs, environment, new LinkPost(POST_TIMEOUT, environment.isLocal()), clock, random, log);
  }

  private WebhookForwardHandler(SqsClient sqs, Environment environment, LinkPost posts, Clock clock, RandomGenerator random, Log log) {
    super(new Queue(sqs, environment.text("WEBHOOK_FORWARDS_QUEUE_URL")), new DeadLetters(sqs, environment.text("WEBHOOK_FORWARDS_DEAD_LETTERS_URL"),
        environment.text("WEBHOOK_FORWARDS_QUEUE_URL"), "webhook-forward", clock), log, MessageGroups.AT_ONCE);
    this.receiver = environment.text("FORWARD_WEBHOOKS_TO");
    this.posts = posts;
    this.random = random;
    this.clock = clock;
  }

  /** The parts of a delivery that was too large for one message, as far as they came in this batch. */
  @Override
  protected List<QueueMessage> parts(QueueMessage message, List<QueueMessage> behind) {
    Optional<String> delivery = Part.read(message.body()).map(Part::sha256);
    return behind.stream().filter(it -> delivery.isPresent() && Part.read(it.body()).map(Part::sha256).equals(delivery)).toList();
  }

  @Override
  protected Handled handle(QueueMessage message) {
    return handle(message, List.of());
  }

  @Override
  protected Handled handle(QueueMessage message, List<QueueMessage> parts) {
    List<Part> all = Stream.concat(Stream.of(message), parts.stream()).flatMap(it -> Part.read(it.body()).stream()).toList();
    return switch (all.isEmpty() ? new Joined.Broken() : Forward.join(all)) {
      case Joined.Whole(Forward forward) -> post(forward, message);
      case Joined.Lacking _ -> later(message, PATIENCE, new Reason("incomplete", "Other parts of the delivery have not come."), Optional.empty());
      case Joined.Broken _ -> setAside(new Reason("unreadable", "It is no delivery that webhook-intake put there."));
    };
  }

  private Handled post(Forward forward, QueueMessage message) {
    Map<String, String> headers = Map.of("Content-Type", forward.contentType(), "X-Hub-Signature-256", forward.signature());
    return switch (posts.post(receiver, headers, forward.body())) {
      case Posted.Answered answer when answer.taken() -> {
        Trail.note("bytes", forward.body().length);
        yield Handled.done();
      }
      case Posted.Answered answer -> later(message, isUnwanted(answer.status()) ? UNWANTED : PATIENCE,
          new Reason("status_" + answer.status(), "The receiver answered with status " + answer.status() + "."), answer.retryAfter());
      case Posted.Refused refused -> later(message, PATIENCE, new Reason("address_refused", refused.reason()), Optional.empty());
      case Posted.Unavailable unavailable -> later(message, PATIENCE, new Reason("unavailable", unavailable.reason()), Optional.empty());
    };
  }

  private static boolean isUnwanted(int status) {
    return status < 500 && !NOT_ITS_FAULT.contains(status);
  }

  private Handled later(QueueMessage message, Duration longest, Reason reason, Optional<String> retryAfter) {
    Handled next = new Patience(longest, clock, random).after(message, reason, retryAfter);
    if (next instanceof Handled.Later) {
      Trail.note("reason", reason.code());
    }
    return next;
  }

  private static Handled setAside(Reason reason) {
    return new Handled.SetAside(reason, Optional.empty());
  }
}
