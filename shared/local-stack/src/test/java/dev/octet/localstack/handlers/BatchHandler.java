package dev.octet.localstack.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.octet.aws.AwsClients;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Tells the results queue of each message what it saw, then does what the body says: {@code ok}, {@code fail}, {@code
 * fail-once}, {@code throw-once}, {@code crash-once}, {@code nonsense-once}, {@code slow}.
 */
public final class BatchHandler implements RequestStreamHandler {
  private final SqsClient sqs = AwsClients.sqs();

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
    JsonObject event;
    try {
      event = JsonObject.parse(input.readAllBytes());
    } catch (JsonException e) {
      throw new IOException(e);
    }
    List<JsonObject> failed = new ArrayList<>();
    for (JsonObject message : event.objects("Records")) {
      String body = message.text("body").orElse("");
      boolean first = message.object("attributes").flatMap(all -> all.text("ApproximateReceiveCount")).orElse("").equals("1");
      tell(message, "began");
      switch (body.split(" ")[0]) {
        case "fail" -> failed.add(JsonObject.EMPTY.with("itemIdentifier", message.text("messageId")));
        case "fail-once" -> {
          if (first) {
            failed.add(JsonObject.EMPTY.with("itemIdentifier", message.text("messageId")));
          }
        }
        case "throw-once" -> {
          if (first) {
            throw new IllegalStateException("as it was asked to");
          }
        }
        case "crash-once" -> {
          if (first) {
            Runtime.getRuntime().halt(7);
          }
        }
        case "nonsense-once" -> {
          if (first) {
            output.write("{\"batchItemFailures\":[{\"itemIdentifier\":\"nobody\"}]}".getBytes(StandardCharsets.UTF_8));
            return;
          }
        }
        case "slow" -> {
          try {
            Thread.sleep(200); // long enough that a second batch of the same message group would be seen inside
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
        }
        default -> { }
      }
      tell(message, "ended");
    }
    output.write(JsonObject.EMPTY.with("batchItemFailures", failed).toBytes());
  }

  private void tell(JsonObject message, String what) {
    sqs.sendMessage(request -> request.queueUrl(System.getenv("RESULTS")).messageGroupId("all").messageDeduplicationId(UUID.randomUUID().toString())
        .messageBody(JsonObject.EMPTY.with("what", what).with("message", message).toJson()));
  }
}
