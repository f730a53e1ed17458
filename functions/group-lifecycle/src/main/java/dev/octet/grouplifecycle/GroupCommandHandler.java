package dev.octet.grouplifecycle;

import dev.octet.aws.AwsClients;
import dev.octet.aws.Environment;
import dev.octet.aws.Log;
import dev.octet.aws.queue.Handled;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.queue.QueueHandler;
import dev.octet.aws.queue.QueueMessage;
import dev.octet.domain.Command;
import dev.octet.domain.CommandRejection;
import dev.octet.domain.Notification;
import dev.octet.domain.group.CreateGroup;
import dev.octet.domain.group.DeleteGroup;
import dev.octet.domain.group.UpdateSettings;
import dev.octet.domain.operation.CreateStep;
import dev.octet.domain.operation.Operation;
import dev.octet.graph.GraphClient;
import dev.octet.grouplifecycle.Operations.Begun;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** {@code group-commands.fifo}: what other services ask, and operations that are to go on. */
public final class GroupCommandHandler extends QueueHandler {
  /** The commands of later versions: their callers are told apart from those who mistyped. */
  private static final Set<String> NOT_YET = Set.of(
      "remove_participants", "get_group", "list_groups", "get_invite_link",
      "reset_invite_link", "list_join_requests", "approve_join_requests", "reject_join_requests");

  private final Lifecycle.Ways ways;
  private final Clock clock;

  public GroupCommandHandler() {
    this(AwsClients.dynamoDb(), AwsClients.sqs(), Environment.ofProcess(), Clock.systemUTC(), Log.of("group-commands"));
  }

  GroupCommandHandler(DynamoDbClient dynamoDb, SqsClient sqs, Environment environment, Clock clock, Log log) {
    this(dynamoDb, sqs, environment, clock, GraphClient.connections(), new Random(), log);
  }

  /** A simulation wires it to its own clock and queues. */
  public GroupCommandHandler(
      DynamoDbClient dynamoDb, SqsClient sqs, Environment environment, Clock clock, HttpClient http, RandomGenerator random, Log log) {
    super(new Queue(sqs, environment.text("GROUP_COMMANDS_QUEUE_URL")), log);
    this.ways = Lifecycle.Ways.of(dynamoDb, sqs, environment, clock, http, random);
    this.clock = clock;
  }

  @Override
  protected Handled handle(QueueMessage message) {
    Optional<String> resumed = Resumption.requestId(message.body());
    if (resumed.isPresent()) {
      return ways.operations().get(resumed.get()).map(ways::advance).orElseGet(Handled::done);
    }
    return switch (Command.parse(message.body())) {
      case Command.Parsed.Invalid invalid -> reject(CommandRejection.of(message.id(), message.sentAt(), invalid));
      case Command.Parsed.Valid(Command command) -> switch (read(command)) {
        case Reading.Wrong(int code, String sentence) -> reject(CommandRejection.of(message.id(), message.sentAt(), command, code, sentence));
        case Reading.Right(Command right) -> begin(message, right);
      };
    };
  }

  /** What reading a command gives: the command in the form that is kept, or why it cannot be taken. */
  private sealed interface Reading {
    record Right(Command command) implements Reading {}

    record Wrong(int code, String sentence) implements Reading {}
  }

  private static Reading read(Command command) {
    return switch (command.name()) {
      case "create_group" -> command.groupId().isPresent()
          ? new Reading.Wrong(100, "`group_id` has no place in `create_group`: the group has none yet.")
          : switch (CreateGroup.parse(command.body())) {
            case CreateGroup.Parsed.Valid valid -> new Reading.Right(command.withBody(valid.request().toBody()));
            case CreateGroup.Parsed.Invalid invalid -> new Reading.Wrong(invalid.code(), invalid.sentence());
          };
      case "delete_group" -> command.groupId().isEmpty()
          ? new Reading.Wrong(131008, "`group_id` is missing.")
          : DeleteGroup.problem(command.body()).<Reading>map(problem -> new Reading.Wrong(100, problem))
              .orElseGet(() -> new Reading.Right(command.withBody(DeleteGroup.BODY)));
      case "update_group_settings" -> command.groupId().isEmpty()
          ? new Reading.Wrong(131008, "`group_id` is missing.")
          : switch (UpdateSettings.parse(command.body())) {
            case UpdateSettings.Parsed.Valid valid -> new Reading.Right(command.withBody(valid.request().toBody()));
            case UpdateSettings.Parsed.Invalid invalid -> new Reading.Wrong(invalid.code(), invalid.sentence());
          };
      default -> NOT_YET.contains(command.name())
          ? new Reading.Wrong(3, "This version of Octet does not do this yet.")
          : new Reading.Wrong(100, "group-commands.fifo takes no command of this name.");
    };
  }

  private Handled begin(QueueMessage message, Command command) {
    Instant now = clock.instant();
    Operation operation = Operation.accepted(Operation.requestId(command.phoneNumberId(), "", command.id()), command, true, now);
    Begun begun = ways.operations().begin(operation, now.plus(CreateStep.UNATTENDED));
    if (!begun.recorded().operation().fingerprint().equals(command.fingerprint())) {
      return reject(CommandRejection.of(message.id(), message.sentAt(), command, 131009,
          "`id` belongs to another command of this number. Give every command an id of its own."));
    }
    return ways.advance(begun.recorded());
  }

  private Handled reject(Notification rejection) {
    ways.notifications().send(List.of(rejection));
    return Handled.done();
  }
}
