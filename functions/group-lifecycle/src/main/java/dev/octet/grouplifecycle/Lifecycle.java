package dev.octet.grouplifecycle;

import dev.octet.aws.Environment;
import dev.octet.aws.Ids;
import dev.octet.aws.Log;
import dev.octet.aws.queue.CopyQueue;
import dev.octet.aws.queue.Handled;
import dev.octet.aws.queue.Notifications;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.secret.SecretSource;
import dev.octet.aws.table.Retention;
import dev.octet.aws.table.Table;
import dev.octet.domain.group.GroupCommand;
import dev.octet.domain.group.Picture;
import dev.octet.domain.operation.Operation;
import dev.octet.graph.GraphClient;
import dev.octet.graph.link.LinkFetch;
import dev.octet.operations.Backoff;
import dev.octet.operations.Cursors;
import dev.octet.operations.ErasurePass;
import dev.octet.operations.Gate;
import dev.octet.operations.Operations;
import dev.octet.operations.Pauses;
import dev.octet.operations.Redriving;
import dev.octet.operations.Successes;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What the handlers of this function share, wired once. */
final class Lifecycle {
  /** Shorter than what a batch leaves for its last message, so that an answer that does not come is still written down as lost. */
  static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

  /** A process that is killed for both together leaves a call that counts as lost, and is made again. */
  private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(5);

  private Lifecycle() {}

  static Table table(DynamoDbClient dynamoDb, Environment environment) {
    return new Table(dynamoDb, environment.text("TABLE_NAME"), Ids.random());
  }

  static History history(Table table, Environment environment, Clock clock) {
    return new History(table, Retention.of(environment.text("HISTORY_KEPT")), clock);
  }

  static Platform platform(Environment environment, SecretSource secrets, HttpClient http) {
    return new Platform(graph(environment, http), secrets);
  }

  static GraphClient graph(Environment environment, HttpClient http) {
    return new GraphClient(environment.text("GRAPH_BASE_URL") + "/" + environment.text("GRAPH_VERSION"), CALL_TIMEOUT, http);
  }

  static InviteLinks links(SqsClient sqs, Environment environment, Clock clock) {
    return new InviteLinks(new Queue(sqs, environment.text("MESSAGE_EVENTS_QUEUE_URL")), clock);
  }

  static PersonErasure erasure(DynamoDbClient dynamoDb, SqsClient sqs, Environment environment, Clock clock, Ways ways) {
    Table table = table(dynamoDb, environment);
    return new PersonErasure(table, ways.operations(), ways.notifications(), new Queue(sqs, environment.text("GROUP_EVENTS_QUEUE_URL")),
        new Queue(sqs, environment.text("MESSAGE_EVENTS_QUEUE_URL")), clock, new ErasurePass(table, clock));
  }

  /**
   * What is not of this stack, and tests replace.
   *
   * @param platform the connections to it
   * @param links fetches what callers link to
   */
  record Outside(HttpClient platform, Function<String, LinkFetch.Fetched> links, RandomGenerator random) {
    static Outside real() {
      return of(GraphClient.connections(), new SecureRandom());
    }

    static Outside of(HttpClient platform, RandomGenerator random) {
      return new Outside(platform, new LinkFetch(FETCH_TIMEOUT, Picture.MAX_BYTES)::fetch, random);
    }
  }

  /** What is read, over HTTP and by queue. */
  record Reads(GroupAccess access, GroupReads one, GroupLists lists) {
    static Reads of(Groups groups, JoinRequests joinRequests, History history, ReconcileMarks marks, Platform platform, SecretSource secrets) {
      GroupAccess access = new GroupAccess(groups, platform);
      Cursors cursors = Cursors.of(secrets);
      return new Reads(access, new GroupReads(access, groups, platform, marks), new GroupLists(access, groups, joinRequests, history, platform, cursors));
    }
  }

