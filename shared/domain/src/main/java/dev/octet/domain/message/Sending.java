package dev.octet.domain.message;

import dev.octet.domain.json.JsonObject;
import java.util.Optional;

/**
 * What Octet knows of a message because it sent it itself. Nothing of one that another tool sent.
 *
 * @param requestId of the operation
 * @param commandId as the caller named the command, where it came by queue
 * @param callbackData the caller's own {@code biz_opaque_callback_data}
 */
public record Sending(Optional<String> requestId, Optional<String> commandId, Optional<String> callbackData, Optional<Template> template) {
  public static final Sending BY_ANOTHER_TOOL = new Sending(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * The template that was sent.
   *
   * @param category as the platform had it then, as far as Octet knew
   */
  public record Template(String name, String language, Optional<String> category) {

    public UsedTemplate used() {
      return new UsedTemplate(name, language);
    }

    public JsonObject toJson() {
      return JsonObject.EMPTY.with("name", name).with("language", language).with("category", category);
    }

    static Template ofJson(JsonObject json) {
      return new Template(json.text("name").orElse(""), json.text("language").orElse(""), json.text("category"));
    }
  }

  /** All that is known only from the id that a status echoes. */
  public static Sending of(String requestId) {
    return new Sending(Optional.of(requestId), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** What is known from both. */
  public Sending or(Sending other) {
    return new Sending(requestId.or(other::requestId), commandId.or(other::commandId), callbackData.or(other::callbackData), template.or(other::template));
  }

  JsonObject toJson() {
    return JsonObject.EMPTY.with("request_id", requestId).with("command_id", commandId).with("callback_data", callbackData)
        .with("template", template.map(Template::toJson));
  }

  static Sending ofJson(JsonObject json) {
    return new Sending(json.text("request_id"), json.text("command_id"), json.text("callback_data"), json.object("template").map(Template::ofJson));
  }

  @Override
  public String toString() {
    return "sending"; // the caller's own value may be anything
  }
}
