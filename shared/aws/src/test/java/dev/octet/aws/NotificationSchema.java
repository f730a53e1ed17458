package dev.octet.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** What a test asks of every notification that it sees: valid, and every member of its data described. */
public final class NotificationSchema {
  private static final String FILE = "notification.schema.json";
  /** Read once: it is asked for every notification of every test. */
  private static final Schema SCHEMA = Schema.named(FILE);

  private NotificationSchema() {}

  /** @param cloudEvent the notification as it is in the queue */
  public static void assertValid(JsonObject cloudEvent) {
    assertThat(violations(cloudEvent)).as("events/schema/%s: %s", FILE, cloudEvent.text("type").orElse("no type")).isEmpty();
  }

  static List<String> violations(JsonObject cloudEvent) {
    List<String> violations = new ArrayList<>(SCHEMA.violations(cloudEvent.toJson()));
    JsonObject common = member(member(member(SCHEMA.text(), "properties"), "data"), "properties");
    JsonObject special = member(member(member(SCHEMA.text(), "$defs"), cloudEvent.text("type").orElse("")), "properties");
    // Consumers are told to ignore what they do not know; we are not to publish what nobody was told of.
    member(cloudEvent, "data").fields().keySet().stream()
        .filter(name -> !common.has(name) && !special.has(name))
        .forEach(name -> violations.add("data." + name + " is published, but not described"));
    return violations;
  }

  private static JsonObject member(JsonObject object, String name) {
    return object.object(name).orElse(JsonObject.EMPTY);
  }
}
