package dev.octet.story;

import dev.octet.domain.json.JsonObject;

/** An answer. A body that is none, or no JSON object, reads as an empty one. */
public record Answer(int status, JsonObject body) {

  boolean ok() {
    return status >= 200 && status < 300;
  }

  /** @throws NotSeenException when it is not there */
  String text(String name) {
    return body.text(name).orElseThrow(() -> new NotSeenException("an answer with `" + name + "`", toString()));
  }

  @Override
  public String toString() {
    return status + " " + body.toJson();
  }
}
