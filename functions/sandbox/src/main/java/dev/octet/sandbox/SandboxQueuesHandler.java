package dev.octet.sandbox;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.octet.aws.AwsClients;
import dev.octet.aws.Environment;
import dev.octet.aws.Log;
import dev.octet.aws.queue.QueueBatch;
import dev.octet.domain.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The function behind both queues of the sandbox: webhooks on their way out, and copies of notifications. */
public final class SandboxQueuesHandler implements RequestStreamHandler {
  private final SandboxWebhookHandler webhooks;
  private final NotificationCopies copies;

  public SandboxQueuesHandler() {
    this(AwsClients.dynamoDb(), AwsClients.sqs(), Environment.ofProcess(), Clock.systemUTC());
  }

  private SandboxQueuesHandler(DynamoDbClient dynamoDb, SqsClient sqs, Environment environment, Clock clock) {
    this(new SandboxWebhookHandler(dynamoDb, sqs, environment, clock, new SecureRandom(), Pause.real(), Log.of("sandbox-webhooks")),
        NotificationCopies.of(dynamoDb, environment, clock, Log.of("sandbox-notifications")));
  }

  SandboxQueuesHandler(SandboxWebhookHandler webhooks, NotificationCopies copies) {
    this.webhooks = webhooks;
    this.copies = copies;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
    QueueBatch batch = QueueBatch.read(input);
    if (batch.queueArn().endsWith(NotificationCopies.QUEUE)) {
      copies.record(batch.event(), batch.queueArn());
      output.write(JsonObject.EMPTY.with("batchItemFailures", List.of()).toBytes());
    } else {
      webhooks.handleBatch(batch, output, context);
    }
  }
}
