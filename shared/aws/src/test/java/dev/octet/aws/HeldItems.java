package dev.octet.aws;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ComparisonOperator;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.dynamodb.services.local.shared.access.PaddingNumberEncoder;
import software.amazon.dynamodb.services.local.shared.access.QueryResponseInfo;
import software.amazon.dynamodb.services.local.shared.access.TableInfo;
import software.amazon.dynamodb.services.local.shared.access.sqlite.SQLiteDBAccess;
import software.amazon.dynamodb.services.local.shared.model.AttributeValue;
import software.amazon.dynamodb.services.local.shared.model.Condition;

/**
 * DynamoDB Local's items in maps. Its own database is SQL: a request is several statements, each put together and prepared
 * anew, and an item is JSON in it, which took more than half of a request's time. What a request may say, its expressions, conditions,
 * projections, limits and capacity, the refusals, and the tables themselves stay the engine's. There are no streams, no times to live,
 * no local indexes and no segments of scans.
 */
final class HeldItems extends SQLiteDBAccess {
  private final Map<String, TableInfo> infos = new ConcurrentHashMap<>();
  private final Map<String, Items> tables = new ConcurrentHashMap<>();
  /** Whoever writes in a transaction has it until that ends. */
  private final ReentrantLock lock = new ReentrantLock();
  /** What the transaction has written, the last first; none when there is no transaction. */
  private @Nullable Deque<Runnable> undo;
  /** Of transactions, by their tokens. */
  private final Map<String, byte[]> signatures = new HashMap<>();

  @Override
  public TableInfo getTableInfo(String table) {
    return infos.computeIfAbsent(table, super::getTableInfo); // tables do not change here
  }

  private Items items(String table) {
    return tables.computeIfAbsent(table, name -> Items.of(getTableInfo(name)));
  }

  private <T> T locked(Supplier<T> what) {
    lock.lock();
    try {
      return what.get();
    } finally {
      lock.unlock();
    }
  }

  /** A copy: the engine changes it in place. */
  @Override
  public @Nullable Map<String, AttributeValue> getRecord(String table, Map<String, AttributeValue> key) {
    return locked(() -> items(table).get(key)).map(HashMap::new).orElse(null);
  }

  @Override
  public void putRecord(String table, Map<String, AttributeValue> item, AttributeValue hashKey, AttributeValue rangeKey, boolean isUpdate) {
    write(table, item, Optional.of(item));
  }

  @Override
  public boolean deleteRecord(String table, Map<String, AttributeValue> key, boolean isSystemDelete) {
    return write(table, key, Optional.empty());
  }

  /** Returns whether there was one before. */
  private boolean write(String table, Map<String, AttributeValue> key, Optional<Map<String, AttributeValue>> item) {
    return locked(() -> {
      Items items = items(table);
      Optional<Map<String, AttributeValue>> before = items.write(key, item);
      if (undo != null) {
        undo.push(() -> items.write(key, before));
      }
      return before.isPresent();
    });
  }

  @Override
  public QueryResponseInfo queryRecords(
      String table, @Nullable String index, @Nullable Map<String, Condition> conditions, @Nullable Map<String, AttributeValue> startKey, @Nullable Long limit,
      boolean ascending, byte @Nullable [] firstHash, byte @Nullable [] lastHash, boolean isScan, boolean isGlobalIndex) {
    if (firstHash != null || index != null && !isGlobalIndex) {
      throw new UnsupportedOperationException("segments of scans, and local indexes");
    }
    Map<String, Condition> all = conditions == null ? Map.of() : conditions;
    Map<String, AttributeValue> after = startKey == null ? Map.of() : startKey;
    long most = limit == null || limit < 1 ? Long.MAX_VALUE : limit;
    List<Map<String, AttributeValue>> found = locked(() -> items(table).ordered(index).find(all, after, ascending).limit(most).toList());
    return new QueryResponseInfo(new ArrayList<>(found), found.size() == most ? found.getLast() : null);
  }

  /** Returns what was signed when the token was used before. */
  @Override
  public byte @Nullable [] beginTransaction(String token) {
    lock.lock();
    undo = new ArrayDeque<>();
    return signatures.get(token);
  }

  @Override
  public void commitTransaction(String token, byte[] signature) {
    signatures.put(token, signature);
    undo = null;
    lock.unlock();
  }

  @Override
  public void rollbackTransaction() {
    Deque<Runnable> written = undo == null ? new ArrayDeque<>() : undo;
    undo = null;
    written.forEach(Runnable::run);
    lock.unlock();
  }

