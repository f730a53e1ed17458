package dev.octet.grouplifecycle;

import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphError;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Which page of a list is wanted (spec §2.3, §2.8).
 *
 * @param limit 1 to 1,024
 * @param after the place in the list after which the page begins
 * @param before the place in the list before which it ends; not together with {@code after}
 */
record PageRequest(int limit, Optional<String> after, Optional<String> before) {
  private static final int MAX_LIMIT = 1024;
  private static final int USUAL_LIMIT = 25;

  /**
   * @param asked {@code limit}, {@code after}, {@code before}, as a query or a body has them
   * @param open what makes a place of a cursor
   * @throws Refused when it is no page
   */
  static PageRequest of(JsonObject asked, Function<String, String> open) {
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
   * A page as the platform answers with it.
   *
   * @param data what stands in it, made of the rows
   * @param seal what makes a cursor of a row
   * @param address what makes the address of another page, of the direction and the cursor; without it there is none
   */
  JsonObject answer(Object data, Groups.ActivePage page, Function<JsonObject, String> seal, Optional<BiFunction<String, String, String>> address) {
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
}
