package dev.octet.localstack.policy;

import dev.octet.localstack.template.Endpoints;
import java.util.Locale;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** What AWS answers to a call that no policy allows, as the SDK tells it. */
final class Refusal {
  private static final int FORBIDDEN = 403;
  private static final int BAD_REQUEST = 400;

  private Refusal() {}

  /** @param function its name */
  static AwsServiceException of(String service, Permission missing, String function) {
    boolean sqs = service.equals("Sqs");
    String action = sqs ? missing.action().toLowerCase(Locale.ROOT) : missing.action();
    String message = "User: arn:aws:sts::" + Endpoints.ACCOUNT + ":assumed-role/" + function + "/" + function + " is not authorized to perform: " + action
        + " on resource: " + missing.resource() + " because no identity-based policy allows the " + action + " action";
    // Assigned to the interface: a function without one of these services has not its classes either.
    AwsServiceException.Builder builder = switch (service) {
      case "DynamoDb" -> DynamoDbException.builder();
      case "Sqs" -> SqsException.builder();
      case "SecretsManager" -> SecretsManagerException.builder();
      default -> AwsServiceException.builder();
    };
    return builder.statusCode(sqs ? FORBIDDEN : BAD_REQUEST).message(message)
        .awsErrorDetails(AwsErrorDetails.builder().serviceName(service).errorCode(sqs ? "AccessDenied" : "AccessDeniedException").errorMessage(message).build())
        .build();
  }
}
