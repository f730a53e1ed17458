package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A call about messages or calls, before anything is looked up.
 *
 * @param object the first segment after the version: a number's id, or a message's
 * @param edge what follows it; empty for the object itself
 */
public record Asked(String method, String object, String edge, JsonObject body) {
  private static final String MESSAGE_ID = "wamid.";

  /** Whether an id can be a message's. */
  public static boolean isMessageId(String id) {
    return id.startsWith(MESSAGE_ID) && id.length() > MESSAGE_ID.length();
  }

  boolean sends() {
    return method.equals("POST") && edge.equals("messages");
  }

  boolean calls() {
    return method.equals("POST") && edge.equals("calls");
  }

  boolean changes(String how) {
    return method.equals(how) && edge.isEmpty() && isMessageId(object);
  }

  /** What is meant for people may be more. */
  boolean toGroup() {
    return sends() && namesGroup();
  }

  boolean namesGroup() {
    return text("recipient_type").equals("group") || body.get("group_id") != null || PlatformIds.isGroup(text("to"));
  }

  /** Whether the message to a group is of one of these types. */
  boolean is(Set<String> types) {
    return toGroup() && types.contains(text("type"));
  }

  /** The kind of an interactive message; empty for what is none. */
  String interactive() {
    return is(Set.of("interactive")) ? body.object("interactive").flatMap(it -> it.text("type")).orElse("") : "";
  }

  /** Whether any component of the template that is sent to a group is like this; those of cards too. */
  boolean hasComponent(Predicate<JsonObject> like) {
    return is(Set.of("template")) && any(body.object("template").map(it -> it.objects("components")).orElse(List.of()), like);
  }

  private static boolean any(List<JsonObject> components, Predicate<JsonObject> like) {
    return components.stream().anyMatch(component -> like.test(component)
        || component.objects("cards").stream().anyMatch(card -> any(card.objects("components"), like)));
  }

  String text(String name) {
    return body.get(name) instanceof String text ? text : "";
  }

  /** What the message's type names. */
  Optional<JsonObject> content() {
    return body.object(text("type"));
  }
}
