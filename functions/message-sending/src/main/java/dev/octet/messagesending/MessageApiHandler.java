package dev.octet.messagesending;

import dev.octet.aws.AwsClients;
import dev.octet.aws.Environment;
import dev.octet.aws.Ids;
import dev.octet.aws.Log;
import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.secret.Secrets.ApiToken;
import dev.octet.aws.snapshot.Rehearsal;
import dev.octet.aws.snapshot.Scene;
import dev.octet.aws.snapshot.Snapshot;
import dev.octet.graph.GraphError;
import dev.octet.operations.ApiHandler;
import dev.octet.operations.HttpOperations;
import dev.octet.operations.InlineOperations;
import dev.octet.operations.PassThrough;
import dev.octet.operations.Refused;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The HTTP API of messages: {@code /graph/{version}/{phone_number_id}/messages} and {@code …/media} in the platform's own
 * language (spec §3), and Octet's own routes about messages and what they cost.
 */
public final class MessageApiHandler extends ApiHandler {
  private final SendEndpoint sending;
  private final MediaEndpoint media;
  private final OwnEndpoints own;

  public MessageApiHandler() {
    this(AwsClients.dynamoDb(), AwsClients.sqs(), Environment.ofProcess(), Clock.systemUTC(), Messaging.Outside.real(), Ids.random(), Log.of("message-api"));
    if (Snapshot.willBeTaken()) {
      Rehearsal.of(stage -> new MessageApiHandler(stage.dynamoDb(), stage.sqs(), stage.environment(), stage.clock(), Messaging.Outside.real(), Ids.random(), stage.log()),
          Scene.request("GET", "/v1/groups/" + Scene.GROUP + "/messages", ""),
          // Refused before anything is recorded: what comes behind is a matter of the platform, whom nobody reaches here.
          Scene.request("POST", "/graph/v26.0/" + Scene.NUMBER + "/messages", "{\"messaging_product\":\"whatsapp\",\"recipient_type\":\"group\",\"to\":\""
              + Scene.GROUP + "\",\"type\":\"text\",\"text\":{}}"));
    }
  }

  /** A simulation wires it to its own clock and queues, and lets time pass where it pauses. */
  public MessageApiHandler(
      DynamoDbClient dynamoDb, SqsClient sqs, Environment environment, Clock clock, HttpClient http, RandomGenerator random, Ids ids,
      Consumer<Duration> pause, Log log) {
    this(dynamoDb, sqs, environment, clock, new Messaging.Outside(http, random, pause), ids, log);
  }

  MessageApiHandler(DynamoDbClient dynamoDb, SqsClient sqs, Environment environment, Clock clock, Messaging.Outside outside, Ids ids, Log log) {
    this(Messaging.of(dynamoDb, sqs, environment, clock, outside, log), PassThrough.of(environment.optional("PASS_THROUGH")), new Queue(sqs, environment.text("MESSAGE_COMMANDS_QUEUE_URL")), clock, outside.pause(), ids, log);
  }

  private MessageApiHandler(Messaging messaging, PassThrough passThrough, Queue commands, Clock clock, Consumer<Duration> pause, Ids ids, Log log) {
    super(messaging.secrets(), ids, log);
    HttpOperations recorded = new HttpOperations(messaging.operations(), commands, clock, ids);
    this.sending = new SendEndpoint(recorded,
        new InlineOperations(messaging.operations(), messaging.steps()::advance, clock, pause, log), messaging.policy(),
        new IndividualSends(passThrough, messaging.policy(), messaging.pace(), messaging.passed(), pause));
    this.media = new MediaEndpoint(messaging.platform());
    this.own = OwnEndpoints.of(messaging, clock);
  }

  @Override
  protected HttpResponse handle(HttpRequest request, List<String> path, ApiToken token) {
    if (path.getFirst().equals("graph") && path.size() == 4 && isVersion(path.get(1)) && request.method().equals("POST")) {
      String number = numberOf(token, path.get(2));
      if (path.get(3).equals("messages")) {
        return sending.send(request, token, number);
      }
      if (path.get(3).equals("media")) {
        return media.upload(request, number);
      }
    }
    if (path.getFirst().equals("v1")) {
      return own.handle(request, path.subList(1, path.size()), token);
    }
    throw new Refused(GraphError.of(100, "There is no such operation on messages. They are sent with POST /graph/{version}/{phone_number_id}/messages, "
        + "and files are uploaded with POST /graph/{version}/{phone_number_id}/media."));
  }
}
