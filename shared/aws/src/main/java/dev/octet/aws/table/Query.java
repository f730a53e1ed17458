package dev.octet.aws.table;

import dev.octet.domain.json.JsonObject;
import java.util.Optional;

/**
 * A question to an index, or to the items under one partition key.
 *
 * @param pkName the name of the partition key's attribute, {@code #pk} in the condition
 * @param skName the name of the sort key's attribute, {@code #sk} in the condition
 * @param condition the key condition, such as {@code #pk = :pk AND #sk <= :now}
 * @param values the condition's values by name, such as {@code :pk}
 * @param limit how many items a page holds at most
 * @param after where the page before ended
 */
public record Query(
    Optional<String> index, String pkName, String skName, String condition, JsonObject values,
    boolean ascending, int limit, Optional<JsonObject> after) {

  /** All items under one partition key. */
  public static Query under(String pk, int limit) {
    return new Query(Optional.empty(), "pk", "sk", "#pk = :pk", JsonObject.EMPTY.with(":pk", pk), true, limit, Optional.empty());
  }

  /** The items under one partition key whose sort key starts with the prefix. */
  public static Query under(String pk, String skPrefix, int limit) {
    return new Query(Optional.empty(), "pk", "sk", "#pk = :pk AND begins_with(#sk, :sk)",
        JsonObject.EMPTY.with(":pk", pk).with(":sk", skPrefix), true, limit, Optional.empty());
  }

  /** The items of an index under one value of its partition key. */
  public static Query index(String index, String pkName, String skName, String pk, int limit) {
    return new Query(Optional.of(index), pkName, skName, "#pk = :pk", JsonObject.EMPTY.with(":pk", pk), true, limit, Optional.empty());
  }

  public Query where(String condition, JsonObject more) {
    return new Query(index, pkName, skName, condition, values.withAll(more), ascending, limit, after);
  }

  public Query descending() {
    return new Query(index, pkName, skName, condition, values, false, limit, after);
  }

  public Query after(Optional<JsonObject> lastKey) {
    return new Query(index, pkName, skName, condition, values, ascending, limit, lastKey);
  }
}
