package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a business sends, checked for its shape.
 *
 * @param fields the member of the body that is named like the type
 */
public record SendContent(String type, JsonObject fields) {
  private static final int MAX_TEXT = 4096;
  private static final int MAX_CAPTION = 1024;
  private static final int MAX_LINK = 2048;
  private static final int MAX_FIELDS = 64 << 10;
  private static final int MAX_PIN_DAYS = 30;
  private static final Set<String> SUPPORTED = Set.of("text", "image", "video", "audio", "document", "sticker", "template");
  /** Of these neither list of the platform says anything (spec §7 row 24). */
  private static final Set<String> UNVERIFIED = Set.of("reaction", "location", "contacts");
  private static final Set<String> CAPTIONED = Set.of("image", "video", "document");

  /** What reading gives. */
  public sealed interface Read {
    record Valid(SendContent content) implements Read {}

    record Invalid(Refusal refusal) implements Read {}
  }

  static Read read(JsonObject body, boolean toGroup, boolean unverified) {
    String type = body.text("type").orElse("text");
    boolean inGroups = type.equals(SendRequest.PIN) || (unverified && UNVERIFIED.contains(type));
    if (!SUPPORTED.contains(type) && !(toGroup && inGroups)) {
      return invalid(PlatformError.UNSUPPORTED_TYPE, toGroup ? PlatformError.UNSUPPORTED_TYPE.details()
          : "The sandbox sends people text, media and templates.");
    }
    if (body.get(type) == null) {
      return missing(type);
    }
    if (type.equals("contacts")) {
      return body.objects(type).isEmpty() ? invalid(PlatformError.INVALID_PARAMETER, "contacts must be an array of objects.")
          : sized(type, JsonObject.EMPTY.with(type, body.objects(type)));
    }
    Optional<JsonObject> asked = body.object(type);
    return asked.isEmpty() ? invalid(PlatformError.INVALID_PARAMETER, type + " must be an object.") : switch (type) {
      case "text" -> text(asked.get());
      case "template" -> template(asked.get());
      case SendRequest.PIN -> pin(asked.get());
      case "reaction", "location" -> sized(type, asked.get());
      default -> media(type, asked.get());
    };
  }

  private static Read sized(String type, JsonObject fields) {
    return fields.toJson().length() > MAX_FIELDS ? invalid(PlatformError.TOO_LARGE, type + " is larger than 64 KiB.") : valid(type, fields);
  }

  private static Read text(JsonObject asked) {
    Optional<Refusal> wrong = RequestBody.wrongTexts(asked, "body");
    Optional<String> text = asked.text("body").filter(it -> !it.isEmpty());
    if (wrong.isPresent()) {
      return new Read.Invalid(wrong.get());
    }
    if (text.isEmpty()) {
      return missing("text.body");
    }
    return Text.characters(text.get()) > MAX_TEXT ? invalid(PlatformError.BAD_VALUE, "text.body must have at most 4096 characters.")
        : valid("text", JsonObject.EMPTY.with("body", text.get()).with("preview_url", asked.bool("preview_url")));
  }

  private static Read media(String type, JsonObject asked) {
    Optional<Refusal> wrong = wrongMedia(type, asked);
    return wrong.isPresent() ? new Read.Invalid(wrong.get()) : valid(type, JsonObject.EMPTY
        .with("id", asked.text("id"))
        .with("link", asked.text("link"))
        .with("caption", asked.text("caption"))
        .with("filename", asked.text("filename").filter(_ -> type.equals("document")))
        .with("voice", asked.bool("voice").filter(_ -> type.equals("audio"))));
  }

  private static Optional<Refusal> wrongMedia(String type, JsonObject asked) {
    boolean id = asked.get("id") != null;
    boolean link = asked.get("link") != null;
    return RequestBody.wrongTexts(asked, "id", "link", "caption", "filename")
        .or(() -> asked.get("voice") == null || asked.get("voice") instanceof Boolean ? Optional.empty()
            : RequestBody.refused(PlatformError.INVALID_PARAMETER, "voice must be true or false."))
        .or(() -> id || link ? Optional.empty() : RequestBody.refused(PlatformError.MISSING_PARAMETER, type + ".id or " + type + ".link is required."))
        .or(() -> id && link ? RequestBody.refused(PlatformError.INVALID_PARAMETER, type + " must have id or link, not both.") : Optional.empty())
        .or(() -> link && !asked.text("link").filter(it -> it.matches("https?://\\S+") && it.length() <= MAX_LINK).isPresent()
            ? RequestBody.refused(PlatformError.BAD_VALUE, type + ".link must be a URL.") : Optional.empty())
        .or(() -> asked.get("caption") != null && !CAPTIONED.contains(type)
            ? RequestBody.refused(PlatformError.INVALID_PARAMETER, type + " has no caption.") : Optional.empty())
        .or(() -> asked.text("caption").filter(it -> Text.characters(it) > MAX_CAPTION)
            .flatMap(_ -> RequestBody.refused(PlatformError.BAD_VALUE, type + ".caption must have at most 1024 characters.")));
  }

