package dev.octet.messagesending;

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
import dev.octet.domain.group.RequestReading;
import dev.octet.domain.message.MessageCommand;
import dev.octet.domain.message.Refusals;
import dev.octet.domain.operation.Asker;
import dev.octet.domain.operation.CreateStep;
import dev.octet.domain.operation.Operation;
import dev.octet.operations.Gate;
import dev.octet.operations.Operations.Begun;
import dev.octet.operations.Resumption;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * {@code message-commands.fifo}: what other services ask to be sent, and sends that are to go on. What came in one message group
 * is sent in order; message groups are sent at once, so that a slow destination delays no other.
 */
public final class MessageCommandHandler extends QueueHandler {
  private final Messaging messaging;
  private final Clock clock;

  public MessageCommandHandler() {
    this(AwsClients.dynamoDb(), AwsClients.sqs(), Environment.ofProcess(), Clock.systemUTC(), Messaging.Outside.real(), MessageGroups.AT_ONCE, Log.of("message-commands"));
    if (Snapshot.willBeTaken()) {
      Rehearsal.of(stage -> new MessageCommandHandler(
          stage.dynamoDb(), stage.sqs(), stage.environment(), stage.clock(), Messaging.Outside.real(), MessageGroups.AT_ONCE, stage.log()),
          Scene.message("{\"command\":\"send_message\",\"id\":\"rehearsed\",\"phone_number_id\":\"" + Scene.NUMBER + "\",\"group_id\":\"" + Scene.GROUP
              + "\",\"body\":" + "{\"messaging_product\":\"whatsapp\",\"recipient_type\":\"group\",\"to\":\"" + Scene.GROUP + "\",\"type\":\"text\",\"text\":{\"body\":\"Rehearsed\"}}" + "}"));
    }
  }

  /** A simulation wires it to its own clock and queues, and has one thread. */
  public MessageCommandHandler(
      DynamoDbClient dynamoDb, SqsClient sqs, Environment environment, Clock clock, HttpClient http, RandomGenerator random,
      Consumer<Duration> pause, Log log) {
    this(dynamoDb, sqs, environment, clock, new Messaging.Outside(http, random, pause), MessageGroups.ONE_AFTER_ANOTHER, log);
  }

  MessageCommandHandler(
      DynamoDbClient dynamoDb, SqsClient sqs, Environment environment, Clock clock, Messaging.Outside outside, MessageGroups groups, Log log) {
    super(new Queue(sqs, environment.text("MESSAGE_COMMANDS_QUEUE_URL")),
        new DeadLetters(sqs, environment.text("MESSAGE_COMMANDS_DEAD_LETTERS_URL"), environment.text("MESSAGE_COMMANDS_QUEUE_URL"), "message-commands", clock), log, groups);
    this.messaging = Messaging.of(dynamoDb, sqs, environment, clock, outside, log);
    this.clock = clock;
  }

  @Override
  protected Handled handle(QueueMessage message) {
    Optional<Resumption.Wanted> resumed = Resumption.read(message.body());
    if (resumed.isPresent()) {
      message.redriven().ifPresent(how -> messaging.redriving().again(resumed.get().requestId(), how));
      return messaging.gate().resume(resumed.get(), messaging.steps()::advance);
    }
    return switch (Command.parse(message.body())) {
      case Command.Parsed.Invalid invalid -> reject(CommandRejection.of(message.id(), message.sentAt(), invalid));
      case Command.Parsed.Valid(Command command) -> {
        Optional<MessageCommand> what = MessageCommand.of(command.name());
        yield what.isEmpty() ? reject(message, command, unknown(command)) : read(message, command, what.get());
      }
    };
  }

  private Handled read(QueueMessage message, Command command, MessageCommand what) {
    return switch (what.read(command.body(), messaging.policy())) {
      case RequestReading.Wrong wrong -> reject(message, command, wrong);
      case RequestReading.Right right -> what.misplaced(command.groupId(), right.body()).map(wrong -> reject(message, command, wrong))
          .orElseGet(() -> begin(message, MessageRequest.of(what, command.withBody(right.body()))));
    };
  }

  private static RequestReading.Wrong unknown(Command command) {
    return Refusals.named(command.name()).map(refusal -> new RequestReading.Wrong(refusal.code(), refusal.sentence()))
        .orElseGet(() -> new RequestReading.Wrong(100, "message-commands.fifo takes no command of this name. Commands of groups go to group-commands.fifo."));
  }

  private Handled begin(QueueMessage message, Command command) {
    Instant now = clock.instant();
    Operation operation = Operation.accepted(Operation.requestId(command.phoneNumberId(), "", command.id()), command, true, message.messageGroup(),
        message.redriven().map(QueueMessage.Redriven::sentAt).orElse(now)).askedBy(Asker.queue(message.senderIds(), message.firstSentAt()));
    Begun begun = messaging.operations().begin(operation, now.plus(CreateStep.UNATTENDED));
    if (!begun.recorded().operation().fingerprint().equals(command.fingerprint())) {
      return reject(message, command, new RequestReading.Wrong(131009, "`id` belongs to another command of this number. Give every command an id of its own."));
    }
    return messaging.steps().advance(message.redriven().map(how -> messaging.redriving().again(begun.recorded(), how)).orElse(begun.recorded()), Gate.Arrival.QUEUED);
  }

  private Handled reject(QueueMessage message, Command command, RequestReading.Wrong wrong) {
    return reject(CommandRejection.of(message.id(), message.sentAt(), command, wrong.code(), wrong.sentence()));
  }

  private Handled reject(Notification rejection) {
    messaging.notifications().send(List.of(rejection));
    return Handled.done();
  }
}
