package dev.octet.grouplifecycle;

import dev.octet.aws.AwsClients;
import dev.octet.aws.Environment;
import dev.octet.aws.Ids;
import dev.octet.aws.Log;
import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.secret.SecretSource;
import dev.octet.aws.secret.Secrets.ApiToken;
import dev.octet.aws.snapshot.Rehearsal;
import dev.octet.aws.snapshot.Scene;
import dev.octet.aws.snapshot.Snapshot;
import dev.octet.aws.table.Table;
import dev.octet.domain.group.GroupCommand;
import dev.octet.domain.group.Lacking;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.Asked;
import dev.octet.domain.message.MessagePolicy;
import dev.octet.domain.message.Refusals;
import dev.octet.domain.message.RulesEdition;
import dev.octet.graph.GraphError;
import dev.octet.grouplifecycle.doctor.Doctor;
import dev.octet.operations.ApiHandler;
import dev.octet.operations.HttpOperations;
import dev.octet.operations.InlineOperations;
import dev.octet.operations.OperationReads;
import dev.octet.operations.Operations;
import dev.octet.operations.PageRequest;
import dev.octet.operations.PassThrough;
import dev.octet.operations.PassedCalls;
import dev.octet.operations.Refused;
import dev.octet.operations.Sleep;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The HTTP API of groups: {@code /graph/{version}/…} in the platform's own language (spec §2), Octet's own routes under
 * {@code /v1}, and {@code /health}. What is refused is refused in the platform's envelope.
 */
public final class GroupApiHandler extends ApiHandler {
  /** What is asked of messages comes to another function, but for what there is not. */
  private static final MessagePolicy NO_MESSAGES = new MessagePolicy(RulesEdition.NOVEMBER_2025, false, List.of());

  private final SecretSource secrets;
  private final Health health;
  private final OperationEndpoint operations;
  private final Lifecycle.Reads reads;
  private final OperationReads operationReads;
  private final ReconciliationEndpoint reconciliation;
  private final Doctor doctor;
  private final PassThroughEndpoint passThrough;
  private final ErasureEndpoint erasure;

  public GroupApiHandler() {
    this(AwsClients.dynamoDb(), AwsClients.sqs(), Environment.ofProcess(), Clock.systemUTC(), Lifecycle.Outside.real(), Ids.random(), Sleep::real,
        Log.of("group-api"));
    if (Snapshot.willBeTaken()) {
      Rehearsal.of(stage -> new GroupApiHandler(stage.dynamoDb(), stage.sqs(), stage.environment(), stage.clock(), Lifecycle.Outside.real(), Ids.random(), Sleep::real,
          stage.log()),
          Scene.request("POST", "/graph/v26.0/" + Scene.NUMBER + "/groups", "{\"messaging_product\":\"whatsapp\",\"subject\":\"Rehearsed\"}"),
          Scene.request("GET", "/graph/v26.0/" + Scene.NUMBER + "/groups", ""));
    }
  }

  /** A simulation wires it to its own clock and queues, and lets time pass where it pauses. */
  public GroupApiHandler(
      DynamoDbClient dynamoDb, SqsClient sqs, Environment environment, Clock clock, HttpClient http, RandomGenerator random, Ids ids,
      Consumer<Duration> pause, Log log) {
    this(dynamoDb, sqs, environment, clock, Lifecycle.Outside.of(http, random), ids, pause, log);
  }

  GroupApiHandler(
      DynamoDbClient dynamoDb, SqsClient sqs, Environment environment, Clock clock, Lifecycle.Outside outside, Ids ids, Consumer<Duration> pause,
      Log log) {
    this(dynamoDb, sqs, environment, clock, Lifecycle.Ways.of(dynamoDb, sqs, environment, clock, outside, log), outside.platform(), ids, pause, log);
  }

  private GroupApiHandler(
      DynamoDbClient dynamoDb, SqsClient sqs, Environment environment, Clock clock, Lifecycle.Ways ways, HttpClient http, Ids ids, Consumer<Duration> pause,
      Log log) {
    super(ways.secrets(), ids, log);
    Table table = Lifecycle.table(dynamoDb, environment);
    this.secrets = ways.secrets();
    this.health = new Health(secrets, table, Stream.of("GROUP_COMMANDS_QUEUE_URL", "MESSAGE_EVENTS_QUEUE_URL", "NOTIFICATIONS_QUEUE_URL")
        .map(name -> new Queue(sqs, environment.text(name))).toList(), environment, clock);
    HttpOperations recorded = new HttpOperations(ways.operations(), new Queue(sqs, environment.text("GROUP_COMMANDS_QUEUE_URL")), clock, ids);
    this.operations = new OperationEndpoint(recorded, new InlineOperations(ways.operations(), ways::advance, clock, pause, log), ways.reads().access(), ways.pictures());
    this.reads = ways.reads();
    this.operationReads = new OperationReads(ways.operations());
    this.reconciliation = new ReconciliationEndpoint(
        new ReconciliationStore(table, clock), new ReconcileMarks(table, clock), ways.reads().access(), secrets);
    this.erasure = new ErasureEndpoint(recorded, new People(table, ways.groups(), clock));
    this.doctor = new Doctor(environment, http, sqs, table, new Doctor.GroupLimits(ways.groups()::activeCount, GroupLimit.NEAR, GroupLimit.MOST), secrets, clock, log);
    this.passThrough = new PassThroughEndpoint(PassThrough.of(environment.optional("PASS_THROUGH")),
        new AccountAccess(table, Lifecycle.platform(environment, secrets, http)::account, clock), new PassedCalls(Lifecycle.graph(environment, http), secrets));
  }

