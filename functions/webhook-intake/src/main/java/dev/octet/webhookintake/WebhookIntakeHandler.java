package dev.octet.webhookintake;

import dev.octet.aws.AwsClients;
import dev.octet.aws.Environment;
import dev.octet.aws.Log;
import dev.octet.aws.http.HttpHandler;
import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.aws.queue.CopyQueue;
import dev.octet.aws.queue.Notifications;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.secret.SecretSource;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.webhook.DeliveredEvent;
import dev.octet.graph.webhook.Delivery;
import dev.octet.graph.webhook.Signature;
import dev.octet.webhookintake.Route.Destination;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.sqs.SqsClient;

/** {@code /webhooks/whatsapp}: the platform's handshake, and its deliveries. Answers are a status and nothing else. */
public final class WebhookIntakeHandler extends HttpHandler {
  /** What the platform sends at most (spec §4.7). */
  static final int MAX_BODY_BYTES = 3 << 20;

  private final SecretSource secrets;
  private final Map<Destination, Queue> queues = new EnumMap<>(Destination.class);
  private final Notifications notifications;
  private final Clock clock;
  private final Log log;

  public WebhookIntakeHandler() {
    this(AwsClients.sqs(), Environment.ofProcess(), Clock.systemUTC(), Log.of("webhook-intake"));
  }

  /** A simulation wires it to its own clock and queues. */
  public WebhookIntakeHandler(SqsClient sqs, Environment environment, Clock clock, Log log) {
    super(log);
    this.secrets = SecretSource.of(environment, clock, log);
    this.queues.put(Destination.GROUP_EVENTS, new Queue(sqs, environment.text("GROUP_EVENTS_QUEUE_URL")));
    this.queues.put(Destination.MESSAGE_EVENTS, new Queue(sqs, environment.text("MESSAGE_EVENTS_QUEUE_URL")));
    this.queues.put(Destination.OTHER_WEBHOOKS, new Queue(sqs, environment.text("OTHER_WEBHOOKS_QUEUE_URL")));
    this.notifications = new Notifications(new Queue(sqs, environment.text("NOTIFICATIONS_QUEUE_URL")),
        CopyQueue.at(sqs, environment.optional("SANDBOX_NOTIFICATIONS_QUEUE_URL")), log);
    this.clock = clock;
    this.log = log;
  }

  @Override
  protected HttpResponse handle(HttpRequest request) {
    return switch (request.method()) {
      case "GET" -> Handshake.answer(request, secrets);
      case "POST" -> receive(request);
      default -> HttpResponse.empty(405);
    };
  }

  private HttpResponse receive(HttpRequest request) {
    byte[] body = request.body();
    if (body.length > MAX_BODY_BYTES) {
      return refused(413, body.length);
    }
    if (!isSigned(body, request.header("x-hub-signature-256").orElse(""))) {
      return refused(401, body.length);
    }
    List<DeliveredEvent> events;
    try {
      events = Delivery.split(body);
    } catch (JsonException e) {
      return refused(400, body.length);
    }
    Instant receivedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Outgoing outgoing = Outgoing.of(events, receivedAt);
    // What one of these throws becomes a 500, and the platform delivers all of it again: the queues know what they have.
    send(outgoing);
    notifications.send(outgoing.notifications());
    log.info("delivery_received", JsonObject.EMPTY.with("bytes", body.length).with("events", events.size()).withAll(outgoing.counts()));
    return HttpResponse.empty(200);
  }

  /** By one of the app's secrets, were it one that came to the secret a moment ago. */
  private boolean isSigned(byte[] body, String signature) {
    List<String> known = secrets.get().appSecrets();
    if (Signature.verify(body, signature, known)) {
      return true;
    }
    List<String> others = secrets.again().appSecrets();
    return !others.equals(known) && Signature.verify(body, signature, others);
  }

  /** No order holds between queues: none waits for another. Returns, or throws, when all are through. */
  private void send(Outgoing outgoing) {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture.allOf(queues.entrySet().stream()
          .map(queue -> CompletableFuture.runAsync(() -> queue.getValue().sendAll(outgoing.entries(queue.getKey())), executor))
          .toArray(CompletableFuture<?>[]::new)).join();
    }
  }

  private HttpResponse refused(int status, int bytes) {
    log.warn("delivery_refused", JsonObject.EMPTY.with("status", status).with("bytes", bytes));
    return HttpResponse.empty(status);
  }
}
