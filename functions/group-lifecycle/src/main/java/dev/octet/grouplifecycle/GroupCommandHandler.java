package dev.octet.grouplifecycle;

import dev.octet.aws.AwsClients;
import dev.octet.aws.Environment;
import dev.octet.aws.Log;
import dev.octet.aws.queue.DeadLetters;
import dev.octet.aws.queue.Handled;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.queue.QueueHandler;
import dev.octet.aws.queue.QueueMessage;
import dev.octet.aws.snapshot.Rehearsal;
import dev.octet.aws.snapshot.Scene;
import dev.octet.aws.snapshot.Snapshot;
import dev.octet.domain.Command;
import dev.octet.domain.CommandRejection;
import dev.octet.domain.Notification;
import dev.octet.domain.group.GroupCommand;
import dev.octet.domain.group.Lacking;
import dev.octet.domain.group.Picture;
import dev.octet.domain.group.RequestReading;
import dev.octet.domain.operation.Asker;
import dev.octet.domain.operation.CreateStep;
import dev.octet.domain.operation.Operation;
import dev.octet.operations.Gate;
import dev.octet.operations.Operations;
import dev.octet.operations.Operations.Begun;
import dev.octet.operations.Resumption;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** {@code group-commands.fifo}: what other services ask, and operations that are to go on. */
public final class GroupCommandHandler extends QueueHandler {
  private final Lifecycle.Ways ways;
  private final PersonErasure erasure;
  private final Clock clock;

  public GroupCommandHandler() {
    this(AwsClients.dynamoDb(), AwsClients.sqs(), Environment.ofProcess(), Clock.systemUTC(), Lifecycle.Outside.real(), Log.of("group-commands"));
    if (Snapshot.willBeTaken()) {
      Rehearsal.of(
          stage -> new GroupCommandHandler(stage.dynamoDb(), stage.sqs(), stage.environment(), stage.clock(), Lifecycle.Outside.real(), stage.log()),
          Scene.message("{\"command\":\"create_group\",\"id\":\"rehearsed\",\"phone_number_id\":\"" + Scene.NUMBER
              + "\",\"body\":{\"messaging_product\":\"whatsapp\",\"subject\":\"Rehearsed\"}}"));
    }
  }

  /** A simulation wires it to its own clock and queues. */
  public GroupCommandHandler(
      DynamoDbClient dynamoDb, SqsClient sqs, Environment environment, Clock clock, HttpClient http, RandomGenerator random, Log log) {
    this(dynamoDb, sqs, environment, clock, Lifecycle.Outside.of(http, random), log);
  }

  GroupCommandHandler(DynamoDbClient dynamoDb, SqsClient sqs, Environment environment, Clock clock, Lifecycle.Outside outside, Log log) {
    super(new Queue(sqs, environment.text("GROUP_COMMANDS_QUEUE_URL")),
        new DeadLetters(sqs, environment.text("GROUP_COMMANDS_DEAD_LETTERS_URL"), environment.text("GROUP_COMMANDS_QUEUE_URL"), "group-commands", clock), log);
    this.ways = Lifecycle.Ways.of(dynamoDb, sqs, environment, clock, outside, log);
    this.erasure = Lifecycle.erasure(dynamoDb, sqs, environment, clock, ways);
    this.clock = clock;
  }

  @Override
  protected Handled handle(QueueMessage message) {
    Optional<Resumption.Wanted> resumed = Resumption.read(message.body());
    if (resumed.isPresent()) {
      message.redriven().ifPresent(how -> ways.redriving().again(resumed.get().requestId(), how));
      return ways.gate().resume(resumed.get(), this::advance);
    }
    return switch (Command.parse(message.body())) {
      case Command.Parsed.Invalid invalid -> reject(CommandRejection.of(message.id(), message.sentAt(), invalid));
      case Command.Parsed.Valid(Command command) -> switch (read(command)) {
        case RequestReading.Wrong(int code, String sentence) -> reject(CommandRejection.of(message.id(), message.sentAt(), command, code, sentence));
        case RequestReading.Right right -> begin(message, command.withBody(right.body()), right.picture());
      };
    };
  }

  private Handled advance(Operations.Recorded recorded, Gate.Arrival arrival) {
    return PersonErasure.isOne(recorded.operation()) ? erasure.advance(recorded) : ways.advance(recorded, arrival);
  }

  private static RequestReading read(Command command) {
    Optional<GroupCommand> what = GroupCommand.of(command.name());
    if (what.isEmpty()) {
      return new RequestReading.Wrong(100, Lacking.of(command.name()).map(Lacking::sentence).orElse("group-commands.fifo takes no command of this name."));
    }
    return what.get().misplaced(command.groupId()).<RequestReading>map(wrong -> wrong).orElseGet(() -> what.get().read(command.body()));
  }

  private Handled begin(QueueMessage message, Command command, Optional<Picture> picture) {
    Instant now = clock.instant();
    Operation operation = Operation.accepted(Operation.requestId(command.phoneNumberId(), "", command.id()), command, true, message.messageGroup(),
        message.redriven().map(QueueMessage.Redriven::sentAt).orElse(now)).askedBy(Asker.queue(message.senderIds(), message.firstSentAt()));
    Begun begun = ways.operations().begin(operation, ways.pictures().keeping(picture), now.plus(CreateStep.UNATTENDED));
    if (!begun.recorded().operation().fingerprint().equals(command.fingerprint())) {
      return reject(CommandRejection.of(message.id(), message.sentAt(), command, 131009,
          "`id` belongs to another command of this number. Give every command an id of its own."));
    }
    return ways.advance(message.redriven().map(how -> ways.redriving().again(begun.recorded(), how)).orElse(begun.recorded()), Gate.Arrival.QUEUED);
  }

  private Handled reject(Notification rejection) {
    ways.notifications().send(List.of(rejection));
    return Handled.done();
  }
}
