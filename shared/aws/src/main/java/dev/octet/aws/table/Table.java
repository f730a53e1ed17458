package dev.octet.aws.table;

import dev.octet.aws.BeyondLimitException;
import dev.octet.aws.Ids;
import dev.octet.aws.NewerFormatException;
import dev.octet.domain.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * A table of versioned items. Every write but what is appended is conditional on the version that was read, carries an id of its
 * own, and gets the standing item back when it is refused: so an SDK retry of a write that did arrive is known as success.
 * Every item carries its format; whatever meets one that is newer than this code throws {@link NewerFormatException}.
 */
public final class Table {
  /** In one call. */
  public static final int MOST_APPENDED = 25;

  private final DynamoDbClient dynamoDb;
  private final String name;
  private final Ids ids;

  public Table(DynamoDbClient dynamoDb, String name, Ids ids) {
    this.dynamoDb = dynamoDb;
    this.name = name;
    this.ids = ids;
  }

  /** Reads one item, consistently. A key that no item can have has none. */
  public Optional<Stored> get(Key key) {
    if (!key.fits()) {
      return Optional.empty();
    }
    var response = dynamoDb.getItem(request -> request.tableName(name).key(Items.key(key)).consistentRead(true));
    return response.hasItem() ? Optional.of(Items.stored(response.item())) : Optional.empty();
  }

  /** @throws BeyondLimitException when it is more than an item holds; so do all writes */
  public Written put(Write write) {
    String writeId = ids.next();
    try {
      dynamoDb.putItem(request -> request
          .tableName(name)
          .item(Items.of(write, writeId))
          .conditionExpression(condition(write))
          .expressionAttributeNames(names(write))
          .expressionAttributeValues(values(write))
          .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
      return new Written.Applied(write.expected() + 1);
    } catch (ConditionalCheckFailedException e) {
      return e.hasItem() && writeId.equals(Items.writeId(e.item()))
          ? new Written.Applied(write.expected() + 1)
          : new Written.Refused(List.of(e.hasItem() ? Optional.of(Items.stored(e.item())) : Optional.empty()));
    }
  }

  /** All or nothing, at twice the cost: only for items that must agree. The SDK makes its retries idempotent. */
  public Written putAll(List<Write> writes) {
    if (writes.size() == 1) {
      return put(writes.getFirst());
    }
    String writeId = ids.next();
    return transact(writes, writes.stream().map(write -> transacted(write, writeId)).toList());
  }

  /** Writes an item and adds to another, both or neither. Refused for the first's sake only, or because others were just then adding. */
  public Written putAll(Write write, Add add) {
    return putAll(List.of(write), add);
  }

  /** Writes items and adds to another, all or nothing. Refused for the writes' sake only, or because others were just then adding. */
  public Written putAll(List<Write> writes, Add add) {
    return putAll(writes, List.of(add));
  }

  /** The same with several that are added to, each item once; without any it is a write like others. */
  public Written putAll(List<Write> writes, List<Add> additions) {
    if (additions.isEmpty()) {
      return putAll(writes);
    }
    String writeId = ids.next();
    List<TransactWriteItem> items = new ArrayList<>(writes.stream().map(write -> transacted(write, writeId)).toList());
    additions.forEach(add -> items.add(addition(add, writeId)));
    return transact(writes, items);
  }

  private TransactWriteItem addition(Add add, String writeId) {
    if (!add.key().fits()) {
      throw new BeyondLimitException("What is to be added to has a key that no item can have.");
    }
    Change change = Change.adding(add, writeId);
    return TransactWriteItem.builder().update(it -> it
        .tableName(name)
        .key(Items.key(add.key()))
        .updateExpression(change.expression())
        .conditionExpression(Change.CONDITION)
        .expressionAttributeNames(change.names())
        .expressionAttributeValues(change.values())).build();
  }

  private TransactWriteItem transacted(Write write, String writeId) {
    return TransactWriteItem.builder().put(put -> put
        .tableName(name)
        .item(Items.of(write, writeId))
        .conditionExpression(condition(write))
        .expressionAttributeNames(names(write))
        .expressionAttributeValues(values(write))
        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)).build();
  }

  private Written transact(List<Write> writes, List<TransactWriteItem> items) {
    try {
      dynamoDb.transactWriteItems(request -> request.transactItems(items));
      return new Written.Applied(writes.getFirst().expected() + 1);
    } catch (TransactionCanceledException e) {
      return new Written.Refused(standing(e, writes));
    }
  }

  private List<Optional<Stored>> standing(TransactionCanceledException e, List<Write> writes) {
    List<CancellationReason> reasons = e.cancellationReasons();
    if (reasons.stream().noneMatch(reason -> "ConditionalCheckFailed".equals(reason.code()) || "TransactionConflict".equals(reason.code()))) {
      throw e;
    }
    if (reasons.subList(writes.size(), reasons.size()).stream().anyMatch(reason -> "ConditionalCheckFailed".equals(reason.code()))) {
      throw new NewerFormatException(Items.FORMAT_HERE); // the only condition that additions have
    }
    List<Optional<Stored>> current = new ArrayList<>();
    for (int i = 0; i < writes.size(); i++) {
      CancellationReason reason = reasons.get(i);
      // Only a refused condition gives its item back; the others are read.
      current.add(reason.hasItem() ? Optional.of(Items.stored(reason.item())) : get(writes.get(i).key()));
    }
    return current;
  }

