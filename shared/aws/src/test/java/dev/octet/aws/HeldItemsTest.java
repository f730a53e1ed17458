package dev.octet.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Whatever is asked of DynamoDB Local, it answers the same with its items held and with its own database. */
@DisabledIf(value = "dev.octet.aws.EmulatorAtHand#isForAll", disabledReason = "tables are in an emulator")
class HeldItemsTest {
  private static final long SEED = Long.getLong("octet.seed", System.nanoTime());
  private static final int STEPS = 2000;
  /** Some of them in another order as UTF-16 than as UTF-8, which is that of keys. */
  private static final List<String> WORDS = List.of("", "a", "a#", "a#b", "aa", "b", "é", "\ue000", "\ud83d\ude00", "%", "_");
  private static final List<String> NUMBERS = List.of("0", "-1", "-10.5", "2", "10", "1795510935", "0.001", "-0.001");

  private final DynamoDbClient held = Engines.shared().dynamoDb();
  private final DynamoDbClient own = Engines.overHttp().dynamoDb();
  private final String heldTable = Engines.shared().freshTable("GroupsTable");
  private final String ownTable = Engines.overHttp().freshTable("GroupsTable");
  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void it_answers_as_it_does_with_its_own_database() {
    System.out.println("HeldItemsTest: -Doctet.seed=" + SEED);
    for (int i = 0; i < STEPS; i++) {
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> put();
        case 3 -> delete();
        case 4 -> transact();
        default -> query();
      }
    }
    assertThat(all(held, heldTable)).isNotEmpty().isEqualTo(all(own, ownTable));
  }

  private record Asked(DynamoDbClient engine, String table) {}

  private void same(Function<Asked, Object> what) {
    assertThat(answer(what, new Asked(held, heldTable))).as("seed %d", SEED).isEqualTo(answer(what, new Asked(own, ownTable)));
  }

  private static Object answer(Function<Asked, Object> what, Asked asked) {
    try {
      return what.apply(asked);
    } catch (TransactionCanceledException e) {
      return e.cancellationReasons().stream().map(reason -> reason.code() + " " + reason.item()).toList();
    } catch (DynamoDbException e) {
      return e.awsErrorDetails().errorCode() + ": " + e.awsErrorDetails().errorMessage();
    }
  }

  private AttributeValue word() {
    return AttributeValue.fromS(WORDS.get(random.nextInt(WORDS.size())));
  }

  private Map<String, AttributeValue> key() {
    return Map.of("pk", AttributeValue.fromS("p" + random.nextInt(4)), "sk", AttributeValue.fromS("s" + word().s()));
  }

  private Map<String, AttributeValue> item() {
    Map<String, AttributeValue> item = new HashMap<>(key());
    item.put("version", AttributeValue.fromN(Integer.toString(random.nextInt(3))));
    item.put("said", AttributeValue.fromM(Map.of("words", AttributeValue.fromL(List.of(word(), word())))));
    if (random.nextBoolean()) {
      item.put("open", AttributeValue.fromS("o" + random.nextInt(2)));
    }
    if (random.nextBoolean()) {
      item.put("due_at", AttributeValue.fromN(NUMBERS.get(random.nextInt(NUMBERS.size()))));
    }
    return item;
  }

  private void put() {
    Map<String, AttributeValue> item = item();
    Optional<String> condition = condition();
    Map<String, AttributeValue> expected = Map.of(":expected", AttributeValue.fromN(Integer.toString(random.nextInt(3))));
    same(asked -> asked.engine().putItem(request -> {
      request.tableName(asked.table()).item(item).returnValues("ALL_OLD");
      condition.ifPresent(it -> request.conditionExpression(it).expressionAttributeValues(it.contains(":expected") ? expected : null)
          .returnValuesOnConditionCheckFailure("ALL_OLD"));
    }).attributes());
  }

  private Optional<String> condition() {
    return switch (random.nextInt(3)) {
      case 0 -> Optional.of("attribute_not_exists(pk)");
      case 1 -> Optional.of("version = :expected");
      default -> Optional.empty();
    };
  }

  private void delete() {
    Map<String, AttributeValue> key = key();
    same(asked -> asked.engine().deleteItem(request -> request.tableName(asked.table()).key(key).returnValues("ALL_OLD")).attributes());
    same(asked -> asked.engine().getItem(request -> request.tableName(asked.table()).key(key)).item());
  }

  /** Two or three writes, which are all made or none. */
  private void transact() {
    List<TransactWriteItem> writes = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    for (int i = random.nextInt(2, 4); i > 0; i--) {
      Map<String, AttributeValue> item = item();
      if (keys.contains(item.get("pk").s() + item.get("sk").s())) {
        continue;
      }
      keys.add(item.get("pk").s() + item.get("sk").s());
      Optional<String> condition = random.nextInt(3) == 0 ? Optional.of("attribute_not_exists(pk)") : Optional.empty();
      writes.add(random.nextInt(3) == 0
          ? TransactWriteItem.builder().update(update -> update.key(Map.of("pk", item.get("pk"), "sk", item.get("sk"))).tableName("")
              .updateExpression("SET said = :said ADD version :one").expressionAttributeValues(Map.of(":said", item.get("said"), ":one", AttributeValue.fromN("1")))
              .conditionExpression(condition.orElse(null)).returnValuesOnConditionCheckFailure("ALL_OLD")).build()
          : TransactWriteItem.builder().put(put -> put.item(item).tableName("").conditionExpression(condition.orElse(null))
              .returnValuesOnConditionCheckFailure("ALL_OLD")).build());
    }
    same(asked -> {
      asked.engine().transactWriteItems(request -> request.transactItems(writes.stream().map(write -> in(asked.table(), write)).toList()));
      return "written";
    });
  }

  private static TransactWriteItem in(String table, TransactWriteItem write) {
    return write.put() == null
        ? TransactWriteItem.builder().update(write.update().toBuilder().tableName(table).build()).build()
        : TransactWriteItem.builder().put(write.put().toBuilder().tableName(table).build()).build();
  }

  private void query() {
    boolean index = random.nextBoolean();
    Map<String, String> names = index ? Map.of("#pk", "open", "#sk", "due_at") : Map.of("#pk", "pk", "#sk", "sk");
    Map<String, AttributeValue> values = new HashMap<>();
    values.put(":pk", AttributeValue.fromS(index ? "o" + random.nextInt(2) : "p" + random.nextInt(4)));
    String condition = "#pk = :pk" + switch (random.nextInt(7)) {
      case 0 -> " AND #sk < :a";
      case 1 -> " AND #sk >= :a";
      case 2 -> " AND #sk = :a";
      case 3 -> " AND #sk BETWEEN :a AND :b";
      case 4 -> index ? " AND #sk > :a" : " AND begins_with(#sk, :a)";
      case 5 -> " AND #sk <= :a";
      default -> "";
    };
    List<AttributeValue> bounds = List.of(bound(index), bound(index));
    if (condition.contains(":a")) {
      values.put(":a", bounds.getFirst());
    }
    if (condition.contains(":b")) {
      values.put(":b", bounds.getLast());
    }
    Map<String, String> named = condition.contains("#sk") ? names : Map.of("#pk", names.get("#pk"));
    QueryRequest request = QueryRequest.builder().tableName("").indexName(index ? "open-operations" : null).keyConditionExpression(condition)
        .expressionAttributeNames(named).expressionAttributeValues(values).scanIndexForward(random.nextBoolean()).limit(random.nextInt(1, 5)).build();
    same(asked -> pages(asked, request));
  }

  private AttributeValue bound(boolean number) {
    return number ? AttributeValue.fromN(NUMBERS.get(random.nextInt(NUMBERS.size()))) : AttributeValue.fromS("s" + word().s());
  }

  /** Each page, from the end of the last one. Which of two comes first that an index has under the same keys, nothing says. */
  private static List<Object> pages(Asked asked, QueryRequest request) {
    List<List<Map<String, AttributeValue>>> pages = new ArrayList<>();
    Map<String, AttributeValue> after = null;
    do {
      QueryResponse page = asked.engine().query(request.toBuilder().tableName(asked.table()).exclusiveStartKey(after).build());
      pages.add(page.items());
      after = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : null;
    } while (after != null);
    if (request.indexName() == null) {
      return List.copyOf(pages);
    }
    List<Map<String, AttributeValue>> all = pages.stream().flatMap(List::stream).toList();
    return List.of(pages.stream().map(List::size).toList(), all.stream().map(item -> item.get("due_at")).toList(), Set.copyOf(all));
  }

  private static List<Object> all(DynamoDbClient engine, String table) {
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String pk = "p" + i;
      all.addAll(engine.query(request -> request.tableName(table).keyConditionExpression("pk = :pk")
          .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(pk)))).items());
    }
    return all;
  }
}
