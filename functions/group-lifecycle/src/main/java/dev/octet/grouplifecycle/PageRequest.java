package dev.octet.grouplifecycle;

import dev.octet.aws.http.HttpRequest;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Which page of a number's active groups is wanted (spec §2.8).
 *
 * @param limit 1 to 1,024
 * @param after the place in the list after which the page begins
 * @param before the place in the list before which it ends; not together with {@code after}
 */
record PageRequest(int limit, Optional<String> after, Optional<String> before) {
  private static final int MAX_LIMIT = 1024;
  private static final int USUAL_LIMIT = 25;
  /** In bytes: what the index's sort key holds. */
  private static final int MAX_PLACE = 1024;

  static PageRequest of(HttpRequest request) {
    Optional<String> after = request.query("after").map(PageRequest::place);
    Optional<String> before = request.query("before").map(PageRequest::place);
    if (after.isPresent() && before.isPresent()) {
      throw new Refused(GraphError.of(100, "`after` and `before` cannot both be given."));
    }
    return new PageRequest(limit(request), after, before);
  }

  static int limit(HttpRequest request) {
    return request.query("limit").map(PageRequest::limit).orElse(USUAL_LIMIT);
  }

  private static int limit(String text) {
    int limit = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new Refused(GraphError.of(100, "`limit` must be a number from 1 to 1024."));
    }
    return limit;
  }

  private static String place(String cursor) {
    try {
      String place = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      if (place.matches("\\d{12}#.{1,512}") && place.getBytes(StandardCharsets.UTF_8).length <= MAX_PLACE) {
        return place;
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw new Refused(GraphError.of(131059, "The cursor is not one of this list. Begin with the first page."));
  }

  JsonObject answer(HttpRequest request, Groups.ActivePage page) {
    List<JsonObject> rows = page.rows().stream().map(row -> JsonObject.EMPTY
        .with("id", row.text("group_id"))
        .with("subject", row.text("subject"))
        .with("created_at", Long.toString(row.whole("created_at").orElse(0)))).toList();
    JsonObject answer = JsonObject.EMPTY.with("data", JsonObject.EMPTY.with("groups", rows));
    return rows.isEmpty() ? answer : answer.with("paging", paging(request, page));
  }

  private JsonObject paging(HttpRequest request, Groups.ActivePage page) {
    String first = cursor(page.rows().getFirst());
    String last = cursor(page.rows().getLast());
    boolean previous = before.isPresent() ? page.more() : after.isPresent();
    boolean next = before.isPresent() || page.more();
    return JsonObject.EMPTY
        .with("cursors", JsonObject.EMPTY.with("before", first).with("after", last))
        .with("previous", previous ? Optional.of(address(request, limit, "before", first)) : Optional.empty())
        .with("next", next ? Optional.of(address(request, limit, "after", last)) : Optional.empty());
  }

  private static String cursor(JsonObject row) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(row.text("active_order").orElseThrow().getBytes(StandardCharsets.UTF_8));
  }

  static String address(HttpRequest request, int limit, String direction, String cursor) {
    String scheme = request.header("x-forwarded-proto").filter("https"::equals).orElse("http");
    String host = request.header("host").filter(it -> it.matches("[A-Za-z0-9.:\\[\\]-]{1,255}")).map(it -> scheme + "://" + it).orElse("");
    return host + request.path() + "?limit=" + limit + "&" + direction + "=" + cursor;
  }
}
