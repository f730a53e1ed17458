package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.util.List;

/**
 * A ready-made template, in one language, that an account may copy (spec §2.5). Its text stays as it is.
 *
 * @param parameters an example of each of the body's parameters
 * @param types what each of them must be
 */
record LibraryTemplate(
    String id, String name, String language, String topic, String usecase, List<String> industry, String body, List<String> parameters, List<String> types) {

  JsonObject row() {
    return JsonObject.EMPTY
        .with("name", name)
        .with("language", language)
        .with("category", TemplateCategory.UTILITY.name())
        .with("topic", topic)
        .with("usecase", usecase)
        .with("industry", industry)
        .with("body", body)
        .with("body_params", parameters)
        .with("body_param_types", types)
        .with("id", id);
  }

  /** As the components of the copy. */
  List<JsonObject> components() {
    return List.of(JsonObject.EMPTY.with("type", "BODY").with("text", body)
        .with("example", JsonObject.EMPTY.with("body_text", List.of(parameters))));
  }
}
