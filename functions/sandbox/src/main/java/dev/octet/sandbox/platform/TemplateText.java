package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people read of a template: its body with the parameters in place. */
public final class TemplateText {
  private static final Pattern PARAMETER = Pattern.compile("\\{\\{(\\d{1,3})}}");

  private TemplateText() {}

  /** @param sent the message's {@code template}, a group's id already replaced by its link */
  public static String of(Template template, JsonObject sent) {
    return body(template, TemplateParameters.bodyParameters(sent));
  }

  static String body(Template template, List<JsonObject> parameters) {
    String text = template.component("BODY").flatMap(it -> it.text("text")).orElse("");
    return PARAMETER.matcher(text).replaceAll(place -> {
      int number = Integer.parseInt(place.group(1));
      return Matcher.quoteReplacement(number >= 1 && number <= parameters.size() ? of(parameters.get(number - 1)).orElse("") : place.group());
    });
  }

  /** A parameter as text. */
  static Optional<String> of(JsonObject parameter) {
    return switch (parameter.text("type").orElse("")) {
      case "currency", "date_time" -> parameter.object(parameter.text("type").orElse("")).flatMap(it -> it.text("fallback_value"));
      case "group_id" -> parameter.text("invite_link").or(() -> parameter.text("group_id"));
      default -> parameter.text("text");
    };
  }
}
