package dev.octet.simulation;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** Octet's way to its table: a process that is gone does not reach it any more, and what is open is known without asking. */
final class WatchedTable implements DynamoDbClient {
  private final DynamoDbClient table;
  private final Supplier<Lifeline> process;
  /** When each open operation is due, in Unix seconds, by its key: as the sparse index has it. */
  private final Map<String, Long> open = new HashMap<>();
  final Map<String, Integer> requests = new TreeMap<>();

  WatchedTable(DynamoDbClient table, Supplier<Lifeline> process) {
    this.table = table;
    this.process = process;
  }

  /** When the next open operation is due, in Unix seconds. */
  Optional<Long> nextDue() {
    return open.values().stream().min(Comparator.naturalOrder());
  }

  private void reached(String operation) {
    requests.merge(operation, 1, Integer::sum);
    process.get().alive();
  }

  private void written(Map<String, AttributeValue> item) {
    if (item.containsKey("open")) {
      open.put(item.get("pk").s(), Long.valueOf(item.get("due_at").n()));
    } else {
      open.remove(item.get("pk").s());
    }
  }

  @Override
  public GetItemResponse getItem(GetItemRequest request) {
    reached("get");
    return table.getItem(request);
  }

  @Override
  public QueryResponse query(QueryRequest request) {
    reached("query");
    return table.query(request);
  }

  @Override
  public PutItemResponse putItem(PutItemRequest request) {
    reached("put");
    PutItemResponse answer = table.putItem(request);
    written(request.item());
    process.get().effect();
    return answer;
  }

  @Override
  public DeleteItemResponse deleteItem(DeleteItemRequest request) {
    reached("delete");
    DeleteItemResponse answer = table.deleteItem(request);
    process.get().effect();
    return answer;
  }

  @Override
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    reached("transact");
    TransactWriteItemsResponse answer = table.transactWriteItems(request);
    request.transactItems().stream().filter(item -> item.put() != null).forEach(item -> written(item.put().item()));
    process.get().effect();
    return answer;
  }

  @Override
  public String serviceName() {
    return "dynamodb";
  }

  @Override
  public void close() {}
}
