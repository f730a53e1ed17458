package dev.octet.sandbox.platform;

import static dev.octet.sandbox.platform.PlatformError.MISSING_PARAMETER;
import static dev.octet.sandbox.platform.PlatformError.TEMPLATE_PARAMETERS;
import static dev.octet.sandbox.platform.PlatformError.TEMPLATE_PARAMETER_COUNT;
import static dev.octet.sandbox.platform.PlatformError.TEMPLATE_PARAMETER_FORMAT;
import static dev.octet.sandbox.platform.PlatformError.TEMPLATE_TEXT_TOO_LONG;

import dev.octet.domain.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Whether what is sent with a template fits it: how many parameters, of which types, in which components (spec §2.5, §3.1). */
public final class TemplateParameters {
  private static final int MAX_BODY = 1024;
  private static final Set<String> TEXTS = Set.of("text", "currency", "date_time");
  private static final Set<String> MEDIA = Set.of("IMAGE", "VIDEO", "DOCUMENT");

  private TemplateParameters() {}

  /** @param sent the message's {@code template} */
  public static Optional<Refusal> wrong(Template template, JsonObject sent) {
    Set<String> seen = new HashSet<>();
    for (JsonObject component : sent.objects("components")) {
      String type = type(component);
      if (!Set.of("header", "body", "button").contains(type) || (!type.equals("button") && !seen.add(type))) {
        return RequestBody.refused(TEMPLATE_PARAMETERS, "template.components has a header, a body and buttons, the first two once each.");
      }
      if (component.objects("parameters").size() != component.items("parameters").size()) {
        return RequestBody.refused(TEMPLATE_PARAMETERS, "The parameters of a component must be objects.");
      }
    }
    return wrongHeader(template, parameters(sent, "header"))
        .or(() -> wrongBody(template, parameters(sent, "body")))
        .or(() -> wrongButtons(template, sent));
  }

  private static Optional<Refusal> wrongHeader(Template template, List<JsonObject> given) {
    String format = template.headerFormat().orElse("");
    int expected = MEDIA.contains(format) ? 1 : template.headerParameters();
    if (given.size() != expected) {
      return count("header", expected);
    }
    return given.stream().map(parameter -> MEDIA.contains(format) ? wrongMedia(parameter, format.toLowerCase(Locale.ROOT)) : wrongText("header", parameter, "TEXT"))
        .flatMap(Optional::stream).findFirst();
  }

  private static Optional<Refusal> wrongMedia(JsonObject parameter, String type) {
    Optional<JsonObject> media = parameter.object(type);
    boolean one = media.filter(it -> (it.get("id") instanceof String) != (it.get("link") instanceof String)).isPresent();
    return type(parameter).equals(type) && one ? Optional.empty()
        : RequestBody.refused(TEMPLATE_PARAMETER_FORMAT, "The header's parameter must be of type " + type + ", with an id or a link.");
  }

  private static Optional<Refusal> wrongBody(Template template, List<JsonObject> given) {
    if (given.size() != template.bodyParameters()) {
      return count("body", template.bodyParameters());
    }
    for (int i = 0; i < given.size(); i++) {
      Optional<Refusal> wrong = wrongText("body", given.get(i), i < template.parameterTypes().size() ? template.parameterTypes().get(i) : "TEXT");
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Text.characters(TemplateText.body(template, given)) > MAX_BODY
        ? RequestBody.refused(TEMPLATE_TEXT_TOO_LONG, "The body must have at most 1024 characters with its parameters in place.") : Optional.empty();
  }

  /** @param expected as the library names it */
  private static Optional<Refusal> wrongText(String component, JsonObject parameter, String expected) {
    if (expected.equals(Template.GROUP_ID)) {
      return type(parameter).equals("group_id") && parameter.get("group_id") instanceof String id && !id.isBlank() ? Optional.empty()
          : RequestBody.refused(TEMPLATE_PARAMETER_FORMAT, "A parameter of the body must be of type group_id, with the id of a group.");
    }
    if (!TEXTS.contains(type(parameter))) {
      return RequestBody.refused(TEMPLATE_PARAMETER_FORMAT, "The parameters of the " + component + " must be of type text, currency or date_time where the template has a text.");
    }
    Optional<String> text = TemplateText.of(parameter);
    if (text.filter(it -> !it.isBlank()).isEmpty()) {
      return RequestBody.refused(TEMPLATE_PARAMETER_FORMAT, "A parameter of the " + component + " has no text.");
    }
    return text.filter(it -> !fits(it, expected)).flatMap(_ -> RequestBody.refused(TEMPLATE_PARAMETERS,
        "A parameter of the " + component + " is not what the library's template has in its place: " + expected + "."));
  }

  /** The library's types by their look; what is longer than anything of its type is not of it. */
  private static boolean fits(String text, String type) {
    return switch (type) {
      case "DATE" -> text.length() <= 60 && text.matches(".*\\d.*");
      case "ADDRESS" -> text.length() <= 300;
      case "PHONE_NUMBER" -> text.matches("\\+?[\\d ()./-]{5,30}");
      default -> true;
    };
  }

  /** A button whose address has a place for a parameter needs one; what is sent must be for a button that there is. */
  private static Optional<Refusal> wrongButtons(Template template, JsonObject sent) {
    List<JsonObject> buttons = template.buttons();
    Set<Long> filled = new HashSet<>();
    for (JsonObject component : sent.objects("components")) {
      if (type(component).equals("button")) {
        long index = component.whole("index").orElse(-1);
        if (index < 0 || index >= buttons.size() || !filled.add(index)) {
          return RequestBody.refused(TEMPLATE_PARAMETERS, "A button's index must be that of a button of the template, and each stands once.");
        }
        String kind = buttons.get((int) index).text("type").orElse("").toLowerCase(Locale.ROOT);
        String given = component.text("sub_type").orElse("").toLowerCase(Locale.ROOT);
        if (!given.equals(kind.equals("otp") ? "url" : kind)) {
          return RequestBody.refused(TEMPLATE_PARAMETERS, "A button's sub_type must be that of the template's button.");
        }
      }
    }
    for (int i = 0; i < buttons.size(); i++) {
      if (Template.parameters(buttons.get(i).text("url").orElse("")) > 0 && !filled.contains((long) i)) {
        return RequestBody.refused(MISSING_PARAMETER, "A button of the template has an address with a parameter, which is required.");
      }
    }
    return Optional.empty();
  }

  private static List<JsonObject> parameters(JsonObject sent, String type) {
    return sent.objects("components").stream().filter(component -> type(component).equals(type)).findFirst()
        .map(component -> component.objects("parameters")).orElse(List.of());
  }

  static List<JsonObject> bodyParameters(JsonObject sent) {
    return parameters(sent, "body");
  }

  /** The file of the header, where it comes by id. */
  public static Optional<String> mediaId(Template template, JsonObject sent) {
    String format = template.headerFormat().orElse("");
    return MEDIA.contains(format) ? parameters(sent, "header").stream().findFirst().flatMap(it -> it.object(format.toLowerCase(Locale.ROOT))).flatMap(it -> it.text("id"))
        : Optional.empty();
  }

  private static String type(JsonObject object) {
    return object.get("type") instanceof String text ? text.toLowerCase(Locale.ROOT) : "";
  }

  private static Optional<Refusal> count(String component, int expected) {
    return RequestBody.refused(TEMPLATE_PARAMETER_COUNT, "The " + component + " of this template has " + (expected == 1 ? "1 parameter." : expected + " parameters."));
  }
}
