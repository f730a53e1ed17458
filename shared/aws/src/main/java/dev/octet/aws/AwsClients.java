package dev.octet.aws;

import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The SDK's clients over its small HTTP client; endpoints and region come from the SDK's own environment variables. */
public final class AwsClients {
  /** All attempts of a call together: shorter than what a batch leaves for its last message. */
  static final Duration CALL = Duration.ofSeconds(10);
  /** A service that has taken a request and says nothing is asked again. Left alone, the SDK waits as long as a function lives. */
  private static final Duration SILENCE = Duration.ofSeconds(4);

  private AwsClients() {}

  public static DynamoDbClient dynamoDb() {
    return client(DynamoDbClient.builder());
  }

  public static SqsClient sqs() {
    return client(SqsClient.builder());
  }

  public static SecretsManagerClient secretsManager() {
    return client(SecretsManagerClient.builder());
  }

  /** The client of a service, which waits no longer than a function can. */
  public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
    return builder.httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(SILENCE)).overrideConfiguration(it -> it.apiCallTimeout(CALL)).build();
  }
}
