package dev.octet.domain.message;

import dev.octet.domain.json.JsonObject;

/** A template of the number's, in one of its languages. */
public record UsedTemplate(String name, String language) {

  static UsedTemplate of(JsonObject template) {
    return new UsedTemplate(template.text("name").orElseThrow(), template.object("language").flatMap(language -> language.text("code")).orElseThrow());
  }

  /** Stands for it in keys. The platform's own names have none of the signs that divide them. */
  public String key(String divider) {
    return plain(name) + divider + plain(language);
  }

  private static String plain(String text) {
    return text.replaceAll("[#/]", "_");
  }

  public JsonObject toJson() {
    return JsonObject.EMPTY.with("name", name).with("language", language);
  }
}
