package dev.octet.domain.group;

import dev.octet.domain.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A request to let people in who asked to be, or not to: {@code join_requests}, a list of ids (spec §2.3). */
public final class AnswerJoinRequests {
  /** The platform states no maximum; the operation that holds them all must fit an item of the table, with its answer. */
  private static final int MAX = 100;
  /** In bytes. */
  private static final int MAX_ID = 512;

  private AnswerJoinRequests() {}

  /** An id that is named twice is kept once. */
  static RequestReading read(JsonObject body) {
    Optional<RequestBody.Problem> wrong = RequestBody.problem(body, Set.of("messaging_product"), Set.of("join_requests"),
        "The body takes `messaging_product` and `join_requests`, the ids of join requests.");
    if (wrong.isPresent()) {
      return wrong.get().toWrong();
    }
    List<? extends Object> items = body.items("join_requests");
    if (items.isEmpty()) {
      return new RequestReading.Wrong(131008, "`join_requests` is missing or empty: give the ids of join requests, as the list of them has them.");
    }
    Set<String> ids = new LinkedHashSet<>();
    for (Object item : items) {
      if (!(item instanceof String id) || !isId(id)) {
        return new RequestReading.Wrong(131009, "`join_requests` holds something that is no id of a join request.");
      }
      ids.add(id);
    }
    return ids.size() > MAX
        ? new RequestReading.Wrong(131009, "`join_requests` holds more than 100 ids.")
        : new RequestReading.Right(JsonObject.EMPTY.with("messaging_product", "whatsapp").with("join_requests", new ArrayList<>(ids)));
  }

  private static boolean isId(String text) {
    return !text.isBlank() && text.getBytes(StandardCharsets.UTF_8).length <= MAX_ID && !RequestBody.isBroken(text);
  }

  /** The ids that a body that was read names. */
  public static List<String> ids(JsonObject body) {
    return body.texts("join_requests");
  }
}
