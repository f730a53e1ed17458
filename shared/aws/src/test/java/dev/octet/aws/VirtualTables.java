package dev.octet.aws;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * As much of DynamoDB in memory as {@link dev.octet.aws.table.Table} asks for, many times as fast as the embedded
 * engine: for the platform's side of simulations, whose table is no part of what they test. Keeps the same suite as the
 * engine. A condition that the suite does not know is an error, not a guess.
 */
public final class VirtualTables implements DynamoDbClient {
  private static final Pattern COMPARISON = Pattern.compile("#pk = :pk AND #sk (<|<=|>|>=) :[a-z]+");

  private static final Pattern ADDITION = Pattern.compile("SET #write_id = :write_id, #v = :v ADD #version :one(, #(n\\d+) :\\2)+");

  private static final Pattern FILLING =
      Pattern.compile("SET #write_id = :write_id, #v = :v(, #(a\\d+) = if_not_exists\\(#\\2, :\\2\\))+ ADD #version :one");

  private final Map<String, Items> tables = new HashMap<>();

  /** The items of a table by their keys, and the key names of its indexes. */
  private record Items(NavigableMap<List<String>, Map<String, AttributeValue>> byKey, Map<String, List<String>> indexes) {}

  @Override
  public synchronized CreateTableResponse createTable(CreateTableRequest request) {
    Map<String, List<String>> indexes = new HashMap<>();
    for (GlobalSecondaryIndex index : request.globalSecondaryIndexes()) {
      indexes.put(index.indexName(), index.keySchema().stream().map(KeySchemaElement::attributeName).toList());
    }
    tables.put(request.tableName(), new Items(new TreeMap<>(Comparator.comparing(List<String>::getFirst).thenComparing(List::getLast)), indexes));
    return CreateTableResponse.builder().build();
  }

  private Items table(String name) {
    return Optional.ofNullable(tables.get(name)).orElseThrow(() -> new IllegalArgumentException("There is no table " + name + "."));
  }

  private static List<String> key(Map<String, AttributeValue> item) {
    return List.of(item.get("pk").s(), item.get("sk").s());
  }

  @Override
  public synchronized GetItemResponse getItem(GetItemRequest request) {
    return GetItemResponse.builder().item(table(request.tableName()).byKey().get(key(request.key()))).build();
  }

  @Override
  public synchronized PutItemResponse putItem(PutItemRequest request) {
    Items table = table(request.tableName());
    Map<String, AttributeValue> standing = table.byKey().get(key(request.item()));
    if (!holds(request.conditionExpression(), standing, request.expressionAttributeValues())) {
      throw refused(standing);
    }
    table.byKey().put(key(request.item()), Map.copyOf(request.item()));
    return PutItemResponse.builder().build();
  }

  @Override
  public synchronized UpdateItemResponse updateItem(UpdateItemRequest request) {
    Items table = table(request.tableName());
    Map<String, AttributeValue> values = request.expressionAttributeValues();
    Map<String, AttributeValue> item = new HashMap<>(table.byKey().getOrDefault(key(request.key()), request.key()));
    if (!FILLING.matcher(request.updateExpression()).matches()) {
      throw new UnsupportedOperationException("the update " + request.updateExpression());
    }
    if (isNewer(request.conditionExpression(), item, values)) {
      throw refused(item);
    }
    written(item, values);
    values.keySet().stream().filter(value -> value.startsWith(":a"))
        .forEach(value -> item.putIfAbsent(request.expressionAttributeNames().get("#" + value.substring(1)), values.get(value)));
    table.byKey().put(key(item), Map.copyOf(item));
    return UpdateItemResponse.builder().attributes(item).build();
  }

  private static void written(Map<String, AttributeValue> item, Map<String, AttributeValue> values) {
    item.put("write_id", values.get(":write_id"));
    item.put("v", values.get(":v"));
    add(item, "version", values.get(":one"));
  }