  /**
   * Gives an item those of the attributes that it has not, and makes it where there is none. What it has stays. Returns it as it is
   * then, in one request, whoever else fills it at that time.
   */
  public Stored fill(Key key, JsonObject attributes) {
    Items.check(key, attributes);
    Change change = Change.filling(attributes, ids.next());
    try {
      return Items.stored(dynamoDb.updateItem(request -> request
          .tableName(name)
          .key(Items.key(key))
          .updateExpression(change.expression())
          .conditionExpression(Change.CONDITION)
          .expressionAttributeNames(change.names())
          .expressionAttributeValues(change.values())
          .returnValues(ReturnValue.ALL_NEW)).attributes());
    } catch (ConditionalCheckFailedException e) {
      throw new NewerFormatException(Items.FORMAT_HERE);
    }
  }

  /**
   * Writes items that nobody else writes and that none waits for: without a condition, not all or nothing, and once. Returns how
   * many the table did not take.
   *
   * @param items at most {@link #MOST_APPENDED}
   * @param patience after which it is given up
   */
  public int append(List<Write> items, Duration patience) {
    String writeId = ids.next();
    List<WriteRequest> puts = items.stream().map(write -> WriteRequest.builder().putRequest(put -> put.item(Items.of(write, writeId))).build()).toList();
    return dynamoDb.batchWriteItem(request -> request.requestItems(Map.of(name, puts)).overrideConfiguration(it -> it.apiCallTimeout(patience)))
        .unprocessedItems().getOrDefault(name, List.of()).size();
  }

  /** Deletes what was read. Returns whether the item is gone; {@code false} when another write came first. */
  public boolean delete(Stored read) {
    return delete(read.key(), Items.VERSION, Items.number(read.version()));
  }

  /** Deletes an item unread, if one of its attributes is that text. Returns whether there is none; {@code false} when it is another's. */
  public boolean delete(Key key, String attribute, String text) {
    return delete(key, attribute, AttributeValue.fromS(text));
  }

  private boolean delete(Key key, String attribute, AttributeValue expected) {
    try {
      dynamoDb.deleteItem(request -> request
          .tableName(name)
          .key(Items.key(key))
          .conditionExpression("attribute_not_exists(#pk) OR #attribute = :expected")
          .expressionAttributeNames(Map.of("#pk", Items.PK, "#attribute", attribute))
          .expressionAttributeValues(Map.of(":expected", expected)));
      return true;
    } catch (ConditionalCheckFailedException e) {
      return false;
    }
  }

  /** One page of an index (eventually consistent) or of the items under one partition key (consistent). */
  public Page query(Query query) {
    Map<String, String> names = new HashMap<>(Map.of("#pk", query.pkName()));
    if (query.condition().contains("#sk")) {
      names.put("#sk", query.skName());
    }
    QueryResponse response = dynamoDb.query(request -> {
      request.tableName(name)
          .keyConditionExpression(query.condition())
          .expressionAttributeNames(names)
          .expressionAttributeValues(Attributes.of(query.values()))
          .scanIndexForward(query.ascending())
          .limit(query.limit())
          .consistentRead(query.index().isEmpty());
      query.index().ifPresent(request::indexName);
      query.after().ifPresent(after -> request.exclusiveStartKey(Attributes.of(after)));
    });
    List<Stored> items = response.items().stream().map(Items::stored).toList();
    return new Page(items, response.hasLastEvaluatedKey() ? Optional.of(Attributes.toJson(response.lastEvaluatedKey())) : Optional.empty());
  }

  /**
   * One page of all items, in no order, consistently. It costs what reading the whole table costs: only for what no key and no index
   * leads to.
   */
  public Page scan(int limit, Optional<JsonObject> after) {
    ScanResponse response = dynamoDb.scan(request -> {
      request.tableName(name).limit(limit).consistentRead(true);
      after.ifPresent(it -> request.exclusiveStartKey(Attributes.of(it)));
    });
    List<Stored> items = response.items().stream().map(Items::stored).toList();
    return new Page(items, response.hasLastEvaluatedKey() ? Optional.of(Attributes.toJson(response.lastEvaluatedKey())) : Optional.empty());
  }

  private static String condition(Write write) {
    return write.expected() == 0 ? "attribute_not_exists(#pk)" : "#version = :expected";
  }

  private static Map<String, String> names(Write write) {
    return write.expected() == 0 ? Map.of("#pk", Items.PK) : Map.of("#version", Items.VERSION);
  }

  private static @Nullable Map<String, AttributeValue> values(Write write) {
    return write.expected() == 0 ? null : Map.of(":expected", Items.number(write.expected()));
  }
}
