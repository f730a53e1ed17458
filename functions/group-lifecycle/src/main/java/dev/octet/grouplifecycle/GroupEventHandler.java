package dev.octet.grouplifecycle;

import dev.octet.aws.AwsClients;
import dev.octet.aws.BeyondLimitException;
import dev.octet.aws.Environment;
import dev.octet.aws.Log;
import dev.octet.aws.queue.DeadLetters;
import dev.octet.aws.queue.Handled;
import dev.octet.aws.queue.Notifications;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.queue.QueueHandler;
import dev.octet.aws.queue.QueueMessage;
import dev.octet.aws.snapshot.Rehearsal;
import dev.octet.aws.snapshot.Scene;
import dev.octet.aws.snapshot.Snapshot;
import dev.octet.aws.table.Table;
import dev.octet.domain.Notification;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphClient;
import dev.octet.graph.webhook.GroupEvent;
import dev.octet.graph.webhook.IdentityChange;
import dev.octet.graph.webhook.UnrecognizedWebhook;
import dev.octet.graph.webhook.WebhookEvent;
import dev.octet.operations.Erasure;
import dev.octet.operations.EventTrail;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** {@code group-events.fifo}: what the platform says happened, applied to the table and told. */
public final class GroupEventHandler extends QueueHandler {
  private final CreateEvents creates;
  private final RequestEvents requests;
  private final GroupChanges changes;
  private final SettingsChanges settings;
  private final People people;
  private final GroupLimit limit;
  private final PersonErasure erasure;
  private final Notifications notifications;

  public GroupEventHandler() {
    this(AwsClients.dynamoDb(), AwsClients.sqs(), Environment.ofProcess(), Clock.systemUTC(), Log.of("group-events"));
    if (Snapshot.willBeTaken()) {
      Rehearsal.of(stage -> new GroupEventHandler(stage.dynamoDb(), stage.sqs(), stage.environment(), stage.clock(), stage.log()),
          Scene.event("group_participants_update", "groups", "{\"timestamp\":\"1795510935\",\"group_id\":\"" + Scene.GROUP
              + "\",\"type\":\"group_participants_add\",\"reason\":\"invite_link\",\"added_participants\":[{\"wa_id\":\"1\"}]}"));
    }
  }

  GroupEventHandler(DynamoDbClient dynamoDb, SqsClient sqs, Environment environment, Clock clock, Log log) {
    this(dynamoDb, sqs, environment, clock, GraphClient.connections(), new SecureRandom(), log);
  }

  /** A simulation wires it to its own clock and queues. */
  public GroupEventHandler(
      DynamoDbClient dynamoDb, SqsClient sqs, Environment environment, Clock clock, HttpClient http, RandomGenerator random, Log log) {
    super(new Queue(sqs, environment.text("GROUP_EVENTS_QUEUE_URL")),
        new DeadLetters(sqs, environment.text("GROUP_EVENTS_DEAD_LETTERS_URL"), environment.text("GROUP_EVENTS_QUEUE_URL"), "group-events", clock), log);
    Lifecycle.Ways ways = Lifecycle.Ways.of(dynamoDb, sqs, environment, clock, Lifecycle.Outside.of(http, random), log);
    this.creates = ways.createEvents();
    this.requests = new RequestEvents(ways);
    Table table = Lifecycle.table(dynamoDb, environment);
    this.people = new People(table, ways.groups(), clock);
    this.changes = new GroupChanges(ways.groups(), ways.joinRequests(), ways.history(), people);
    this.settings = new SettingsChanges(ways.groups(), ways.history());
    this.notifications = ways.notifications();
    this.erasure = Lifecycle.erasure(dynamoDb, sqs, environment, clock, ways);
    this.limit = new GroupLimit(table, notifications, clock);
  }