  private static boolean isNewer(String condition, Map<String, AttributeValue> item, Map<String, AttributeValue> values) {
    if (!condition.equals("attribute_not_exists(#v) OR #v <= :v")) {
      throw new UnsupportedOperationException("the condition " + condition);
    }
    AttributeValue format = item.get("v");
    return format != null && compare(format, values.get(":v")) > 0;
  }

  @Override
  public synchronized BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
    request.requestItems().forEach((name, writes) -> writes.forEach(write -> {
      Map<String, AttributeValue> item = write.putRequest().item();
      table(name).byKey().put(key(item), Map.copyOf(item));
    }));
    return BatchWriteItemResponse.builder().unprocessedItems(Map.of()).build();
  }

  @Override
  public synchronized DeleteItemResponse deleteItem(DeleteItemRequest request) {
    Items table = table(request.tableName());
    Map<String, AttributeValue> standing = table.byKey().get(key(request.key()));
    if (!request.conditionExpression().equals("attribute_not_exists(#pk) OR #attribute = :expected")) {
      throw new UnsupportedOperationException("the condition " + request.conditionExpression());
    }
    if (standing != null && !request.expressionAttributeValues().get(":expected").equals(standing.get(request.expressionAttributeNames().get("#attribute")))) {
      throw refused(standing);
    }
    table.byKey().remove(key(request.key()));
    return DeleteItemResponse.builder().build();
  }

  private static ConditionalCheckFailedException refused(Map<String, AttributeValue> standing) {
    return ConditionalCheckFailedException.builder().item(standing).message("The conditional request failed").build();
  }

  /** The conditions of {@code Table}, in whose names {@code #pk} is the key and {@code #version} the version. */
  private static boolean holds(String condition, Map<String, AttributeValue> standing, Map<String, AttributeValue> values) {
    boolean none = standing == null;
    boolean expected = !none && values.containsKey(":expected") && values.get(":expected").equals(standing.get("version"));
    return switch (condition) {
      case "attribute_not_exists(#pk)" -> none;
      case "#version = :expected" -> expected;
      case null, default -> throw new UnsupportedOperationException("the condition " + condition);
    };
  }

  @Override
  public synchronized TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    List<CancellationReason> reasons = request.transactItems().stream().map(this::reason).toList();
    if (reasons.stream().anyMatch(reason -> !reason.code().equals("None"))) {
      throw TransactionCanceledException.builder().cancellationReasons(reasons).message("Transaction cancelled").build();
    }
    request.transactItems().forEach(this::write);
    return TransactWriteItemsResponse.builder().build();
  }

  private CancellationReason reason(TransactWriteItem write) {
    if (write.put() == null) {
      return addition(write.update());
    }
    Map<String, AttributeValue> standing = table(write.put().tableName()).byKey().get(key(write.put().item()));
    return holds(write.put().conditionExpression(), standing, write.put().expressionAttributeValues())
        ? CancellationReason.builder().code("None").build()
        : CancellationReason.builder().code("ConditionalCheckFailed").item(standing).build();
  }

  private CancellationReason addition(Update update) {
    Map<String, AttributeValue> standing = table(update.tableName()).byKey().getOrDefault(key(update.key()), Map.of());
    boolean newer = isNewer(update.conditionExpression(), standing, update.expressionAttributeValues());
    return CancellationReason.builder().code(newer ? "ConditionalCheckFailed" : "None").build();
  }

  private void write(TransactWriteItem write) {
    if (write.put() != null) {
      table(write.put().tableName()).byKey().put(key(write.put().item()), Map.copyOf(write.put().item()));
      return;
    }
    if (!ADDITION.matcher(write.update().updateExpression()).matches()) {
      throw new UnsupportedOperationException("the update " + write.update().updateExpression());
    }
    Map<String, AttributeValue> values = write.update().expressionAttributeValues();
    Items table = table(write.update().tableName());
    Map<String, AttributeValue> item = new HashMap<>(table.byKey().getOrDefault(key(write.update().key()), write.update().key()));
    written(item, values);
    values.keySet().stream().filter(value -> value.startsWith(":n"))
        .forEach(value -> add(item, write.update().expressionAttributeNames().get("#" + value.substring(1)), values.get(value)));
    table.byKey().put(key(item), Map.copyOf(item));
  }

  private static void add(Map<String, AttributeValue> item, String attribute, AttributeValue number) {
    item.merge(attribute, number, (before, more) -> AttributeValue.fromN(new BigDecimal(before.n()).add(new BigDecimal(more.n())).toPlainString()));
  }

  @Override
  public synchronized QueryResponse query(QueryRequest request) {
    Items table = table(request.tableName());
    List<String> names = request.indexName() == null ? List.of("pk", "sk") : table.indexes().get(request.indexName());
    List<Map<String, AttributeValue>> found = new ArrayList<>(candidates(table, request)
        .filter(item -> item.containsKey(names.getFirst()) && item.containsKey(names.getLast()) && matches(request, names, item)).toList());
    Comparator<Map<String, AttributeValue>> order = (a, b) -> compare(a.get(names.getLast()), b.get(names.getLast()));
    found.sort(Boolean.FALSE.equals(request.scanIndexForward()) ? order.reversed() : order);
    if (request.hasExclusiveStartKey()) {
      List<List<String>> keys = found.stream().map(VirtualTables::key).toList();
      found = found.subList(keys.indexOf(key(request.exclusiveStartKey())) + 1, found.size());
    }
    if (found.size() <= request.limit()) {
      return QueryResponse.builder().items(found).build();
    }
    Map<String, AttributeValue> last = new HashMap<>(found.get(request.limit() - 1));
    last.keySet().removeIf(name -> !name.equals("pk") && !name.equals("sk") && !names.contains(name));
    return QueryResponse.builder().items(found.subList(0, request.limit())).lastEvaluatedKey(last).build();
  }

  /** Of an index every item is one; otherwise those of the partition are, which are together. */
  private static Stream<Map<String, AttributeValue>> candidates(Items table, QueryRequest request) {
    if (request.indexName() != null) {
      return table.byKey().values().stream();
    }
    AttributeValue pk = request.expressionAttributeValues().get(":pk");
    return table.byKey().tailMap(List.of(pk.s(), "")).values().stream().takeWhile(item -> item.get("pk").equals(pk));
  }

  private static boolean matches(QueryRequest request, List<String> names, Map<String, AttributeValue> item) {
    Map<String, AttributeValue> values = request.expressionAttributeValues();
    if (!item.get(names.getFirst()).equals(values.get(":pk"))) {
      return false;
    }
    String condition = request.keyConditionExpression();
    if (condition.equals("#pk = :pk")) {
      return true;
    }
    AttributeValue sort = item.get(names.getLast());
    if (condition.equals("#pk = :pk AND begins_with(#sk, :sk)")) {
      return sort.s().startsWith(values.get(":sk").s());
    }
    if (condition.equals("#pk = :pk AND #sk BETWEEN :from AND :to")) {
      return compare(sort, values.get(":from")) >= 0 && compare(sort, values.get(":to")) <= 0;
    }
    String[] words = condition.split(" ");
    if (!COMPARISON.matcher(condition).matches()) {
      throw new UnsupportedOperationException("the condition " + condition);
    }
    int difference = compare(sort, values.get(words[6]));
    return switch (words[5]) {
      case "<" -> difference < 0;
      case "<=" -> difference <= 0;
      case ">" -> difference > 0;
      default -> difference >= 0;
    };
  }

  private static int compare(AttributeValue one, AttributeValue other) {
    return one.n() == null ? one.s().compareTo(other.s()) : new BigDecimal(one.n()).compareTo(new BigDecimal(other.n()));
  }

  /** All items of a table, in the order of their keys. */
  public synchronized List<Map<String, AttributeValue>> items(String table) {
    return List.copyOf(table(table).byKey().values());
  }

  @Override
  public String serviceName() {
    return "dynamodb";
  }

  @Override
  public void close() {}
}
