package dev.octet.localstack.queue;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a function says of a batch, read as strictly as Lambda does: an answer that it cannot trust deletes nothing. */
final class BatchAnswer {
  private BatchAnswer() {}

  /**
   * The ids of the messages that failed: none when the answer names none, nothing at all when it cannot be trusted.
   *
   * @param sent the ids of the batch
   */
  static Optional<Set<String>> failures(byte[] answer, Set<String> sent) {
    String text = new String(answer, StandardCharsets.UTF_8).strip();
    if (text.isEmpty() || text.equals("null")) {
      return Optional.of(Set.of());
    }
    try {
      JsonObject object = JsonObject.parse(text);
      return switch (object.get("batchItemFailures")) {
        case null -> Optional.of(Set.of());
        case List<?> items -> ids(items).filter(sent::containsAll);
        default -> Optional.empty();
      };
    } catch (JsonException e) {
      return Optional.empty();
    }
  }

  private static Optional<Set<String>> ids(List<?> items) {
    Set<String> ids = new HashSet<>();
    for (Object item : items) {
      if (!(item instanceof Map<?, ?> fields && fields.get("itemIdentifier") instanceof String id)) {
        return Optional.empty();
      }
      ids.add(id);
    }
    return Optional.of(ids);
  }
}