  @Override
  protected Handled handle(QueueMessage message) {
    Optional<Erasure> erased = Erasure.read(message);
    if (erased.isPresent()) {
      return erasure.handle(erased.get(), message);
    }
    WebhookEvent event;
    try {
      event = WebhookEvent.parse(message.body());
      EventTrail.leave(event);
    } catch (JsonException e) {
      return tell(List.of(UnrecognizedWebhook.of(message.body(), message.sentAt(), String.valueOf(e.getMessage()))));
    }
    try {
      if (IdentityChange.isIn(event)) {
        event.phoneNumberId().ifPresent(number -> IdentityChange.of(event).forEach(change -> people.renamed(number, change)));
        return Handled.done(); // known to the outside by other-webhooks.fifo
      }
      return event.phoneNumberId()
          .map(number -> handle(event, number))
          .orElseGet(() -> tell(List.of(UnrecognizedWebhook.of(event, "The event names no business number."))));
    } catch (BeyondLimitException e) {
      return tell(List.of(UnrecognizedWebhook.of(event, "The event holds more than can be kept or told of a group.")));
    }
  }

  private Handled handle(WebhookEvent event, String phoneNumberId) {
    return switch (GroupEvent.of(event)) {
      case GroupEvent.Created created -> {
        Handled handled = creates.handle(phoneNumberId, CreateOutcome.of(created), event.key());
        limit.watch(phoneNumberId);
        yield handled;
      }
      case GroupEvent.CreateFailed failed -> creates.handle(phoneNumberId, CreateOutcome.of(failed), event.key());
      case GroupEvent.Joined joined -> tell(changes.joined(event, joined));
      case GroupEvent.Left left -> {
        List<Notification> told = changes.left(event, left);
        JsonObject said = JsonObject.EMPTY.with("removed_participants", items(left.people())).with("failed_participants", items(left.failed()))
            .with("errors", left.errors());
        yield requests.handle(phoneNumberId, new RequestOutcome(left.requestId(), left.at(), left.errors(), said), () -> tell(told));
      }
      case GroupEvent.JoinRequested asked -> tell(changes.joinRequested(event, asked));
      case GroupEvent.JoinRequestRevoked revoked -> tell(changes.joinRequestRevoked(event, revoked));
      case GroupEvent.Deleted deleted -> {
        List<Notification> told = changes.deleted(event, deleted);
        yield requests.handle(phoneNumberId, new RequestOutcome(deleted.requestId(), deleted.at(), List.of()), () -> tell(told));
      }
      case GroupEvent.DeleteFailed failed ->
          requests.handle(phoneNumberId, new RequestOutcome(failed.requestId(), failed.at(), failed.errors()), () -> tell(changes.deleteFailed(event, failed)));
      case GroupEvent.SettingsUpdated settings -> settings(event, phoneNumberId, settings);
      case GroupEvent.Suspension suspension -> tell(changes.suspension(event, suspension));
      case GroupEvent.Unrecognized unrecognized -> tell(List.of(UnrecognizedWebhook.of(event, unrecognized.reason())));
    };
  }

  /** Which of those that a request named. */
  private static List<JsonObject> items(List<GroupEvent.Member> members) {
    return members.stream().map(member -> JsonObject.EMPTY.with("input", member.called()).with("errors", member.errors())).toList();
  }

  private Handled settings(WebhookEvent event, String phoneNumberId, GroupEvent.SettingsUpdated settings) {
    List<Notification> told = this.settings.apply(event, settings);
    List<JsonObject> errors = SettingsChanges.errors(settings);
    if (!errors.isEmpty() || told.size() > 1) {
      notifications.send(told); // setting by setting, and the group if it is new; the operation knows only whether all were changed
    }
    JsonObject said = errors.isEmpty() ? SettingsChanges.said(settings) : JsonObject.EMPTY;
    return requests.handle(phoneNumberId, new RequestOutcome(settings.requestId(), settings.at(), errors, said), () -> tell(told));
  }

  private Handled tell(List<Notification> told) {
    notifications.send(told);
    return Handled.done();
  }
}
