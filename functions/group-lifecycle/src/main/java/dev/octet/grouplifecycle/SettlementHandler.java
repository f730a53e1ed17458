package dev.octet.grouplifecycle;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.octet.aws.AwsClients;
import dev.octet.aws.Environment;
import dev.octet.aws.Log;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.table.Table;
import dev.octet.domain.json.JsonObject;
import dev.octet.operations.CommandQueue;
import dev.octet.operations.Due;
import dev.octet.operations.Pauses;
import dev.octet.operations.Releases;
import dev.octet.operations.Resumption;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Every minute: operations that have been open too long go back to their command queue, where their handler goes on with them. */
public final class SettlementHandler implements RequestStreamHandler {
  /** As many as are sent in one run; the rest is due in the next. */
  private static final int MAX_PER_RUN = 1000;

  private final Table table;
  private final Releases releases;
  private final Map<CommandQueue, Queue> commands;
  private final Clock clock;
  private final Log log;

  public SettlementHandler() {
    this(AwsClients.dynamoDb(), AwsClients.sqs(), Environment.ofProcess(), Clock.systemUTC(), Log.of("settlement"));
  }

  /** A simulation wires it to its own clock and queues. */
  public SettlementHandler(DynamoDbClient dynamoDb, SqsClient sqs, Environment environment, Clock clock, Log log) {
    this.table = Lifecycle.table(dynamoDb, environment);
    this.commands = Map.of(
        CommandQueue.GROUPS, new Queue(sqs, environment.text("GROUP_COMMANDS_QUEUE_URL")),
        CommandQueue.MESSAGES, new Queue(sqs, environment.text("MESSAGE_COMMANDS_QUEUE_URL")));
    this.releases = new Releases(new Pauses(table), this::queue);
    this.clock = clock;
    this.log = log;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
    List<Due> due = Due.by(table, clock.instant(), MAX_PER_RUN);
    // While nothing moves an operation it is due at the same time, and the queue drops what is in it already.
    for (CommandQueue queue : CommandQueue.values()) {
      queue(queue).sendAll(due.stream().filter(one -> one.isOperation() && one.queue() == queue)
          .map(one -> Resumption.of(one.id(), one.id(), Long.toString(one.at()))).toList());
    }
    due.stream().filter(one -> !one.isOperation()).forEach(pause -> releases.visit(pause, clock.instant()));
    log.info("settled", JsonObject.EMPTY.with("due", due.size()));
    output.write(JsonObject.EMPTY.with("due", due.size()).toBytes());
  }

  private Queue queue(CommandQueue queue) {
    return Objects.requireNonNull(commands.get(queue)); // each has one
  }
}