  /** Whether it is healthy, everybody may ask. */
  @Override
  protected HttpResponse handle(HttpRequest request) {
    if (!request.segments().equals(List.of("health"))) {
      return super.handle(request);
    }
    return health.answer(() -> request.bearerToken().flatMap(secrets.get()::apiToken).isPresent());
  }

  @Override
  protected HttpResponse handle(HttpRequest request, List<String> path, ApiToken token) {
    return path.getFirst().equals("v1") ? own(request, path, token) : graph(request, path, token);
  }

  private HttpResponse graph(HttpRequest request, List<String> path, ApiToken token) {
    if (path.size() < 3 || path.size() > 4 || !isVersion(path.get(1))) {
      throw new Refused(GraphError.of(100, "There is no such path. Operations are at /graph/{version}/{phone_number_id}/groups and "
          + "/graph/{version}/{group_id}, with a version such as v26.0."));
    }
    Optional<HttpResponse> passed = passThrough.handle(request, path.subList(2, path.size()), token);
    if (passed.isPresent()) {
      return passed.get();
    }
    JsonObject body = request.method().equals("POST") ? given(request) : JsonObject.EMPTY;
    Refusals.of(new Asked(request.method(), "/" + String.join("/", path.subList(2, path.size())), body), NO_MESSAGES).ifPresent(refusal -> {
      throw new Refused(GraphError.of(refusal.code(), refusal.sentence()));
    });
    String id = path.get(2);
    String what = request.method() + (path.size() == 4 ? " " + path.get(3) : "");
    JsonObject asked = JsonObject.of(request.query());
    List<String> numbers = token.phoneNumberIds();
    return switch (what) {
      case "POST groups" -> operations.onNumber(request, token, GroupCommand.CREATE_GROUP, numberOf(token, id));
      case "GET groups" -> ok(reads.lists().activeGroups(numberOf(token, id), asked, PageRequest.addresses(request)));
      case "GET" -> ok(reads.one().info(numbers, id, asked));
      case "POST" -> operations.onGroup(request, token, GroupCommand.UPDATE_GROUP_SETTINGS, id);
      case "DELETE" -> operations.onGroup(request, token, GroupCommand.DELETE_GROUP, id);
      case "GET invite_link" -> ok(reads.one().inviteLink(numbers, id, asked));
      case "POST invite_link" -> operations.onGroup(request, token, GroupCommand.RESET_INVITE_LINK, id);
      case "GET join_requests" -> ok(reads.lists().joinRequests(numbers, id, asked, PageRequest.addresses(request)));
      case "POST join_requests" -> operations.onGroup(request, token, GroupCommand.APPROVE_JOIN_REQUESTS, id);
      case "DELETE join_requests" -> operations.onGroup(request, token, GroupCommand.REJECT_JOIN_REQUESTS, id);
      case "DELETE participants" -> operations.onGroup(request, token, GroupCommand.REMOVE_PARTICIPANTS, id);
      case "POST participants" -> throw new Refused(GraphError.of(100, Lacking.ADD_PARTICIPANTS.sentence()));
      case "DELETE invite_link" -> throw new Refused(GraphError.of(100, Lacking.DELETE_INVITE_LINK.sentence()));
      case "POST admins", "DELETE admins" -> throw new Refused(GraphError.of(100, Lacking.SET_ADMINS.sentence()));
      case "GET participants" -> throw new Refused(GraphError.of(100, "Participants are read with GET /{group_id}?fields=participants."));
      default -> throw new Refused(GraphError.of(100, "The platform has no such operation on groups."));
    };
  }

  /** As far as it can be read: what is wrong with it is said by what it is for. */
  private static JsonObject given(HttpRequest request) {
    try {
      return JsonObject.parse(request.body());
    } catch (JsonException e) {
      return JsonObject.EMPTY;
    }
  }

  private HttpResponse own(HttpRequest request, List<String> path, ApiToken token) {
    if (request.method().equals("GET") && path.size() == 3 && path.get(1).equals("operations")) {
      return operationReads.handle(token, path.get(2));
    }
    if (request.method().equals("GET") && path.size() == 4 && path.get(1).equals("groups") && path.get(3).equals("history")) {
      return ok(reads.lists().history(token.phoneNumberIds(), path.get(2), JsonObject.of(request.query()), PageRequest.addresses(request)));
    }
    if (request.method().equals("GET") && path.size() == 4 && path.get(1).equals("numbers") && path.get(3).equals("doctor")) {
      return doctor.handle(request, numberOf(token, path.get(2)));
    }
    return erasure.handle(request, path, token).or(() -> reconciliation.handle(request, path, token)).orElseThrow(() -> new Refused(GraphError.of(100,
        "There is no such path. Operations are read at GET /v1/operations/{request_id}, "
            + "a group's history at GET /v1/groups/{group_id}/history.").withStatus(404)));
  }

  private static HttpResponse ok(JsonObject answer) {
    return HttpResponse.json(200, answer);
  }
}
