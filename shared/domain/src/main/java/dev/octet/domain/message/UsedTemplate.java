package dev.octet.domain.message;

import dev.octet.domain.json.JsonObject;
import java.nio.charset.StandardCharsets;

/** A template of the number's, in one of its languages. */
public record UsedTemplate(String name, String language) {
  /** The platform's limit (spec §2.5); it has nothing beyond ASCII in names. */
  private static final int MAX_NAME = 512;
  private static final int MAX_LANGUAGE = 32;

  static UsedTemplate of(JsonObject template) {
    return new UsedTemplate(template.text("name").orElseThrow(), template.object("language").flatMap(language -> language.text("code")).orElseThrow());
  }

  /** Whether the platform can have it; of others nothing is kept. */
  public boolean fits() {
    return name.getBytes(StandardCharsets.UTF_8).length <= MAX_NAME && language.getBytes(StandardCharsets.UTF_8).length <= MAX_LANGUAGE;
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
