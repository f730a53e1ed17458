package dev.octet.grouplifecycle;

import dev.octet.domain.json.JsonObject;
import dev.octet.graph.webhook.PlatformTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The platform's list of a number's active groups (spec §2.8), as far as it is understood. */
final class ActiveGroups {
  /** Many more than there are: 10,000 groups in the platform's smallest usual pages. */
  static final int MAX_PAGES = 400;

  private ActiveGroups() {}

  record Row(String id, Optional<String> subject, Instant createdAt) {}

  /**
   * {@code data} is an object with {@code groups}, or the list itself (spec §7 row 26). Empty when the answer is neither,
   * or has a row that does not say what every row says: an answer that is not understood is not an empty list.
   */
  static Optional<List<Row>> rows(JsonObject page) {
    Optional<JsonObject> data = page.object("data");
    JsonObject holder = data.orElse(page);
    String name = data.isPresent() ? "groups" : "data";
    if (!(holder.get(name) instanceof List<?> items)) {
      return Optional.empty();
    }
    List<Row> rows = new ArrayList<>();
    for (JsonObject row : holder.objects(name)) {
      Optional<String> id = row.text("id").filter(text -> !text.isBlank());
      Optional<Instant> createdAt = PlatformTime.read(row, "created_at").or(() -> PlatformTime.read(row, "creation_timestamp"));
      if (id.isPresent() && createdAt.isPresent()) {
        rows.add(new Row(id.get(), row.text("subject"), createdAt.get()));
      }
    }
    return rows.size() == items.size() ? Optional.of(rows) : Optional.empty();
  }
}
