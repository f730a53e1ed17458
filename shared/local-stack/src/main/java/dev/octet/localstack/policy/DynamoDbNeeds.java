package dev.octet.localstack.policy;

import dev.octet.localstack.template.Endpoints;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** A transaction needs what each of its items needs; a batch has an action of its own; an index is a resource of its own. */
final class DynamoDbNeeds {
  private DynamoDbNeeds() {}

  static List<Permission> of(String operation, SdkRequest request) {
    return switch (request) {
      case TransactWriteItemsRequest transaction -> transaction.transactItems().stream().flatMap(DynamoDbNeeds::ofItem).distinct().toList();
      case TransactGetItemsRequest transaction -> transaction.transactItems().stream().map(item -> on("GetItem", item.get().tableName())).distinct().toList();
      case BatchWriteItemRequest batch -> batch.requestItems().keySet().stream().map(table -> on(operation, table)).toList();
      case BatchGetItemRequest batch -> batch.requestItems().keySet().stream().map(table -> on(operation, table)).toList();
      default -> {
        Permission onTable = on(operation, Needs.text(operation, request, "TableName"));
        Optional<String> index = request.getValueForField("IndexName", String.class);
        yield List.of(index.map(name -> new Permission(onTable.action(), onTable.resource() + "/index/" + name)).orElse(onTable));
      }
    };
  }

  private static Stream<Permission> ofItem(TransactWriteItem item) {
    return Stream.of(
        Optional.ofNullable(item.put()).map(put -> on("PutItem", put.tableName())),
        Optional.ofNullable(item.update()).map(update -> on("UpdateItem", update.tableName())),
        Optional.ofNullable(item.delete()).map(delete -> on("DeleteItem", delete.tableName())),
        Optional.ofNullable(item.conditionCheck()).map(check -> on("ConditionCheckItem", check.tableName()))).flatMap(Optional::stream);
  }

  private static Permission on(String operation, String table) {
    return new Permission("dynamodb:" + operation,
        table.startsWith("arn:") ? table : "arn:aws:dynamodb:" + Endpoints.REGION + ":" + Endpoints.ACCOUNT + ":table/" + table);
  }
}
