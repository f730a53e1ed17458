package dev.octet.messagesending;

import dev.octet.aws.Environment;
import dev.octet.aws.Ids;
import dev.octet.aws.Log;
import dev.octet.aws.queue.CopyQueue;
import dev.octet.aws.queue.Handled;
import dev.octet.aws.queue.Notifications;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.secret.SecretSource;
import dev.octet.aws.table.Key;
import dev.octet.aws.table.Retention;
import dev.octet.aws.table.Table;
import dev.octet.domain.message.ClosedWindow;
import dev.octet.domain.message.MessagePolicy;
import dev.octet.domain.message.RepurposedTemplates;
import dev.octet.domain.message.RulesEdition;
import dev.octet.domain.operation.Operation;
import dev.octet.graph.GraphClient;
import dev.octet.operations.Backoff;
import dev.octet.operations.Gate;
import dev.octet.operations.Operations;
import dev.octet.operations.Operations.Recorded;
import dev.octet.operations.PassedCalls;
import dev.octet.operations.Pauses;
import dev.octet.operations.Redriving;
import dev.octet.operations.Successes;
import dev.octet.operations.Sleep;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * What the handlers of this function share, wired once.
 *
 * @param policy what is let through of what is in doubt
 */
record Messaging(
    Table table, SecretSource secrets, Operations operations, MessagePlatform platform, Messages messages, MessageContents contents, Rosters rosters,
    Conversations conversations, CostCounters counters, TemplateCounters templateCounters, Accounts accounts, TemplateCategories categories, Gate gate, SendGuard guard, Invitations invitations,
    Inviting inviting, SendOutcomes outcomes, SendSteps steps, NumberPace pace, PassedCalls passed, Redriving redriving, Notifications notifications, MessagePolicy policy) {
  /** Shorter than what a batch leaves for its last message, so that an answer that does not come is still written down as lost. */
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);
  /** For a question that a send waits for: it goes on without an answer. */
  private static final Duration ASK_TIMEOUT = Duration.ofSeconds(2);

  /**
   * What is not of this stack, and tests replace.
   *
   * @param platform the connections to it
   * @param pause waits so long
   */
  record Outside(HttpClient platform, RandomGenerator random, Consumer<Duration> pause) {
    static Outside real() {
      return new Outside(GraphClient.connections(), new SecureRandom(), Sleep::real);
    }
  }

  static Messaging of(DynamoDbClient dynamoDb, SqsClient sqs, Environment environment, Clock clock, Outside outside, Log log) {
    Table table = new Table(dynamoDb, environment.text("TABLE_NAME"), Ids.random());
    SecretSource secrets = SecretSource.of(environment, clock, log);
    Operations operations = new Operations(table, Retention.of(environment.text("OPERATIONS_KEPT")), clock);
    Retention costs = Retention.of(environment.text("COSTS_KEPT"));
    CostCounters counters = new CostCounters(table, costs, clock);
    TemplateCounters templateCounters = new TemplateCounters(table, costs, clock);
    Messages messages = new Messages(table, counters, templateCounters, Retention.of(environment.text("RECEIPTS_KEPT")), clock);
    MessageContents contents = new MessageContents(table, clock, Retention.of(environment.text("MESSAGE_CONTENT_KEPT")));
    Rosters rosters = new Rosters(table);
    Conversations conversations = new Conversations(table);
    Notifications notifications = new Notifications(new Queue(sqs, environment.text("NOTIFICATIONS_QUEUE_URL")),
        environment.optional("NOTIFICATION_COPIES_QUEUE_URL").map(url -> new Queue(sqs, url)),
        CopyQueue.at(sqs, environment.optional("SANDBOX_NOTIFICATIONS_QUEUE_URL")), log);
    Backoff backoff = new Backoff(outside.random());
    String graph = environment.text("GRAPH_BASE_URL") + "/" + environment.text("GRAPH_VERSION");
    MessagePlatform platform = new MessagePlatform(
        new GraphClient(graph, CALL_TIMEOUT, outside.platform()), new GraphClient(graph, ASK_TIMEOUT, outside.platform()), secrets);
    Gate gate = new Gate(new Pauses(table), operations, number -> activeGroups(table, number), notifications, clock, backoff);
    Accounts accounts = new Accounts(table, platform, clock);
    TemplateCategories categories = new TemplateCategories(table, accounts, platform, clock);
    Templates templates = new Templates(categories, new TemplateUses(table), RepurposedTemplates.of(environment.text("REPURPOSED_TEMPLATES")));
    SendGuard guard = new SendGuard(conversations, ClosedWindow.of(environment.text("CLOSED_WINDOW")), templates, clock);
    MessagePolicy policy = policy(environment);
    Invitations invitations = new Invitations(table);
    Inviting inviting = new Inviting(invitations, rosters, policy);
    SendOutcomes outcomes = new SendOutcomes(messages, contents, rosters, conversations, templates, guard, inviting);
    NumberPace pace = new NumberPace(table, clock, Integer.parseInt(environment.text("MESSAGES_PER_SECOND")));
    SendSteps steps = new SendSteps(operations, platform, guard, inviting, outcomes, new Successes(table), notifications, gate, pace, clock, backoff,
        environment.duration("SEND_WINDOW"), outside.pause());
    return new Messaging(table, secrets, operations, platform, messages, contents, rosters, conversations, counters, templateCounters, accounts, categories, gate, guard, invitations,
        inviting, outcomes, steps, pace, new PassedCalls(new GraphClient(graph, CALL_TIMEOUT, outside.platform()), secrets), new Redriving(operations, clock), notifications, policy);
  }

  private static MessagePolicy policy(Environment environment) {
    List<String> inviteBases = new ArrayList<>(List.of(MessagePolicy.INVITE_BASE));
    environment.optional("SANDBOX_INVITE_BASE").ifPresent(inviteBases::add);
    return new MessagePolicy(RulesEdition.of(environment.text("RULES_EDITION")), environment.text("UNVERIFIED_MESSAGES").equals("allow"), inviteBases);
  }

  /** As group-lifecycle counts them. */
  private static long activeGroups(Table table, String phoneNumberId) {
    return table.get(new Key("NUMBER#" + phoneNumberId, "NUMBER")).map(item -> item.attributes().whole("active_groups").orElse(0)).orElse(0L);
  }

  /** Settles sends whose message is seen. */
  SendSettlement settlement() {
    return (requestId, messageId, at) -> operations.get(requestId).ifPresent(recorded -> {
      Operation operation = recorded.operation();
      // First of all: of a message that is kept as ours, nobody asks again.
      Recorded ended = steps.sentAs(recorded, SendOutcomes.seen(operation, messageId));
      outcomes.keep(operation, messageId, at);
      if (!ended.operation().told()) {
        Handled _ = steps.advance(ended, Gate.Arrival.HEARD);
      }
    });
  }
}
