package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code POST /{group_id}} asks for (spec §2.9). Unlike elsewhere, what it does not know is refused: a setting that
 * can't be changed must not look as if it had been.
 *
 * @param description empty text takes it away
 * @param picture a JPEG; whether a group can have it is for {@link Settings} to say
 * @param pictureBytes none without a picture
 */
public record SettingsRequest(Optional<String> subject, Optional<String> description, Optional<Picture> picture, byte[] pictureBytes) {
  private static final Set<String> FIELDS = Set.of("messaging_product", "subject", "description");

  /** What reading a body gives. */
  public sealed interface Read {
    record Valid(SettingsRequest request) implements Read {}

    record Invalid(Refusal refusal) implements Read {}
  }

  /** The JSON body, which has no place for a picture. */
  public static Read read(JsonObject body) {
    return read(body, Optional.empty(), new byte[0]);
  }

  static Read read(JsonObject texts, Optional<Picture> picture, byte[] pictureBytes) {
    Optional<String> subject = texts.text("subject").map(String::strip);
    Optional<String> description = texts.text("description");
    return RequestBody.wrong(texts, "subject", "description")
        .or(() -> FIELDS.containsAll(texts.fields().keySet()) ? Optional.empty()
            : RequestBody.refused(PlatformError.INVALID_PARAMETER,
                "Of a group, JSON changes subject and description alone; a picture comes as multipart/form-data."))
        .or(() -> subject.isPresent() || description.isPresent() || picture.isPresent() ? Optional.empty()
            : RequestBody.refused(PlatformError.MISSING_PARAMETER, "subject, description or a picture is required."))
        .or(() -> subject.flatMap(RequestBody::wrongSubject))
        .or(() -> description.flatMap(RequestBody::wrongDescription))
        .<Read>map(Read.Invalid::new)
        .orElseGet(() -> new Read.Valid(new SettingsRequest(subject, description, picture, pictureBytes)));
  }

  /** Whether a group can have the picture that was sent, if one was. */
  public boolean hasFittingPicture() {
    return picture.filter(it -> it.wrong().isEmpty()).isPresent();
  }

  @Override
  public String toString() {
    return "settings"; // what they are is what people wrote
  }
}
