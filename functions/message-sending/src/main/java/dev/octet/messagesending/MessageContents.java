package dev.octet.messagesending;

import dev.octet.aws.BeyondLimitException;
import dev.octet.aws.table.Key;
import dev.octet.aws.table.Retention;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.aws.table.Written;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** What was written, apart from its receipts, because it is kept for a time only. */
final class MessageContents {
  private final Table table;
  private final Clock clock;
  private final Retention kept;

  MessageContents(Table table, Clock clock, Retention kept) {
    this.table = table;
    this.clock = clock;
    this.kept = kept;
  }

  /**
   * Keeps it; what is there already stays. Larger than an item, it is told and not kept.
   *
   * @param message the platform's object as it came, or as it was sent
   * @param at when it arrived, or was sent
   */
  void keep(String id, JsonObject message, Instant at) {
    if (kept.keepsNothing()) {
      return;
    }
    // As text: the table has not every form that JSON has.
    JsonObject attributes = JsonObject.EMPTY.with("content", message.toJson()).with(Retention.EXPIRES_AT, kept.expiresAt(at));
    try {
      Written _ = table.put(Write.create(key(id), attributes));
    } catch (BeyondLimitException e) {
      return;
    }
  }

  /** Empty when it was not kept, or no longer is. */
  Optional<JsonObject> get(String id) {
    return table.get(key(id)).map(Stored::attributes)
        .filter(item -> !Retention.isOver(item, clock.instant())) // the table deletes when it has time
        .flatMap(item -> item.text("content")).map(MessageContents::parse);
  }

  private static JsonObject parse(String text) {
    try {
      return JsonObject.parse(text);
    } catch (JsonException e) {
      throw new IllegalStateException("The table holds content that Octet never wrote.", e);
    }
  }

  private static Key key(String id) {
    return new Key("MESSAGE#" + id, "CONTENT");
  }
}
