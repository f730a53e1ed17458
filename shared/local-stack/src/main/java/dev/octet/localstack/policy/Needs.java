package dev.octet.localstack.policy;

import dev.octet.localstack.template.Endpoints;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;

/** Which permissions a call needs, by the service authorization reference of each service. */
public final class Needs {
  private static final String BATCH = "Batch";

  private Needs() {}

  /** What Lambda does in a function's name with a queue that is its event source. */
  public static List<Permission> ofPolling(String queueArn) {
    return Stream.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes").map(action -> new Permission(action, queueArn)).toList();
  }

  /**
   * @param service as the SDK names it, such as {@code DynamoDb}
   * @throws UnsupportedOperationException when it is not known here, and so cannot be held against a policy
   */
  static List<Permission> of(String service, String operation, SdkRequest request) {
    return switch (service) {
      case "DynamoDb" -> DynamoDbNeeds.of(operation, request);
      // A batch has no action of its own.
      case "Sqs" -> List.of(new Permission(
          "sqs:" + (operation.endsWith(BATCH) ? operation.substring(0, operation.length() - BATCH.length()) : operation), queue(operation, request)));
      case "SecretsManager" -> List.of(new Permission("secretsmanager:" + operation, secret(text(operation, request, "SecretId"))));
      default -> throw new UnsupportedOperationException("The local stack does not know what calls of " + service + " need of a policy.");
    };
  }

  private static String queue(String operation, SdkRequest request) {
    String path = URI.create(text(operation, request, "QueueUrl")).getPath();
    String[] parts = path.split("/");
    return "arn:aws:sqs:" + Endpoints.REGION + ":" + parts[parts.length - 2] + ":" + parts[parts.length - 1];
  }

  /** A secret's ARN ends with six characters that its name does not tell. */
  private static String secret(String id) {
    return id.startsWith("arn:") ? id : "arn:aws:secretsmanager:" + Endpoints.REGION + ":" + Endpoints.ACCOUNT + ":secret:" + id + "-aaaaaa";
  }

  /** The text that a request has in this field, by which its resource is told. */
  static String text(String operation, SdkRequest request, String field) {
    return request.getValueForField(field, String.class).orElseThrow(() ->
        new UnsupportedOperationException("The local stack does not know what " + operation + " needs of a policy."));
  }
}
