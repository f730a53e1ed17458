package dev.octet.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** What Lambda does between a queue and a function: hands over a batch, deletes what succeeded, leaves the rest. */
public record QueueTrigger(SqsClient sqs, String queueUrl, RequestStreamHandler handler) {

  /**
   * Hands over what is visible, ten at a time, until nothing is. Returns the ids of the messages that failed.
   *
   * @throws UncheckedIOException when the function itself failed; nothing of that batch is deleted then
   */
  public List<String> drain() {
    List<String> failed = new ArrayList<>();
    for (List<Message> batch = receive(); !batch.isEmpty(); batch = receive()) {
      failed.addAll(deliver(batch));
    }
    return failed;
  }

  private List<Message> receive() {
    return sqs.receiveMessage(request -> request.queueUrl(queueUrl).maxNumberOfMessages(10).waitTimeSeconds(0)
        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)).messages();
  }

  private Set<String> deliver(List<Message> batch) {
    JsonObject answer = invoke(handler, JsonObject.EMPTY.with("Records", batch.stream().map(this::item).toList()));
    Set<String> failed = answer.objects("batchItemFailures").stream().flatMap(item -> item.text("itemIdentifier").stream()).collect(Collectors.toSet());
    for (Message message : batch) {
      if (!failed.contains(message.messageId())) {
        sqs.deleteMessage(request -> request.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
      }
    }
    return failed;
  }

  private JsonObject item(Message message) {
    return JsonObject.EMPTY
        .with("messageId", message.messageId())
        .with("receiptHandle", message.receiptHandle())
        .with("body", message.body())
        .with("attributes", JsonObject.of(message.attributesAsStrings()))
        .with("eventSource", "aws:sqs")
        .with("eventSourceARN", "arn:aws:sqs:eu-west-1:000000000000:" + queueUrl.substring(queueUrl.lastIndexOf('/') + 1));
  }

  /** Calls a function as Lambda would, with 30 seconds left. */
  public static JsonObject invoke(RequestStreamHandler handler, JsonObject event) {
    var output = new ByteArrayOutputStream();
    try {
      handler.handleRequest(new ByteArrayInputStream(event.toBytes()), output, context());
      return output.size() == 0 ? JsonObject.EMPTY : JsonObject.parse(output.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JsonException e) {
      throw new AssertionError("The function did not answer with a JSON object: " + e.getMessage());
    }
  }

  private static Context context() {
    Map<String, Object> answers = Map.of("getRemainingTimeInMillis", 30_000, "getAwsRequestId", "11111111-2222-3333-4444-555555555555",
        "getFunctionName", "function-under-test", "getMemoryLimitInMB", 1024);
    return (Context) Proxy.newProxyInstance(Context.class.getClassLoader(), new Class<?>[] {Context.class},
        (proxy, method, arguments) -> answers.get(method.getName()));
  }

  /** Everything that is in a queue of notifications, in the order of arrival, each held against its schema. */
  public static List<JsonObject> notifications(SqsClient sqs, String queueUrl) {
    List<JsonObject> all = new ArrayList<>();
    while (true) {
      List<Message> some = sqs.receiveMessage(request -> request.queueUrl(queueUrl).maxNumberOfMessages(10).waitTimeSeconds(0)).messages();
      if (some.isEmpty()) {
        return all;
      }
      for (Message message : some) {
        JsonObject notification = parse(message.body());
        NotificationSchema.assertValid(notification);
        all.add(notification);
        sqs.deleteMessage(request -> request.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
      }
    }
  }

  private static JsonObject parse(String body) {
    try {
      return JsonObject.parse(body);
    } catch (JsonException e) {
      throw new AssertionError("A notification is no JSON object: " + e.getMessage());
    }
  }
}
