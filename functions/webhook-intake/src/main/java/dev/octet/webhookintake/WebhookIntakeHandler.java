package dev.octet.webhookintake;

import dev.octet.aws.AwsClients;
import dev.octet.aws.Environment;
import dev.octet.aws.Log;
import dev.octet.aws.Metric;
import dev.octet.aws.Trail;
import dev.octet.aws.http.HttpHandler;
import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.secret.SecretSource;
import dev.octet.aws.snapshot.Rehearsal;
import dev.octet.aws.snapshot.Scene;
import dev.octet.aws.snapshot.Snapshot;
import dev.octet.graph.webhook.DeliveredEvent;
import dev.octet.graph.webhook.Signature;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;

/** {@code /webhooks/whatsapp}: the platform's handshake, and its deliveries. Answers are a status and nothing else. */
public final class WebhookIntakeHandler extends HttpHandler {
  private final SecretSource secrets;
  private final EventQueues queues;
  private final Optional<Queue> forwards;
  private final Clock clock;

  public WebhookIntakeHandler() {
    this(AwsClients.sqs(), Environment.ofProcess(), Clock.systemUTC(), Log.of("webhook-intake"));
    if (Snapshot.willBeTaken()) {
      String delivery = Scene.webhook("group_participants_update", "groups",
          "{\"timestamp\":\"1795510935\",\"group_id\":\"" + Scene.GROUP + "\",\"type\":\"group_participants_add\",\"added_participants\":[{\"wa_id\":\"1\"}]}") + "}";
      Rehearsal.of(stage -> new WebhookIntakeHandler(stage.sqs(), stage.environment(), stage.clock(), stage.log()), Scene.request(
          "POST", "/webhooks/whatsapp", "x-hub-signature-256", Signature.sign(delivery.getBytes(StandardCharsets.UTF_8), Scene.APP_SECRET), delivery));
    }
  }

  /** A simulation wires it to its own clock and queues. */
  public WebhookIntakeHandler(SqsClient sqs, Environment environment, Clock clock, Log log) {
    super(log);
    this.secrets = SecretSource.of(environment, clock, log);
    this.queues = new EventQueues(sqs, environment, log);
    this.forwards = environment.optional("WEBHOOK_FORWARDS_QUEUE_URL").map(url -> new Queue(sqs, url));
    this.clock = clock;
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
    String signature = request.header("x-hub-signature-256").orElse("");
    Trail.note("bytes", body.length);
    Judged judged = Judged.of(body, signature, secrets);
    return switch (judged) {
      case Judged.TooLarge _ -> HttpResponse.empty(413);
      case Judged.NotSigned _ -> {
        if (Signature.isOne(signature)) {
          Metric.SIGNATURE_FAILURES.count(); // somebody is to look why: not at whoever tries addresses
        }
        yield HttpResponse.empty(401);
      }
      case Judged.Unreadable _ -> {
        forwarding(request, signature, judged).forEach(Runnable::run); // another receiver may make something of it
        yield HttpResponse.empty(400);
      }
      case Judged.Events(List<DeliveredEvent> events) -> {
        Outgoing outgoing = Outgoing.of(events, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        // What this throws becomes a 500, and the platform delivers all of it again: the queues know what they have.
        queues.put(outgoing, forwarding(request, signature, judged));
        Metric.DELIVERIES.count();
        outgoing.leaveTrail();
        Trail.noteAll("event_ids", events.stream().map(DeliveredEvent::key).toList());
        yield HttpResponse.empty(200);
      }
    };
  }

  /** What puts it on its way to another receiver, where there is one. */
  private List<Runnable> forwarding(HttpRequest request, String signature, Judged judged) {
    return forwards.stream().<Runnable>map(queue -> () ->
        queue.sendAll(Forward.of(request.body(), signature, request.header("content-type")).entries(judged))).toList();
  }
}
