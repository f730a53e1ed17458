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
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Octet's way to its table: a process that is gone does not reach it any more, and what is open is known without asking. */
final class WatchedTable implements DynamoDbClient {
  private static final String SWEEP = "ALL";
  private static final String LEASE = "ALL#LEASE";

  private final DynamoDbClient table;
  private final Supplier<Lifeline> process;
  /** When each open operation is due, in Unix seconds, by its key: as the sparse index has it. */
  private final Map<String, Long> open = new HashMap<>();
  /** When the reconciliation has something to do, likewise, by what it is. */
  private final Map<String, Long> toCompare = new HashMap<>(Map.of(SWEEP, 0L));
  /** Until when a run of it has the number. */
  private long leasedUntil;
  final Map<String, Integer> requests = new TreeMap<>();

  WatchedTable(DynamoDbClient table, Supplier<Lifeline> process) {
    this.table = table;
    this.process = process;
  }

  /** When the next open operation is due, in Unix seconds. */
  Optional<Long> nextDue() {
    return open.values().stream().min(Comparator.naturalOrder());
  }

  /** When there is next something to compare, in Unix seconds. The sweep of every day is not waited for. */
  Optional<Long> nextToCompare() {
    return toCompare.values().stream().min(Comparator.naturalOrder()).map(due -> Math.max(due, leasedUntil));
  }

  private void reached(String operation) {
    requests.merge(operation, 1, Integer::sum);
    process.get().alive();
  }

  private static String key(Map<String, AttributeValue> item) {
    return item.get("pk").s() + " " + item.get("sk").s();
  }

  private void written(Map<String, AttributeValue> item) {
    if (item.get("pk").s().startsWith("RECONCILE#")) {
      toCompare(item.get("sk").s(), item);
    }
    if (item.containsKey("open")) {
      open.put(key(item), Long.valueOf(item.get("due_at").n()));
    } else {
      open.remove(key(item));
    }
  }

  private void toCompare(String what, Map<String, AttributeValue> item) {
    switch (what) {
      case LEASE -> leasedUntil = Math.ceilDiv(Long.parseLong(item.get("free_at").n()), 1000);
      case SWEEP -> {
        if (item.get("phase").s().equals("DONE")) {
          toCompare.remove(what);
        } else {
          toCompare.put(what, 0L);
        }
      }
      default -> toCompare.put(what, item.containsKey("to_tell") && !item.get("to_tell").l().isEmpty() ? 0L : Long.valueOf(item.get("due").n()));
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
  public UpdateItemResponse updateItem(UpdateItemRequest request) {
    reached("update");
    UpdateItemResponse answer = table.updateItem(request);
    process.get().effect();
    return answer;
  }

  @Override
  public DeleteItemResponse deleteItem(DeleteItemRequest request) {
    reached("delete");
    DeleteItemResponse answer = table.deleteItem(request);
    open.remove(key(request.key()));
    toCompare.remove(request.key().get("sk").s());
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
