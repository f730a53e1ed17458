package dev.octet.grouplifecycle;

import dev.octet.aws.Environment;
import dev.octet.aws.Ids;
import dev.octet.aws.queue.Handled;
import dev.octet.aws.queue.Notifications;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.secret.SecretSource;
import dev.octet.aws.table.Table;
import dev.octet.graph.GraphClient;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What the handlers of this function share, wired once. */
final class Lifecycle {
  /** Shorter than what a batch leaves for its last message, so that an answer that does not come is still written down as lost. */
  static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

  private Lifecycle() {}

  static Table table(DynamoDbClient dynamoDb, Environment environment) {
    return new Table(dynamoDb, environment.text("TABLE_NAME"), Ids.random());
  }

  static Platform platform(Environment environment, SecretSource secrets) {
    return platform(environment, secrets, GraphClient.connections());
  }

  static Platform platform(Environment environment, SecretSource secrets, HttpClient http) {
    return new Platform(
        new GraphClient(environment.text("GRAPH_BASE_URL") + "/" + environment.text("GRAPH_VERSION"), CALL_TIMEOUT, http), secrets);
  }

  /**
   * The ways of operations, as far as queues carry them.
   *
   * @param creates the steps of {@code create_group}
   * @param steps those of the commands in {@code requests}
   */
  record Ways(Operations operations, RequestPointers pointers, Groups groups, GroupCreation creates, CreateEvents createEvents,
      RepeatableSteps steps, Map<String, GroupRequest> requests, Notifications notifications) {

    static Ways of(DynamoDbClient dynamoDb, SqsClient sqs, Environment environment, Clock clock) {
      return of(dynamoDb, sqs, environment, clock, GraphClient.connections(), new Random());
    }

    static Ways of(DynamoDbClient dynamoDb, SqsClient sqs, Environment environment, Clock clock, HttpClient http, RandomGenerator random) {
      Table table = table(dynamoDb, environment);
      Operations operations = new Operations(table);
      RequestPointers pointers = new RequestPointers(table, clock);
      CreatingLeases leases = new CreatingLeases(table, clock);
      Groups groups = new Groups(table);
      Platform platform = platform(environment, SecretSource.of(environment.text("SECRETS"), clock), http);
      Notifications notifications = new Notifications(new Queue(sqs, environment.text("NOTIFICATIONS_QUEUE_URL")));
      Backoff backoff = new Backoff(random);
      Duration settleWindow = environment.duration("SETTLE_WINDOW");
      GroupCreation creates = new GroupCreation(operations, pointers, leases, groups, platform, notifications, clock, backoff, settleWindow);
      CreateEvents createEvents = new CreateEvents(operations, pointers, leases, groups, creates, notifications, clock);
      RepeatableSteps steps = new RepeatableSteps(operations, pointers, notifications, clock, backoff, settleWindow);
      Map<String, GroupRequest> requests = Map.of(
          "delete_group", new GroupDeletion(platform, groups), "update_group_settings", new SettingsUpdate(platform, groups));
      return new Ways(operations, pointers, groups, creates, createEvents, steps, requests, notifications);
    }

    /** Takes an operation as far as it goes now. */
    Handled advance(Operations.Recorded recorded) {
      GroupRequest request = requests.get(recorded.operation().command());
      return request == null ? creates.advance(recorded) : steps.advance(recorded, request);
    }
  }
}
