package dev.octet.aws.snapshot;

import dev.octet.aws.Environment;
import dev.octet.aws.Log;
import dev.octet.domain.Hash;
import dev.octet.domain.json.JsonObject;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * What a twin plays on: services that answer from here, secrets that are none, a platform that nobody reaches, a log
 * that is thrown away. All of it is made up, and all of it is left when the play is over.
 */
public record Stage(DynamoDbClient dynamoDb, SqsClient sqs, Environment environment, Clock clock, Log log) {
  static final String APP_SECRET = "rehearsed-app-secret";
  static final String API_TOKEN = "rehearsed-api-token";
  static final String NUMBER = "100000000000000";

  private static final StaticCredentialsProvider NOBODY = StaticCredentialsProvider.create(AwsBasicCredentials.create("rehearsed", "rehearsed"));

  private static JsonObject secrets() {
    String hash = HexFormat.of().formatHex(Hash.sha256(API_TOKEN.getBytes(StandardCharsets.UTF_8)));
    return JsonObject.EMPTY
        .with("app_secrets", List.of(APP_SECRET))
        .with("access_tokens", JsonObject.EMPTY.with(NUMBER, "rehearsed-access-token"))
        .with("api_tokens", List.of(JsonObject.EMPTY.with("sha256", hash).with("phone_number_ids", List.of(NUMBER))));
  }

  static Stage set(OutputStream written) {
    Map<String, String> variables = new HashMap<>(Environment.ofProcess().variables());
    variables.put("SECRETS", secrets().toJson());
    // A port where nothing listens: refused at once, and that is what a call to the platform comes to.
    variables.put("GRAPH_BASE_URL", "http://127.0.0.1:9");
    return new Stage(
        DynamoDbClient.builder().httpClient(new StageHttp()).region(Region.EU_WEST_1).credentialsProvider(NOBODY).build(),
        SqsClient.builder().httpClient(new StageHttp()).region(Region.EU_WEST_1).credentialsProvider(NOBODY).build(),
        new Environment(variables), Clock.systemUTC(),
        Log.of("rehearsal", new PrintStream(written, true, StandardCharsets.UTF_8)));
  }
}
