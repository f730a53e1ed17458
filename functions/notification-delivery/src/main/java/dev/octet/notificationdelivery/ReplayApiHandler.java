package dev.octet.notificationdelivery;

import dev.octet.aws.AwsClients;
import dev.octet.aws.Environment;
import dev.octet.aws.Ids;
import dev.octet.aws.Log;
import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.secret.SecretSource;
import dev.octet.aws.secret.Secrets.ApiToken;
import dev.octet.aws.table.Table;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.Asker;
import dev.octet.graph.GraphError;
import dev.octet.operations.ApiHandler;
import dev.octet.operations.Cursors;
import dev.octet.operations.Refused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** {@code /v1/replays}: asks for notifications to be sent again, and tells how far that has come. It is carried out in the background. */
public final class ReplayApiHandler extends ApiHandler {
  private static final Duration ASK_AGAIN = Duration.ofSeconds(30);

  private final Replays replays;
  private final Queue copies;
  private final List<String> targets = new ArrayList<>();
  private final Cursors cursors;
  private final Clock clock;
  private final Ids ids;

  public ReplayApiHandler() {
    this(AwsClients.dynamoDb(), AwsClients.sqs(), Environment.ofProcess(), Clock.systemUTC(), Ids.random(), Log.of("replay-api"));
  }

  private ReplayApiHandler(DynamoDbClient dynamoDb, SqsClient sqs, Environment environment, Clock clock, Ids ids, Log log) {
    this(dynamoDb, sqs, SecretSource.of(environment, clock, log), environment, clock, ids, log);
  }

  ReplayApiHandler(DynamoDbClient dynamoDb, SqsClient sqs, SecretSource secrets, Environment environment, Clock clock, Ids ids, Log log) {
    super(secrets, ids, log);
    this.replays = new Replays(new Table(dynamoDb, environment.text("NOTIFICATIONS_TABLE_NAME"), ids), clock);
    this.copies = new Queue(sqs, environment.text("NOTIFICATION_COPIES_QUEUE_URL"));
    this.targets.add(ReplayTargets.NOTIFICATIONS);
    environment.optional("DELIVER_TO").ifPresent(_ -> targets.add(ReplayTargets.DELIVERIES));
    FurtherQueue.of(sqs, environment).forEach(queue -> targets.add(queue.name()));
    this.cursors = Cursors.of(secrets);
    this.clock = clock;
    this.ids = ids;
  }

  @Override
  protected HttpResponse handle(HttpRequest request, List<String> path, ApiToken token) {
    return switch (request.method() + " " + path.size()) {
      case "POST 2" -> begin(ReplayRequest.read(json(request)), token);
      case "GET 3" -> HttpResponse.json(200, describe(get(path.getLast(), token)));
      default -> throw new Refused(GraphError.of(100, "Replays are asked for with POST /v1/replays, and read with GET /v1/replays/{id}.").withStatus(404));
    };
  }

  private HttpResponse begin(ReplayRequest asked, ApiToken token) {
    String number = numberOf(token, asked.phoneNumberId());
    if (!targets.contains(asked.target())) {
      throw new Refused(GraphError.of(131009, "`to_queue` must be one of: " + String.join(", ", targets) + "."));
    }
    Optional<String> place = asked.after().map(cursor -> cursors.open(list(number, asked.groupId()), cursor));
    Instant now = clock.instant();
    Instant to = asked.to().filter(it -> it.isBefore(now)).orElse(now);
    if (asked.from().filter(it -> !it.isBefore(to)).isPresent()) {
      throw new Refused(GraphError.of(131009, "`from` must be in the past."));
    }
    Replay replay = new Replay(ids.next(), number, asked.groupId(), asked.from(), to, asked.target(), asked.canonical(), Asker.api(token.name(), now).by(), now,
        Replay.State.RUNNING, place, 0, now, Optional.empty());
    if (replays.begin(replay)) {
      return accepted(replay);
    }
    Replay running = replays.running(number, asked.target()).filter(it -> it.asked().equals(asked.canonical())).orElseThrow(() -> new Refused(
        GraphError.of(131009, "Another replay of this number to `" + asked.target() + "` is running"
            + replays.running(number, asked.target()).map(it -> ", " + it.id()).orElse("") + ". Ask again when it has ended.").withStatus(409), ASK_AGAIN));
    return accepted(running);
  }

  /** Of one that runs already, a step more does no harm; were its own lost, this is how it goes on. */
  private HttpResponse accepted(Replay replay) {
    copies.send(ReplayWork.step(replay.id(), ids.next()));
    return HttpResponse.json(202, describe(replay));
  }

  private Replay get(String id, ApiToken token) {
    return replays.get(id).map(Replays.Recorded::replay).filter(replay -> token.mayUse(replay.phoneNumberId())).orElseThrow(() -> new Refused(
        GraphError.of(100, "There is no replay with this id that the token may see. Replays are kept for 30 days.").withStatus(404)));
  }

  private static String list(String number, Optional<String> groupId) {
    return "replays " + number + " " + groupId.orElse("");
  }

  private JsonObject describe(Replay replay) {
    return JsonObject.EMPTY
        .with("id", replay.id())
        .with("phone_number_id", replay.phoneNumberId())
        .with("group_id", replay.groupId())
        .with("from", replay.from().map(Instant::toString))
        .with("to", replay.to().toString())
        .with("to_queue", replay.target())
        .with("state", replay.state().word())
        .with("sent", replay.sent())
        .with("cursor", replay.place().map(place -> cursors.seal(list(replay.phoneNumberId(), replay.groupId()), place)))
        .with("reason", replay.reason())
        .with("asked_by", replay.askedBy())
        .with("asked_at", replay.askedAt().toString())
        .with("updated_at", replay.updatedAt().toString());
  }
}
