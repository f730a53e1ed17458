package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The body of {@code POST /{account}/message_templates} (spec §2.5). What is wrong with it is code 100, as it is with the
 * rest of Graph's management calls.
 *
 * @param parameterTypes what the body's parameters must be, for one of the library
 */
public record TemplateRequest(
    String name, String language, TemplateCategory category, List<JsonObject> components, List<String> parameterTypes) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,512}");
  private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(_[A-Za-z]{2,4})?");

  /** What reading a body gives. */
  public sealed interface Read {
    record Valid(TemplateRequest request) implements Read {}

    record Invalid(Refusal refusal) implements Read {}
  }

  public static Read read(JsonObject body) {
    Optional<Refusal> noText = RequestBody.wrongTexts(body, "name", "language", "category", "library_template_name");
    if (noText.isPresent()) {
      return new Read.Invalid(noText.get());
    }
    String name = body.text("name").orElse("");
    String language = body.text("language").orElse("");
    Optional<TemplateCategory> category = body.text("category").flatMap(it -> TemplateCategory.of(it.toUpperCase(Locale.ROOT)));
    if (!NAME.matcher(name).matches()) {
      return invalid("name is required: 1 to 512 lower-case letters, digits and underscores.");
    }
    if (!LANGUAGE.matcher(language).matches()) {
      return invalid("language is required: a code such as en or en_US.");
    }
    if (category.isEmpty()) {
      return invalid("category is required: UTILITY, MARKETING or AUTHENTICATION.");
    }
    if (body.text("parameter_format").filter(it -> !it.equalsIgnoreCase("positional")).isPresent()) {
      return invalid("parameter_format must be POSITIONAL: the sandbox numbers parameters, and names none.");
    }
    return body.text("library_template_name").map(library -> ofLibrary(name, language, category.get(), library, body))
        .orElseGet(() -> switch (TemplateComponents.read(body, category.get())) {
          case TemplateComponents.Read.Invalid wrong -> invalid(wrong.sentence());
          case TemplateComponents.Read.Valid valid -> new Read.Valid(new TemplateRequest(name, language, category.get(), valid.components(), List.of()));
        });
  }

  private static Read ofLibrary(String name, String language, TemplateCategory category, String library, JsonObject body) {
    Optional<LibraryTemplate> found = TemplateLibrary.find(library, language);
    if (found.isEmpty()) {
      return invalid("The library has no template of this library_template_name in this language.");
    }
    if (category != TemplateCategory.UTILITY) {
      return invalid("category must be that of the library's template, UTILITY.");
    }
    if (body.has("components") || body.has("library_template_button_inputs")) {
      return invalid("A template of the library comes as it is: without components, and this one has no buttons to fill.");
    }
    return new Read.Valid(new TemplateRequest(name, language, category, found.get().components(), found.get().types()));
  }

  /** @param review how long the platform takes over it */
  public Template toTemplate(String id, String accountId, Instant now, Duration review) {
    return new Template(id, accountId, name, language, category, TemplateStatus.PENDING, Template.NONE, components, parameterTypes, now, now.plus(review));
  }

  private static Read invalid(String details) {
    return new Read.Invalid(Refusal.of(PlatformError.INVALID_PARAMETER, details));
  }
}
