package dev.octet.domain.message;

import dev.octet.domain.json.JsonObject;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A request to the platform, as far as a refusal may look at it.
 *
 * @param path after the version, such as {@code /106540352242922/messages}
 * @param category of the template that is to be sent, as the platform has it; empty while that is not known
 */
public record Asked(String method, String path, JsonObject body, Optional<String> category) {

  public Asked(String method, String path, JsonObject body) {
    this(method, path, body, Optional.empty());
  }

  /** A send, whichever number's. */
  static Asked message(JsonObject body) {
    return message(body, Optional.empty());
  }

  public static Asked message(JsonObject body, Optional<String> category) {
    return new Asked("POST", "/-/messages", body, category);
  }

  boolean isMessage() {
    return method.equals("POST") && path.matches("/[^/]+/messages");
  }

  boolean isToGroup() {
    return isMessage() && Destination.isGroup(body);
  }

  boolean isCall() {
    return method.equals("POST") && path.matches("/[^/]+/calls");
  }

  boolean isOfMessage(String verb) {
    return method.equals(verb) && path.matches("/wamid\\..+");
  }

  /** Only of what goes to a group: a person may be sent more. */
  boolean isOfType(String type) {
    return isToGroup() && body.text("type").filter(type::equals).isPresent();
  }

  /** The kind of an interactive message; empty for others. */
  String interactive() {
    return isOfType("interactive") ? body.object("interactive").flatMap(it -> it.text("type")).orElse("") : "";
  }

  /** Whether the template that is sent has a component of which this holds. */
  boolean anyComponent(Predicate<JsonObject> that) {
    return isOfType("template") && body.object("template").stream().flatMap(template -> template.objects("components").stream()).anyMatch(that);
  }
}
