package dev.octet.domain.group;

import dev.octet.domain.json.JsonObject;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * A request to change a group's settings (spec §2.9). Nothing else of a group can be changed.
 *
 * @param subject trimmed, 1 to 128 characters
 * @param description at most 2,048 characters; empty to take it away
 */
public record UpdateSettings(Optional<String> subject, Optional<String> description, Optional<PictureSource> picture) {
  private static final Set<String> TEXTS = Set.of("messaging_product", "subject", "description");
  private static final String PICTURE = "picture";
  /** In characters of base64: a message of a queue has room for it and for the rest. */
  private static final int MAX_BASE64 = 700 << 10;

  /** A body as callers write it: a picture is {@code {"link"}} or {@code {"base64"}}. */
  static RequestReading read(JsonObject body) {
    Object picture = body.get(PICTURE);
    JsonObject texts = body.without(PICTURE);
    if (picture == null) {
      return read(texts, Optional.empty(), Optional.empty());
    }
    JsonObject given = body.object(PICTURE).orElse(JsonObject.EMPTY);
    if (given.fields().size() == 1 && given.get("link") instanceof String link) {
      return PictureSource.problem(link).<RequestReading>map(sentence -> new RequestReading.Wrong(131009, sentence))
          .orElseGet(() -> read(texts, Optional.of(new PictureSource.Link(link)), Optional.empty()));
    }
    return given.fields().size() == 1 && given.get("base64") instanceof String base64
        ? decode(base64).map(bytes -> ofForm(texts, Optional.of(bytes))).orElseGet(() -> new RequestReading.Wrong(131009,
            "`picture.base64` must be base64 without line breaks, of 700 KB at most. Give the `link` of a larger one."))
        : new RequestReading.Wrong(131009, "`picture` must be an object with one of `link` and `base64`.");
  }

  /** A body as a form has it: texts, and the bytes of a picture. */
  public static RequestReading ofForm(JsonObject texts, Optional<byte[]> bytes) {
    Optional<RequestReading> wrong = bytes.flatMap(Picture::problem).map(it -> it);
    if (wrong.isPresent()) {
      return wrong.get();
    }
    Optional<Picture> picture = bytes.map(Picture::of);
    return read(texts, picture.map(PictureSource::of), picture);
  }

  private static RequestReading read(JsonObject texts, Optional<PictureSource> source, Optional<Picture> picture) {
    Optional<RequestBody.Problem> wrong = RequestBody.problem(texts, TEXTS, Set.of(), "Of a group's settings, `subject`, `description` and the picture can be "
        + "changed, and nothing else; how people join is chosen when it is made.");
    if (wrong.isPresent()) {
      return wrong.get().toWrong();
    }
    UpdateSettings request = new UpdateSettings(texts.text("subject").map(String::strip), texts.text("description"), source);
    if (request.subject.isEmpty() && request.description.isEmpty() && source.isEmpty()) {
      return new RequestReading.Wrong(131008, "`subject`, `description` and the picture are missing: give one of them at least.");
    }
    return SettingsText.problem(request.subject, request.description).<RequestReading>map(problem -> new RequestReading.Wrong(131009, problem))
        .orElseGet(() -> new RequestReading.Right(request.toBody(), picture));
  }

  private static Optional<byte[]> decode(String base64) {
    try {
      return base64.length() > MAX_BASE64 ? Optional.empty() : Optional.of(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The form that is kept: the same for requests that ask for the same. */
  private JsonObject toBody() {
    return toTexts().with(PICTURE, picture.map(PictureSource::toJson));
  }

  /** A request whose body was read. */
  public static UpdateSettings ofBody(JsonObject kept) {
    return new UpdateSettings(kept.text("subject"), kept.text("description"), kept.object(PICTURE).map(PictureSource::ofJson));
  }

  /** What the platform is sent, beside a picture. */
  public JsonObject toTexts() {
    return JsonObject.EMPTY.with("messaging_product", "whatsapp").with("subject", subject).with("description", description);
  }

  /**
   * What became of it, in the platform's blocks (spec §4.4).
   *
   * @param sent the hash of the picture that was sent, where it had to be fetched
   */
  public JsonObject toBlocks(boolean successful, Optional<String> sent) {
    return JsonObject.EMPTY.with("group_subject", block(subject, successful)).with("group_description", block(description, successful))
        .with("profile_picture", picture.map(source -> JsonObject.EMPTY.with("mime_type", Picture.TYPE).with("update_successful", successful)
            .with("sha256", source instanceof PictureSource.Kept kept ? Optional.of(kept.sha256()) : sent)));
  }

  private static Optional<JsonObject> block(Optional<String> text, boolean successful) {
    return text.map(it -> JsonObject.EMPTY.with("text", it).with("update_successful", successful));
  }
}
