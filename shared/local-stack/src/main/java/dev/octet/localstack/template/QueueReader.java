package dev.octet.localstack.template;

import dev.octet.localstack.template.StackPlan.QueuePlan;
import dev.octet.localstack.template.StackPlan.Redrive;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Queues, with the bounds that SQS has for their attributes. */
final class QueueReader {
  private static final Map<String, int[]> NUMBERS = Map.of(
      "VisibilityTimeout", new int[] {0, 43_200},
      "DelaySeconds", new int[] {0, 900},
      "MessageRetentionPeriod", new int[] {60, 1_209_600},
      "ReceiveMessageWaitTimeSeconds", new int[] {0, 20});
  private static final Map<String, Set<String>> OF_FIFO = Map.of(
      "ContentBasedDeduplication", Set.of("true", "false"),
      "DeduplicationScope", Set.of("queue", "messageGroup"),
      "FifoThroughputLimit", Set.of("perQueue", "perMessageGroupId"));
  private static final Set<String> USED = Set.of("QueueName", "FifoQueue", "ContentBasedDeduplication", "DeduplicationScope",
      "FifoThroughputLimit", "VisibilityTimeout", "DelaySeconds", "MessageRetentionPeriod", "ReceiveMessageWaitTimeSeconds", "RedrivePolicy");
  private static final Set<String> MEANINGLESS = Set.of("SqsManagedSseEnabled", "KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds",
      "RedriveAllowPolicy", "Tags");

  private QueueReader() {}

  static QueuePlan read(Resources.Resource resource, Resources resources, Problems problems) {
    Properties properties = new Properties(resource.logicalId(), resource.properties(), USED, MEANINGLESS, resources.resolver(), problems);
    String name = resources.name(resource);
    boolean fifo = properties.flag("FifoQueue", false);
    if (fifo != name.endsWith(".fifo")) {
      properties.refuse("QueueName", "must end in .fifo when the queue is FIFO, and only then");
    }
    Map<String, String> attributes = new LinkedHashMap<>();
    NUMBERS.forEach((attribute, bounds) -> {
      if (properties.has(attribute)) {
        attributes.put(attribute, Integer.toString(properties.number(attribute, bounds[0], bounds[0], bounds[1])));
      }
    });
    if (fifo) {
      attributes.put("FifoQueue", "true");
    }
    for (Map.Entry<String, Set<String>> attribute : OF_FIFO.entrySet()) {
      properties.text(attribute.getKey()).ifPresent(value -> {
        if (!fifo) {
          properties.refuse(attribute.getKey(), "is for FIFO queues");
        } else if (!attribute.getValue().contains(value)) {
          properties.refuse(attribute.getKey(), "must be " + String.join(" or ", new TreeSet<>(attribute.getValue())));
        }
        attributes.put(attribute.getKey(), value);
      });
    }
    if ("perMessageGroupId".equals(attributes.get("FifoThroughputLimit")) && !"messageGroup".equals(attributes.get("DeduplicationScope"))) {
      properties.refuse("FifoThroughputLimit", "perMessageGroupId needs the DeduplicationScope messageGroup");
    }
    return new QueuePlan(resource.logicalId(), name, fifo, attributes, redrive(properties, fifo, resources, problems));
  }

  private static Optional<Redrive> redrive(Properties properties, boolean fifo, Resources resources, Problems problems) {
    if (!properties.has("RedrivePolicy")) {
      return Optional.empty();
    }
    Properties policy = new Properties("RedrivePolicy", properties.fields("RedrivePolicy"),
        Set.of("deadLetterTargetArn", "maxReceiveCount"), Set.of(), resources.resolver(), problems);
    String arn = policy.required("deadLetterTargetArn");
    Optional<Resources.Resource> target = resources.ofType(Resources.QUEUE).stream()
        .filter(queue -> resources.attribute(queue.logicalId(), "Arn").equals(Optional.of(arn))).findFirst();
    if (target.isEmpty()) {
      policy.refuse("deadLetterTargetArn", "is none of the template's queues");
    } else if (resources.name(target.get()).endsWith(".fifo") != fifo) {
      policy.refuse("deadLetterTargetArn", "must be a FIFO queue when the queue is one, and only then");
    }
    return Optional.of(new Redrive(arn, policy.number("maxReceiveCount", 10, 1, 1000)));
  }
}
