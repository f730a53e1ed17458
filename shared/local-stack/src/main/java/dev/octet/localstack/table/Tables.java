package dev.octet.localstack.table;

import dev.octet.localstack.template.Endpoints;
import dev.octet.localstack.template.StackPlan.IndexPlan;
import dev.octet.localstack.template.StackPlan.KeyPlan;
import dev.octet.localstack.template.StackPlan.TablePlan;
import java.net.URI;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

/** The template's tables in DynamoDB Local, in memory: they are gone when the stack ends. */
public final class Tables implements AutoCloseable {
  private final DynamoDBProxyServer server;

  private Tables(DynamoDBProxyServer server) {
    this.server = server;
  }

  /** Starts the engine on a port that is free, and makes the tables. */
  public static Tables start(int port, List<TablePlan> plans) {
    Tables tables;
    try {
      DynamoDBProxyServer server = ServerRunner.createServerFromCommandLineArgs(new String[] {
          "-inMemory", "-sharedDb", "-disableTelemetry", "-port", Integer.toString(port)});
      server.start();
      tables = new Tables(server);
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local did not start: " + e.getMessage(), e);
    }
    try (DynamoDbClient client = DynamoDbClient.builder()
        .endpointOverride(URI.create("http://127.0.0.1:" + port))
        .region(Region.of(Endpoints.REGION))
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build()) {
      plans.forEach(plan -> create(client, plan));
      return tables;
    } catch (RuntimeException e) {
      tables.close();
      throw e;
    }
  }

  private static void create(DynamoDbClient client, TablePlan plan) {
    client.createTable(request -> {
      request.tableName(plan.name())
          .billingMode(BillingMode.PAY_PER_REQUEST)
          .keySchema(keys(plan.keys()))
          .attributeDefinitions(plan.attributes().entrySet().stream().map(attribute ->
              AttributeDefinition.builder().attributeName(attribute.getKey()).attributeType(attribute.getValue()).build()).toList());
      if (!plan.indexes().isEmpty()) {
        request.globalSecondaryIndexes(plan.indexes().stream().map(Tables::index).toList());
      }
    });
    plan.timeToLive().ifPresent(attribute -> client.updateTimeToLive(request -> request.tableName(plan.name())
        .timeToLiveSpecification(specification -> specification.attributeName(attribute).enabled(true))));
  }

  private static GlobalSecondaryIndex index(IndexPlan plan) {
    var projection = Projection.builder().projectionType(plan.projection());
    if (!plan.attributes().isEmpty()) {
      projection.nonKeyAttributes(plan.attributes());
    }
    return GlobalSecondaryIndex.builder().indexName(plan.name()).keySchema(keys(plan.keys())).projection(projection.build()).build();
  }

  private static List<KeySchemaElement> keys(List<KeyPlan> plans) {
    return plans.stream().map(key -> KeySchemaElement.builder().attributeName(key.attribute()).keyType(key.type()).build()).toList();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local did not stop.", e);
    }
  }
}
