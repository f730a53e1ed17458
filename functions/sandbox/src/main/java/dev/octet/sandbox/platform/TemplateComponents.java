package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The components that a template of a business's own has: header, body, footer, buttons. */
final class TemplateComponents {
  private static final int MAX_BODY = 1024;
  private static final int MAX_SHORT = 60;
  private static final int MAX_BUTTONS = 10;
  private static final int MAX_BUTTON_TEXT = 25;
  private static final int MAX_URL = 2000;
  /** The example is kept as it came, and shown again. */
  private static final int MAX_EXAMPLE = 8 << 10;
  private static final int MAX_PARAMETERS = 50;

  private static final Set<String> TYPES = Set.of("HEADER", "BODY", "FOOTER", "BUTTONS");
  private static final Set<String> FORMATS = Set.of("TEXT", "IMAGE", "VIDEO", "DOCUMENT");
  /** Those that groups cannot have are templates all the same: people can be sent them. */
  private static final Set<String> BUTTONS = Set.of("QUICK_REPLY", "URL", "PHONE_NUMBER", "COPY_CODE", "OTP", "VOICE_CALL", "CATALOG", "MPM", "SPM", "FLOW");
  /** What the platform writes into a template of this category. */
  private static final String CODE_BODY = "*{{1}}* is your verification code.";
  private static final Pattern BRACES = Pattern.compile("\\{\\{([^}]*)}}");

  private TemplateComponents() {}

  /** What reading gives: the components as they are kept, or a sentence that says what is wrong. */
  sealed interface Read {
    record Valid(List<JsonObject> components) implements Read {}

    record Invalid(String sentence) implements Read {}
  }

  static Read read(JsonObject body, TemplateCategory category) {
    List<JsonObject> given = body.objects("components");
    if (given.isEmpty() || given.size() != body.items("components").size()) {
      return new Read.Invalid("components must be an array of objects, one of them the body; or name a template of the library.");
    }
    List<JsonObject> components = new ArrayList<>();
    Set<String> types = new HashSet<>();
    for (JsonObject component : given) {
      String type = upper(component, "type");
      if (!TYPES.contains(type) || !types.add(type)) {
        return new Read.Invalid("Each component must have a type of header, body, footer or buttons, and each of these stands once.");
      }
      Optional<String> wrong = switch (type) {
        case "HEADER" -> wrongHeader(component);
        case "BODY" -> wrongBody(component, category);
        case "FOOTER" -> wrongText(component, MAX_SHORT, 0, "The footer");
        default -> wrongButtons(component);
      };
      if (wrong.isPresent()) {
        return new Read.Invalid(wrong.get());
      }
      components.add(kept(component, type, category));
    }
    return types.contains("BODY") ? new Read.Valid(List.copyOf(components)) : new Read.Invalid("components must have a body.");
  }

  private static Optional<String> wrongHeader(JsonObject header) {
    String format = upper(header, "format");
    if (!FORMATS.contains(format)) {
      return Optional.of("The header's format must be text, image, video or document.");
    }
    return format.equals("TEXT") ? wrongText(header, MAX_SHORT, 1, "The header") : Optional.empty();
  }

  private static Optional<String> wrongBody(JsonObject body, TemplateCategory category) {
    return category == TemplateCategory.AUTHENTICATION
        ? body.has("text") ? Optional.of("The body of an authentication template is the platform's: it has no text.") : Optional.empty()
        : wrongText(body, MAX_BODY, MAX_PARAMETERS, "The body");
  }

  private static Optional<String> wrongText(JsonObject component, int most, int parameters, String name) {
    if (!(component.get("text") instanceof String text) || text.isBlank() || Text.characters(text) > most || !Text.encodable(text)) {
      return Optional.of(name + " must have a text of 1 to " + most + " characters.");
    }
    Set<String> named = new TreeSet<>(BRACES.matcher(text).results().map((MatchResult it) -> it.group(1)).toList());
    if (named.size() > parameters) {
      return Optional.of(name + " must have " + (parameters == 0 ? "no parameters." : "at most " + parameters + " parameters."));
    }
    for (int n = 1; n <= named.size(); n++) {
      if (!named.contains(Integer.toString(n))) {
        return Optional.of(name + " must number its parameters {{1}}, {{2}} and so on, without a gap.");
      }
    }
    return wrongExample(component);
  }

  private static Optional<String> wrongExample(JsonObject component) {
    Object example = component.get("example");
    boolean kept = example == null || component.object("example").filter(it -> it.toJson().length() <= MAX_EXAMPLE && Text.encodable(it.fields())).isPresent();
    return kept ? Optional.empty() : Optional.of("A component's example must be an object, of 8 KiB at most.");
  }

  private static Optional<String> wrongButtons(JsonObject component) {
    List<JsonObject> buttons = component.objects("buttons");
    if (buttons.isEmpty() || buttons.size() != component.items("buttons").size() || buttons.size() > MAX_BUTTONS) {
      return Optional.of("The buttons must be an array of 1 to 10 objects.");
    }
    for (JsonObject button : buttons) {
      String type = upper(button, "type");
      if (!BUTTONS.contains(type)) {
        return Optional.of("A button's type must be one of " + String.join(", ", new TreeSet<>(BUTTONS)) + ".");
      }
      String text = button.text("text").orElse("");
      boolean named = type.equals("OTP") || type.equals("COPY_CODE") || !text.isBlank();
      if (!named || Text.characters(text) > MAX_BUTTON_TEXT || !Text.encodable(text)) {
        return Optional.of("A button must have a text of 1 to 25 characters.");
      }
      if (type.equals("URL") && !button.text("url").orElse("").matches("https?://[\\x21-\\x7E]{1," + MAX_URL + "}")) {
        return Optional.of("A URL button must have a url, of 2000 characters at most.");
      }
      if (type.equals("PHONE_NUMBER") && !button.text("phone_number").orElse("").matches("\\+?\\d{5,20}")) {
        return Optional.of("A phone number button must have a phone_number.");
      }
    }
    return Optional.empty();
  }

  /** What is known, and nothing else of what was sent. */
  private static JsonObject kept(JsonObject component, String type, TemplateCategory category) {
    JsonObject kept = JsonObject.EMPTY.with("type", type);
    return switch (type) {
      case "HEADER" -> kept.with("format", upper(component, "format")).with("text", component.text("text")).with("example", component.object("example"));
      case "BODY" -> kept.with("text", category == TemplateCategory.AUTHENTICATION ? Optional.of(CODE_BODY) : component.text("text"))
          .with("example", component.object("example"));
      case "FOOTER" -> kept.with("text", component.text("text"));
      default -> kept.with("buttons", component.objects("buttons").stream().map(button -> JsonObject.EMPTY
          .with("type", upper(button, "type")).with("text", button.text("text")).with("url", button.text("url"))
          .with("phone_number", button.text("phone_number"))).toList());
    };
  }

  private static String upper(JsonObject component, String name) {
    return component.get(name) instanceof String text ? text.toUpperCase(Locale.ROOT) : "";
  }
}
