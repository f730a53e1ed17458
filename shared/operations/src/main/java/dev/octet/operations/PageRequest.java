package dev.octet.operations;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.table.Page;
import dev.octet.aws.table.Query;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphClient;
import dev.octet.graph.GraphError;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * Which page of a list is wanted (spec §2.3, §2.8).
 *
 * @param limit 1 to 1,024
 * @param after the place in the list after which the page begins
 * @param before the place in the list before which it ends; not together with {@code after}
 */
public record PageRequest(int limit, Optional<String> after, Optional<String> before) {
  /**
   * The rows of one page.
   *
   * @param rows in the order of the list
   * @param more whether the list goes on in the direction that was asked for
   */
  public record Rows(List<JsonObject> rows, boolean more) {}

  private static final int MAX_LIMIT = 1024;
  private static final int USUAL_LIMIT = 25;

  /**
   * @param asked {@code limit}, {@code after}, {@code before}, as a query or a body has them
   * @param open what makes a place of a cursor
   * @throws Refused when it is no page
   */
  public static PageRequest of(JsonObject asked, Function<String, String> open) {
    if (asked.has("after") && asked.has("before")) {
      throw new Refused(GraphError.of(100, "`after` and `before` cannot both be given."));
    }
    OptionalLong limit = asked.has("limit") ? asked.whole("limit") : OptionalLong.of(USUAL_LIMIT);
    if (limit.isEmpty() || limit.getAsLong() < 1 || limit.getAsLong() > MAX_LIMIT) {
      throw new Refused(GraphError.of(100, "`limit` must be a number from 1 to 1024."));
    }
    return new PageRequest((int) limit.getAsLong(), asked.text("after").map(open), asked.text("before").map(open));
  }

  /**
   * Reads the page from a list that goes downwards in the order of its sort key, whose values are the places in it.
   *
   * @param list makes the query of the list with so many items at most
   */
  public Rows read(Table table, IntFunction<Query> list) {
    Query query = list.apply(limit + 1); // one more than asked for tells whether there is more
    String beyond = before.isPresent() ? "#pk = :pk AND #sk > :edge" : "#pk = :pk AND #sk < :edge";
    Query from = before.or(this::after).map(place -> query.where(beyond, JsonObject.EMPTY.with(":edge", place))).orElse(query);
    Page page = table.query(before.isPresent() ? from : from.descending());
    List<JsonObject> rows = page.items().stream().limit(limit).map(Stored::attributes).toList();
    return new Rows(before.isPresent() ? rows.reversed() : rows, page.items().size() > limit || page.last().isPresent());
  }

  /**
   * A page as the platform answers with it.
   *
   * @param data what stands in it, made of the rows
   * @param seal what makes a cursor of a row
   * @param address what makes the address of another page, of the direction and the cursor; without it there is none
   */
  public JsonObject answer(Object data, Rows page, Function<JsonObject, String> seal, Optional<BiFunction<String, String, String>> address) {
    JsonObject answer = JsonObject.EMPTY.with("data", data);
    List<JsonObject> rows = page.rows();
    if (rows.isEmpty()) {
      return answer;
    }
    String first = seal.apply(rows.getFirst());
    String last = seal.apply(rows.getLast());
    boolean previous = before.isPresent() ? page.more() : after.isPresent();
    boolean next = before.isPresent() || page.more();
    return answer.with("paging", JsonObject.EMPTY
        .with("cursors", JsonObject.EMPTY.with("before", first).with("after", last))
        .with("previous", address.filter(_ -> previous).map(it -> it.apply("before", first)))
        .with("next", address.filter(_ -> next).map(it -> it.apply("after", last))));
  }

  /**
   * A page of the platform's as its reader may have it. Its addresses of other pages are no good here, and have the number's
   * access token in them: those of Octet's take their place, by the platform's cursors.
   */
  public static JsonObject ofPlatform(JsonObject answer, Optional<BiFunction<String, String, String>> address) {
    return answer.object("paging").map(paging -> {
      JsonObject cursors = paging.object("cursors").orElse(JsonObject.EMPTY);
      return answer.with("paging", JsonObject.EMPTY.with("cursors", paging.object("cursors"))
          .with("previous", address.filter(_ -> paging.has("previous")).flatMap(it -> cursors.text("before").map(cursor -> it.apply("before", cursor))))
          .with("next", address.filter(_ -> paging.has("next")).flatMap(it -> cursors.text("after").map(cursor -> it.apply("after", cursor)))));
    }).orElse(answer);
  }

  /** The addresses of a list's other pages, as its reader wrote them. */
  public static Optional<BiFunction<String, String, String>> addresses(HttpRequest request) {
    String scheme = request.header("x-forwarded-proto").filter("https"::equals).orElse("http");
    String host = request.header("host").filter(it -> it.matches("[A-Za-z0-9.:\\[\\]-]{1,255}")).map(it -> scheme + "://" + it).orElse("");
    String limit = request.query("limit").map(it -> "limit=" + it + "&").orElse("");
    String source = request.query("source").filter("platform"::equals).map(it -> "source=" + it + "&").orElse("");
    return Optional.of((direction, cursor) -> host + request.path() + "?" + limit + source + direction + "=" + GraphClient.encode(cursor));
  }
}
