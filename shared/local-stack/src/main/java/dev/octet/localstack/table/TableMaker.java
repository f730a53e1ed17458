package dev.octet.localstack.table;

import dev.octet.localstack.engine.EngineClient;
import dev.octet.localstack.template.StackPlan.IndexPlan;
import dev.octet.localstack.template.StackPlan.KeyPlan;
import dev.octet.localstack.template.StackPlan.TablePlan;
import java.net.URI;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;

/** Makes tables as the template has them. */
final class TableMaker {
  private TableMaker() {}

  static DynamoDbClient client(URI endpoint) {
    return EngineClient.at(endpoint, DynamoDbClient.builder());
  }

  static void create(DynamoDbClient client, TablePlan plan) {
    client.createTable(request -> {
      request.tableName(plan.name())
          .billingMode(BillingMode.PAY_PER_REQUEST)
          .keySchema(keys(plan.keys()))
          .attributeDefinitions(plan.attributes().entrySet().stream().map(attribute ->
              AttributeDefinition.builder().attributeName(attribute.getKey()).attributeType(attribute.getValue()).build()).toList());
      if (!plan.indexes().isEmpty()) {
        request.globalSecondaryIndexes(plan.indexes().stream().map(TableMaker::index).toList());
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
}
