package dev.octet.domain.message;

import dev.octet.domain.json.JsonObject;

/** A template of the number's, in one of its languages. */
public record UsedTemplate(String name, String language) {

  static UsedTemplate of(JsonObject template) {
    return new UsedTemplate(template.text("name").orElseThrow(), template.object("language").flatMap(language -> language.text("code")).orElseThrow());
  }
}