  /**
   * The ways of operations.
   *
   * @param creates the steps of {@code create_group}
   * @param steps those of the commands in {@code requests}
   */
  record Ways(SecretSource secrets, Operations operations, RequestPointers pointers, Groups groups, JoinRequests joinRequests, History history, Reads reads, Gate gate, GroupCreation creates,
      CreateEvents createEvents, RepeatableSteps steps, Map<String, GroupRequest> requests, Pictures pictures, Redriving redriving, Notifications notifications) {

    static Ways of(DynamoDbClient dynamoDb, SqsClient sqs, Environment environment, Clock clock, Outside outside, Log log) {
      Table table = table(dynamoDb, environment);
      Operations operations = new Operations(table, Retention.of(environment.text("OPERATIONS_KEPT")), clock);
      Successes successes = new Successes(table);
      RequestPointers pointers = new RequestPointers(table, clock);
      CreatingLeases leases = new CreatingLeases(table, clock);
      History history = Lifecycle.history(table, environment, clock);
      Groups groups = new Groups(table, clock, history);
      JoinRequests joinRequests = new JoinRequests(table);
      SecretSource secrets = SecretSource.of(environment, clock, log);
      Platform platform = platform(environment, secrets, outside.platform());
      Notifications notifications = new Notifications(new Queue(sqs, environment.text("NOTIFICATIONS_QUEUE_URL")),
          environment.optional("NOTIFICATION_COPIES_QUEUE_URL").map(url -> new Queue(sqs, url)),
          CopyQueue.at(sqs, environment.optional("SANDBOX_NOTIFICATIONS_QUEUE_URL")), log);
      Backoff backoff = new Backoff(outside.random());
      Duration settleWindow = environment.duration("SETTLE_WINDOW");
      Gate gate = new Gate(new Pauses(table), operations, groups::activeCount, notifications, clock, backoff);
      GroupCreation creates = new GroupCreation(operations, pointers, leases, groups, platform, successes, notifications, gate, clock, backoff, settleWindow);
      CreateEvents createEvents = new CreateEvents(operations, pointers, leases, groups, creates, notifications, clock);
      RepeatableSteps steps = new RepeatableSteps(operations, pointers, successes, notifications, gate, clock, backoff, settleWindow);
      Pictures pictures = new Pictures(table);
      SettingsUpdate settings = new SettingsUpdate(platform, groups, pictures, new PictureFetch(pictures, outside.links()), history);
      Reads reads = Reads.of(groups, joinRequests, history, new ReconcileMarks(table, clock), platform, secrets);
      return new Ways(secrets, operations, pointers, groups, joinRequests, history, reads, gate, creates, createEvents, steps,
          requests(platform, groups, joinRequests, history, reads, settings, links(sqs, environment, clock)), pictures, new Redriving(operations, clock), notifications);
    }

    private static Map<String, GroupRequest> requests(
        Platform platform, Groups groups, JoinRequests joinRequests, History history, Reads reads, SettingsUpdate settings, InviteLinks links) {
      Map<String, GroupRequest> requests = new HashMap<>();
      for (GroupCommand command : GroupCommand.values()) {
        Optional<GroupRequest> request = switch (command) {
          case CREATE_GROUP -> Optional.empty(); // the one that may not be asked for again
          case DELETE_GROUP -> Optional.of(new GroupDeletion(platform, groups, links));
          case UPDATE_GROUP_SETTINGS -> Optional.of(settings);
          case REMOVE_PARTICIPANTS -> Optional.of(new ParticipantRemoval(platform, groups, history));
          case RESET_INVITE_LINK -> Optional.of(new InviteLinkReset(platform, groups, history, links));
          case APPROVE_JOIN_REQUESTS -> Optional.of(new JoinRequestAnswer(JoinRequestAnswer.Kind.APPROVE, platform, groups, joinRequests, history));
          case REJECT_JOIN_REQUESTS -> Optional.of(new JoinRequestAnswer(JoinRequestAnswer.Kind.REJECT, platform, groups, joinRequests, history));
          case GET_GROUP -> Optional.of(new GroupRead(it -> reads.one().info(numbers(it), GroupRequest.groupId(it), it.body())));
          case GET_INVITE_LINK -> Optional.of(new GroupRead(it -> reads.one().inviteLink(numbers(it), GroupRequest.groupId(it), it.body())));
          case LIST_GROUPS -> Optional.of(new GroupRead(it -> reads.lists().activeGroups(it.phoneNumberId(), it.body(), Optional.empty())));
          case LIST_JOIN_REQUESTS -> Optional.of(new GroupRead(it ->
              reads.lists().joinRequests(numbers(it), GroupRequest.groupId(it), it.body(), Optional.empty())));
        };
        request.ifPresent(it -> requests.put(command.word(), it));
      }
      return Map.copyOf(requests);
    }

    private static List<String> numbers(Operation operation) {
      return List.of(operation.phoneNumberId());
    }

    /** Takes an operation as far as it goes now. */
    Handled advance(Operations.Recorded recorded, Gate.Arrival arrival) {
      GroupRequest request = requests.get(recorded.operation().command());
      return request == null ? creates.advance(recorded, arrival) : steps.advance(recorded, request, arrival);
    }
  }
}
