package dev.octet.domain.message;

import dev.octet.domain.group.RequestReading.Wrong;
import dev.octet.domain.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A template with what is put into it. The structure is looked at; whether there is such a template, and how many parameters
 * it has, is the platform's to say. Components and parameters of kinds that are not known here are let through.
 */
final class TemplateContent {
  private static final int MAX_NAME = 512;
  private static final int MAX_LANGUAGE = 32;
  private static final int MAX_BUTTON = 9;

  private TemplateContent() {}

  static Optional<Wrong> problem(JsonObject body) {
    return Shape.required(body, "template", "template")
        .requiredText("name", MAX_NAME)
        .and(template -> Shape.required(template, "language", "template.language").requiredText("code", MAX_LANGUAGE).problem())
        .objects("components")
        .and(template -> first(template.objects("components"), "template.components", TemplateContent::component))
        .problem();
  }

  private static Optional<Wrong> component(JsonObject component, String path) {
    String type = component.text("type").orElse("").toLowerCase(Locale.ROOT);
    return Shape.of(component, path)
        .requiredText("type", MAX_LANGUAGE)
        .objects("parameters")
        .and(it -> type.equals("button") ? button(it, path) : Optional.empty())
        .and(it -> first(it.objects("parameters"), path + ".parameters", (parameter, at) -> TemplateParameter.problem(parameter, at, type)))
        .check(component.objects("parameters").stream().filter(parameter -> parameter.get("group_id") != null).count() <= 1, 131009,
            "`" + path + ".parameters` invites to more than one group.")
        .problem();
  }

  private static Optional<Wrong> button(JsonObject button, String path) {
    OptionalLong index = button.whole("index");
    return Shape.of(button, path)
        .requiredText("sub_type", MAX_LANGUAGE)
        .check(button.get("index") != null, 131008, "`" + path + ".index` is missing.")
        .check(index.isPresent() && index.getAsLong() >= 0 && index.getAsLong() <= MAX_BUTTON, 131009, "`" + path + ".index` is the button's place, from 0 to 9.")
        .problem();
  }

  /** Looks at one of several; sentences call it by its place. */
  private interface Look {
    Optional<Wrong> at(JsonObject object, String path);
  }

  private static Optional<Wrong> first(List<JsonObject> objects, String path, Look look) {
    for (int i = 0; i < objects.size(); i++) {
      Optional<Wrong> wrong = look.at(objects.get(i), path + "[" + i + "]");
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }
}
