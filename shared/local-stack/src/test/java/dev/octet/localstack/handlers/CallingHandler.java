package dev.octet.localstack.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.octet.aws.AwsClients;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Calls AWS as the request's body says, and answers with what it was told: {@code status code class: message}, or that the call went out. */
public final class CallingHandler implements RequestStreamHandler {
  private final DynamoDbClient dynamoDb = AwsClients.dynamoDb();
  private final SqsClient sqs = AwsClients.sqs();
  private final SecretsManagerClient secrets = AwsClients.secretsManager();

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
    try {
      String told = call(JsonObject.parse(input.readAllBytes()).text("body").orElseThrow());
      output.write(JsonObject.EMPTY.with("told", told).toBytes());
    } catch (JsonException e) {
      throw new IOException(e);
    }
  }

  private String call(String wanted) {
    try {
      switch (wanted) {
        case "get" -> dynamoDb.getItem(request -> request.tableName("octet-a").key(Map.of("pk", AttributeValue.fromS("k"))));
        case "scan" -> dynamoDb.scan(request -> request.tableName("octet-a"));
        case "send" -> sqs.sendMessage(request -> request.queueUrl("http://queues/000000000000/octet-a").messageBody("any"));
        case "receive" -> sqs.receiveMessage(request -> request.queueUrl("http://queues/000000000000/octet-a"));
        case "secret" -> secrets.getSecretValue(request -> request.secretId("octet/secrets"));
        default -> throw new IllegalArgumentException(wanted);
      }
      return "done";
    } catch (AwsServiceException e) {
      return e.statusCode() + " " + e.awsErrorDetails().errorCode() + " " + e.getClass().getSimpleName() + ": " + e.awsErrorDetails().errorMessage();
    } catch (SdkClientException e) {
      return "went out"; // to where nobody answers
    }
  }
}
