package dev.octet.domain.message;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/** What is known of writing to a group beside its messages: the window, and what is pinned. */
public record Conversation(Window window, Pins pins) {
  public static final Conversation NONE = new Conversation(Window.NEVER_OPENED, Pins.NONE);

  public Conversation with(Window next) {
    return new Conversation(next, pins);
  }

  public Conversation with(Pins next) {
    return new Conversation(window, next);
  }

  public JsonObject toJson() {
    return JsonObject.EMPTY.with("window_until", window.until().map(Instant::getEpochSecond)).with("pins", pins.toJson());
  }

  public static Conversation ofJson(JsonObject json) {
    var until = json.whole("window_until");
    return new Conversation(new Window(until.isPresent() ? Optional.of(Instant.ofEpochSecond(until.getAsLong())) : Optional.empty()), Pins.ofJson(json.objects("pins")));
  }
}
