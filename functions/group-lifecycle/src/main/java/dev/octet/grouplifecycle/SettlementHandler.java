package dev.octet.grouplifecycle;

import dev.octet.aws.AwsClients;
import dev.octet.aws.Environment;
import dev.octet.aws.Log;
import dev.octet.aws.ScheduleHandler;
import dev.octet.aws.queue.Queue;
import dev.octet.domain.json.JsonObject;
import dev.octet.operations.CommandQueue;
import dev.octet.operations.Settlement;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Every minute: operations that have been open too long go back to their command queue, where their handler goes on with them. */
public final class SettlementHandler extends ScheduleHandler {
  private final Settlement settlement;
  private final Clock clock;

  public SettlementHandler() {
    this(AwsClients.dynamoDb(), AwsClients.sqs(), Environment.ofProcess(), Clock.systemUTC(), Log.of("settlement"));
  }

  /** A simulation wires it to its own clock and queues. */
  public SettlementHandler(DynamoDbClient dynamoDb, SqsClient sqs, Environment environment, Clock clock, Log log) {
    super(log);
    Map<CommandQueue, Queue> commands = Map.of(
        CommandQueue.GROUPS, new Queue(sqs, environment.text("GROUP_COMMANDS_QUEUE_URL")),
        CommandQueue.MESSAGES, new Queue(sqs, environment.text("MESSAGE_COMMANDS_QUEUE_URL")));
    this.settlement = new Settlement(Lifecycle.table(dynamoDb, environment), queue -> Objects.requireNonNull(commands.get(queue))); // each has one
    this.clock = clock;
  }

  @Override
  protected JsonObject run() {
    return JsonObject.EMPTY.with("due", settlement.run(clock.instant()));
  }
}
