package dev.octet.story;

import dev.octet.domain.json.JsonObject;
import java.util.Optional;

/** Somebody of the sandbox. */
record Person(String id, String name, JsonObject shown) {

  /** Empty of who shows none. */
  Optional<String> number() {
    return shown.text("wa_id");
  }

  String userId() {
    return shown.text("user_id").orElseThrow();
  }

  boolean is(JsonObject participant) {
    return participant.text("user_id").map(it -> it.equals(userId())).orElseGet(() -> number().isPresent() && participant.text("wa_id").equals(number()));
  }
}
