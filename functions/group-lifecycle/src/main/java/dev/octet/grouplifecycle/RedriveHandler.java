package dev.octet.grouplifecycle;

import dev.octet.aws.AwsClients;
import dev.octet.aws.Environment;
import dev.octet.aws.Ids;
import dev.octet.aws.Log;
import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.aws.secret.SecretSource;
import dev.octet.aws.secret.Secrets.ApiToken;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphError;
import dev.octet.operations.ApiHandler;
import dev.octet.operations.Operations;
import dev.octet.operations.Refused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** {@code /v1/redrives}: what lies among the dead letters and why, and sending it back. */
public final class RedriveHandler extends ApiHandler {
  private static final int USUAL_ENTRIES = 10;
  private static final int MOST_ENTRIES = 100;
  /** Those that can be received, those in somebody's hands, and those that are to come. */
  private static final List<QueueAttributeName> WAITING = List.of(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
      QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

  private final SqsClient sqs;
  private final Map<String, DeadLetterQueue> queues;
  private final Redrives redrives;
  private final Clock clock;
  private final Log log;

  public RedriveHandler() {
    this(AwsClients.dynamoDb(), AwsClients.sqs(), Environment.ofProcess(), Clock.systemUTC(), Ids.random(), Log.of("redrive"));
  }

  RedriveHandler(DynamoDbClient dynamoDb, SqsClient sqs, Environment environment, Clock clock, Ids ids, Log log) {
    super(SecretSource.of(environment, clock, log), ids, log);
    this.sqs = sqs;
    this.queues = DeadLetterQueue.all(environment.text("REDRIVES"));
    Operations operations = new Operations(Lifecycle.table(dynamoDb, environment));
    this.redrives = new Redrives(sqs, id -> operations.get(id).map(Operations.Recorded::operation), clock, log);
    this.clock = clock;
    this.log = log;
  }

  @Override
  protected HttpResponse handle(HttpRequest request, List<String> path, ApiToken token) {
    return switch (request.method()) {
      case "GET" -> HttpResponse.json(200, look(JsonObject.of(request.query()), token));
      case "POST" -> HttpResponse.json(200, redrive(RedriveRequest.read(json(request)), token));
      default -> throw new Refused(GraphError.of(100, "Dead letters are looked at with GET and sent back with POST."));
    };
  }

  private JsonObject look(JsonObject asked, ApiToken token) {
    int limit = RedriveRequest.limit(asked, USUAL_ENTRIES, MOST_ENTRIES);
    Collection<DeadLetterQueue> wanted = asked.text("queue").<Collection<DeadLetterQueue>>map(name -> List.of(queue(name))).orElseGet(queues::values);
    Instant end = clock.instant().plus(Redrives.LONGEST);
    List<JsonObject> told = new ArrayList<>();
    for (DeadLetterQueue queue : wanted) {
      Instant now = clock.instant();
      // The time that is left is everybody's who is left: one full queue does not hide the others.
      Redrives.Seen seen = redrives.look(queue, visible(token), limit, now.plus(Duration.between(now, end).dividedBy(wanted.size() - told.size())));
      told.add(JsonObject.EMPTY.with("queue", queue.name())
          .with("waiting", Optional.of(token).filter(ApiToken::operator).map(_ -> waiting(queue)))
          .with("entries", seen.entries())
          .with("complete", seen.complete()));
    }
    return JsonObject.EMPTY.with("queues", told);
  }

  private JsonObject redrive(RedriveRequest request, ApiToken token) {
    DeadLetterQueue queue = queue(request.queue());
    JsonObject counts = redrives.redrive(queue, request, visible(token)).toJson();
    JsonObject answer = JsonObject.EMPTY.with("queue", queue.name()).with("dry_run", request.dryRun()).withAll(counts);
    log.info("redriven", answer);
    return answer;
  }

  /** A dead letter is its number's; what belongs to none, or cannot be read, is the operator's. */
  private static Predicate<DeadLetter> visible(ApiToken token) {
    return letter -> token.operator() || letter.phoneNumberId().filter(token::mayUse).isPresent();
  }

  private DeadLetterQueue queue(String name) {
    return Optional.ofNullable(queues.get(name))
        .orElseThrow(() -> new Refused(GraphError.of(100, "`queue` must be one of " + String.join(", ", queues.keySet()) + ".")));
  }

  private long waiting(DeadLetterQueue queue) {
    Map<QueueAttributeName, String> attributes = sqs.getQueueAttributes(request -> request.queueUrl(queue.deadLetters()).attributeNames(WAITING)).attributes();
    return WAITING.stream().mapToLong(name -> Long.parseLong(attributes.getOrDefault(name, "0"))).sum();
  }
}
