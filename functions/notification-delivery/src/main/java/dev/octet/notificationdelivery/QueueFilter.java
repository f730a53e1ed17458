package dev.octet.notificationdelivery;

import dev.octet.domain.json.JsonObject;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which notifications a customer's queue is to have.
 *
 * @param types such as {@code message.read}, or {@code message.*} for all that begin so; none means all
 * @param phoneNumberIds of which numbers; none means all, and what concerns no number
 */
record QueueFilter(List<String> types, List<String> phoneNumberIds) {
  static final QueueFilter EVERYTHING = new QueueFilter(List.of(), List.of());
  private static final Pattern TYPE = Pattern.compile("[a-z_]+\\.([a-z_]+|\\*)");

  /** @throws IllegalStateException when it is none, which names the queue */
  static QueueFilter read(String queue, JsonObject filter) {
    QueueFilter read = new QueueFilter(texts(queue, filter, "types"), texts(queue, filter, "phone_number_ids"));
    if (!filter.without("types").without("phone_number_ids").isEmpty() || !read.types.stream().allMatch(type -> TYPE.matcher(type).matches())) {
      throw wrong(queue);
    }
    return read;
  }

  private static List<String> texts(String queue, JsonObject filter, String name) {
    List<String> texts = filter.texts(name);
    if (filter.has(name) && (texts.isEmpty() || texts.size() != filter.items(name).size())) {
      throw wrong(queue);
    }
    return texts;
  }

  private static IllegalStateException wrong(String queue) {
    return new IllegalStateException("FURTHER_QUEUE_FILTERS: the filter of " + queue
        + " must be an object with `types`, such as [\"message.*\",\"group.created\"], `phone_number_ids`, or both; neither is empty.");
  }

  boolean passes(JsonObject notification) {
    String type = notification.text("type").orElse("");
    boolean wanted = types.isEmpty() || types.stream().anyMatch(it -> it.endsWith("*") ? type.startsWith(it.substring(0, it.length() - 1)) : it.equals(type));
    return wanted && (phoneNumberIds.isEmpty() || Told.number(notification).filter(phoneNumberIds::contains).isPresent());
  }
}
