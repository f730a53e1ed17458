package dev.octet.notificationdelivery;

import dev.octet.aws.BeyondLimitException;
import dev.octet.aws.Environment;
import dev.octet.aws.queue.Queue;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A queue of a customer's, who reads it and sets what it is like: FIFO, in order per group; or standard. */
final class FurtherQueue implements Sink {
  private static final Pattern ARN = Pattern.compile("arn:(aws[a-z-]*):sqs:([a-z0-9-]+):([0-9]{12}):([A-Za-z0-9_-]{1,80}(?:\\.fifo)?)");

  private final SqsClient sqs;
  private final String name;
  private final String url;
  private final QueueFilter filter;

  private FurtherQueue(SqsClient sqs, String name, String url, QueueFilter filter) {
    this.sqs = sqs;
    this.name = name;
    this.url = url;
    this.filter = filter;
  }

  /**
   * Those that are set: ARNs with commas between them, and filters by the queues' names.
   *
   * @throws IllegalStateException naming what cannot be one
   */
  static List<FurtherQueue> of(SqsClient sqs, Environment environment) {
    List<String> arns = environment.optional("FURTHER_QUEUES").stream().flatMap(text -> Stream.of(text.split(","))).map(String::strip).toList();
    JsonObject filters = filters(environment.optional("FURTHER_QUEUE_FILTERS").orElse("{}"));
    List<FurtherQueue> queues = arns.stream().map(arn -> of(sqs, arn, filters)).toList();
    List<String> names = queues.stream().map(FurtherQueue::name).toList();
    if (names.stream().distinct().count() != names.size()) {
      throw new IllegalStateException("FURTHER_QUEUES: two queues have the same name.");
    }
    filters.fields().keySet().stream().filter(name -> !names.contains(name)).findFirst().ifPresent(name -> {
      throw new IllegalStateException("FURTHER_QUEUE_FILTERS: " + name + " is none of the queues' names in FURTHER_QUEUES.");
    });
    return queues;
  }

  private static JsonObject filters(String text) {
    try {
      return JsonObject.parse(text);
    } catch (JsonException e) {
      throw new IllegalStateException("FURTHER_QUEUE_FILTERS is not a JSON object, such as {\"billing.fifo\":{\"types\":[\"message.*\"]}}.", e);
    }
  }

  private static FurtherQueue of(SqsClient sqs, String arn, JsonObject filters) {
    Matcher parts = ARN.matcher(arn);
    if (!parts.matches()) {
      throw new IllegalStateException("FURTHER_QUEUES: " + arn + " is not the ARN of a queue.");
    }
    String name = String.valueOf(parts.group(4));
    QueueFilter filter = filters.has(name)
        ? QueueFilter.read(name, filters.object(name).orElseThrow(() -> new IllegalStateException("FURTHER_QUEUE_FILTERS: the filter of " + name + " is no object.")))
        : QueueFilter.EVERYTHING;
    String suffix = "aws-cn".equals(parts.group(1)) ? "amazonaws.com.cn" : "amazonaws.com";
    return new FurtherQueue(sqs, name, "https://sqs." + parts.group(2) + "." + suffix + "/" + parts.group(3) + "/" + name, filter);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean wants(JsonObject notification) {
    return filter.passes(notification);
  }

  @Override
  public void take(JsonObject notification) {
    send(Told.entry(notification));
  }

  /** With another deduplication id, what the queue has had may come again. */
  void send(Queue.Entry entry) {
    if (name.endsWith(".fifo")) {
      new Queue(sqs, url).send(entry);
      return;
    }
    if (entry.body().getBytes(StandardCharsets.UTF_8).length > Queue.MAX_BYTES) {
      throw new BeyondLimitException("A message is larger than a queue takes.");
    }
    sqs.sendMessage(request -> request.queueUrl(url).messageBody(entry.body()));
  }
}