  private static Read template(JsonObject asked) {
    Optional<Refusal> wrong = RequestBody.wrongTexts(asked, "name")
        .or(() -> asked.get("language") != null && asked.object("language").isEmpty()
            ? RequestBody.refused(PlatformError.INVALID_PARAMETER, "template.language must be an object.") : Optional.empty())
        .or(() -> asked.text("name").filter(it -> !it.isBlank()).isPresent() ? Optional.empty()
            : RequestBody.refused(PlatformError.MISSING_PARAMETER, "template.name is required."))
        .or(() -> language(asked).filter(it -> !it.isBlank()).isPresent() ? Optional.empty()
            : RequestBody.refused(PlatformError.MISSING_PARAMETER, "template.language.code is required."))
        .or(() -> asked.get("components") == null || areObjects(asked.get("components")) ? Optional.empty()
            : RequestBody.refused(PlatformError.INVALID_PARAMETER, "template.components must be an array of objects."));
    return wrong.isPresent() ? new Read.Invalid(wrong.get()) : sized("template", asked);
  }

  private static boolean areObjects(@Nullable Object value) {
    return value instanceof List<?> items && items.stream().allMatch(Map.class::isInstance);
  }

  /** The language of a template message. */
  static Optional<String> language(JsonObject template) {
    return template.object("language").flatMap(language -> language.text("code"));
  }

  private static Read pin(JsonObject asked) {
    String type = asked.text("type").orElse("");
    boolean pinning = type.equals("pin");
    Object days = asked.get("expiration_days");
    Optional<Refusal> wrong = RequestBody.wrongTexts(asked, "type", "message_id")
        .or(() -> asked.get("type") == null ? RequestBody.refused(PlatformError.MISSING_PARAMETER, "pin.type is required: pin or unpin.") : Optional.empty())
        .or(() -> pinning || type.equals("unpin") ? Optional.empty() : RequestBody.refused(PlatformError.BAD_VALUE, "pin.type must be pin or unpin."))
        .or(() -> asked.text("message_id").filter(it -> !it.isBlank()).isPresent() ? Optional.empty()
            : RequestBody.refused(PlatformError.MISSING_PARAMETER, "pin.message_id is required."))
        .or(() -> pinning && days == null ? RequestBody.refused(PlatformError.MISSING_PARAMETER, "pin.expiration_days is required.") : Optional.empty())
        .or(() -> days == null || days instanceof Long ? Optional.empty()
            : RequestBody.refused(PlatformError.INVALID_PARAMETER, "pin.expiration_days must be a whole number."))
        .or(() -> pinning && days instanceof Long number && (number < 1 || number > MAX_PIN_DAYS)
            ? RequestBody.refused(PlatformError.BAD_VALUE, "pin.expiration_days must be from 1 to 30.") : Optional.empty());
    return wrong.isPresent() ? new Read.Invalid(wrong.get()) : valid(SendRequest.PIN, asked);
  }

  /** The media by id that it has, outside of templates. */
  public Optional<String> mediaId() {
    return switch (type) {
      case "image", "video", "audio", "document", "sticker" -> fields.text("id");
      default -> Optional.empty();
    };
  }

  /** The template that it is. */
  public record TemplateName(String name, String language) {
    public String key() {
      return name + "#" + language;
    }
  }

  public Optional<TemplateName> template() {
    return type.equals("template") ? Optional.of(new TemplateName(fields.text("name").orElseThrow(), language(fields).orElseThrow())) : Optional.empty();
  }

  /** Never charged (spec §3.6). */
  boolean isReaction() {
    return type.equals("reaction");
  }

  public boolean isPin() {
    return type.equals(SendRequest.PIN);
  }

  private static Read missing(String what) {
    return invalid(PlatformError.MISSING_PARAMETER, what + " is required.");
  }

  private static Read invalid(PlatformError kind, String details) {
    return new Read.Invalid(Refusal.of(kind, details));
  }

  private static Read valid(String type, JsonObject fields) {
    return new Read.Valid(new SendContent(type, fields));
  }

  @Override
  public String toString() {
    return "content of type " + type;
  }
}
