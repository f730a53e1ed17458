package dev.octet.domain.group;

import dev.octet.domain.json.JsonObject;
import java.util.OptionalLong;
import java.util.Set;

/** The body of a command that only reads: what stands in the address of such a request over HTTP. */
final class ReadRequest {
  /** The operation keeps its answer, and must fit an item of the table with it. */
  private static final int MAX_LIMIT = 500;

  private ReadRequest() {}

  /** The link of a group. */
  static RequestReading ofOne(JsonObject body) {
    return read(body, Set.of("messaging_product", "source"), "The body takes `source` alone.");
  }

  static RequestReading ofInfo(JsonObject body) {
    return body.text("fields").filter(text -> GroupFields.parse(text).isEmpty()).isPresent()
        ? new RequestReading.Wrong(100, GroupFields.sentence())
        : read(body, Set.of("messaging_product", "source", "fields"), "The body takes `fields` and `source`.");
  }

  /** A page of a list. */
  static RequestReading ofList(JsonObject body) {
    JsonObject texts = body.without("limit");
    OptionalLong limit = body.whole("limit");
    if (body.has("limit") && (limit.isEmpty() || limit.getAsLong() < 1 || limit.getAsLong() > MAX_LIMIT)) {
      return new RequestReading.Wrong(100, "In a command `limit` is a number from 1 to 500: longer lists come in pages.");
    }
    if (body.has("after") && body.has("before")) {
      return new RequestReading.Wrong(100, "`after` and `before` cannot both be given.");
    }
    return switch (read(texts, Set.of("messaging_product", "source", "after", "before"), "The body takes `limit`, `after`, `before` and `source`.")) {
      case RequestReading.Right right -> new RequestReading.Right(limit.isPresent() ? right.body().with("limit", limit.getAsLong()) : right.body());
      case RequestReading.Wrong wrong -> wrong;
    };
  }

  private static RequestReading read(JsonObject body, Set<String> fields, String others) {
    JsonObject whole = JsonObject.EMPTY.with("messaging_product", "whatsapp").withAll(body);
    return RequestBody.problem(whole, fields, Set.of(), others).<RequestReading>map(RequestBody.Problem::toWrong)
        .orElseGet(() -> body.text("source").filter(source -> !source.equals("platform")).isPresent()
            ? new RequestReading.Wrong(131009, "`source` is `platform`, or absent.")
            : new RequestReading.Right(body.without("messaging_product")));
  }
}