  /** A table with its global indexes. */
  private record Items(Ordered table, Map<String, Ordered> indexes) {
    static Items of(TableInfo info) {
      List<String> keys = info.getBaseTableKeyNames();
      return new Items(new Ordered(keys), info.getGSINames().stream().collect(Collectors.toMap(name -> name, name -> new Ordered(Stream.concat(
          info.getGSIDescWithName(name).keySchema().stream().map(KeySchemaElement::attributeName), keys.stream()).distinct().toList()))));
    }

    Ordered ordered(@Nullable String index) {
      return index == null ? table : Optional.ofNullable(indexes.get(index)).orElseThrow();
    }

    Optional<Map<String, AttributeValue>> get(Map<String, AttributeValue> key) {
      return table.place(key).map(table.items()::get);
    }

    /** Returns what was there. */
    Optional<Map<String, AttributeValue>> write(Map<String, AttributeValue> key, Optional<Map<String, AttributeValue>> item) {
      Optional<Map<String, AttributeValue>> before = get(key);
      Stream.concat(Stream.of(table), indexes.values().stream()).forEach(ordered -> {
        before.flatMap(ordered::place).ifPresent(ordered.items()::remove);
        item.ifPresent(it -> ordered.place(it).ifPresent(place -> ordered.items().put(place, it)));
      });
      return before;
    }
  }

  /** Items in the order of some of their attributes: the keys of the table, or those of an index and, between equals, of the table. */
  private record Ordered(List<String> names, NavigableMap<Place, Map<String, AttributeValue>> items) {
    Ordered(List<String> names) {
      this(names, new TreeMap<>());
    }

    /** Empty for what does not belong in it. */
    Optional<Place> place(Map<String, AttributeValue> item) {
      return item.keySet().containsAll(names) ? Optional.of(new Place(names.stream().map(name -> bytes(item.get(name))).toList())) : Optional.empty();
    }

    Stream<Map<String, AttributeValue>> find(Map<String, Condition> conditions, Map<String, AttributeValue> after, boolean ascending) {
      NavigableMap<Place, Map<String, AttributeValue>> found = Optional.ofNullable(conditions.get(names.getFirst()))
          .map(hash -> partition(bytes(hash.getAttributeValueList().getFirst()))).orElse(items);
      NavigableMap<Place, Map<String, AttributeValue>> inOrder = ascending ? found : found.descendingMap();
      return (after.isEmpty() ? inOrder : inOrder.tailMap(place(after).orElseThrow(), false)).values().stream()
          .filter(item -> conditions.entrySet().stream().allMatch(condition -> holds(condition.getValue(), bytes(item.get(condition.getKey())))));
    }

    private NavigableMap<Place, Map<String, AttributeValue>> partition(byte[] hash) {
      return items.subMap(new Place(List.of(hash)), true, new Place(List.of(Arrays.copyOf(hash, hash.length + 1))), false);
    }

    private static boolean holds(Condition condition, byte[] key) {
      List<byte[]> values = condition.getAttributeValueList().stream().map(HeldItems::bytes).toList();
      byte[] value = values.getFirst();
      int difference = Arrays.compareUnsigned(key, value);
      return switch (ComparisonOperator.fromValue(condition.getComparisonOperator())) {
        case EQ -> difference == 0;
        case LT -> difference < 0;
        case LE -> difference <= 0;
        case GT -> difference > 0;
        case GE -> difference >= 0;
        case BETWEEN -> difference >= 0 && Arrays.compareUnsigned(key, values.getLast()) <= 0;
        case BEGINS_WITH -> key.length >= value.length && Arrays.equals(key, 0, value.length, value, 0, value.length);
        default -> throw new UnsupportedOperationException("a key's condition " + condition.getComparisonOperator());
      };
    }
  }

  /** The bytes of an item's keys, which are in the order of their values. */
  private record Place(List<byte[]> keys) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      for (int i = 0; i < Math.min(keys.size(), other.keys.size()); i++) {
        int difference = Arrays.compareUnsigned(keys.get(i), other.keys.get(i));
        if (difference != 0) {
          return difference;
        }
      }
      return Integer.compare(keys.size(), other.keys.size());
    }
  }

  private static byte[] bytes(AttributeValue key) {
    return key.getN() == null ? key.getS().getBytes(StandardCharsets.UTF_8) : PaddingNumberEncoder.encodeBigDecimal(new BigDecimal(key.getN()));
  }
}
