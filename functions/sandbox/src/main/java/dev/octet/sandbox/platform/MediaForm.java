package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** The multipart body of {@code POST /{phone_number_id}/media}: {@code messaging_product}, {@code type} and {@code file}. */
public record MediaForm(String mimeType, byte[] content) {
  private static final int MAX_TEXT = 200;

  /** What reading gives. */
  public sealed interface Read {
    record Valid(MediaForm form) implements Read {}

    record Invalid(Refusal refusal) implements Read {}
  }

  public static Read read(String contentType, byte[] body) {
    return switch (Multipart.read(contentType, body)) {
      case Multipart.Read.Invalid invalid -> refused(PlatformError.INVALID_PARAMETER, invalid.sentence());
      case Multipart.Read.Valid valid -> read(valid.form());
    };
  }

  private static Read read(Multipart form) {
    JsonObject texts = JsonObject.EMPTY;
    Optional<Multipart.Part> file = Optional.empty();
    for (Multipart.Part part : form.parts()) {
      if (part.name().equals("file") && file.isEmpty()) {
        file = Optional.of(part);
      } else if (!part.name().equals("file") && !texts.has(part.name()) && part.content().length <= MAX_TEXT) {
        texts = texts.with(part.name(), new String(part.content(), StandardCharsets.US_ASCII));
      } else {
        return refused(PlatformError.INVALID_PARAMETER, "The form has a part twice, or more text than one of its fields has.");
      }
    }
    Optional<Refusal> wrong = RequestBody.wrong(texts, "type");
    if (wrong.isPresent()) {
      return new Read.Invalid(wrong.get());
    }
    return file.isEmpty() ? refused(PlatformError.MISSING_PARAMETER, "file is required.") : read(texts.text("type"), file.get());
  }

  /** The file's own type counts, where it has one; the field {@code type} must not contradict it. */
  private static Read read(Optional<String> field, Multipart.Part file) {
    Optional<String> given = file.contentType().or(() -> field);
    Optional<MediaType> type = given.flatMap(MediaType::of);
    if (type.isEmpty() || (field.isPresent() && !MediaType.of(field.get()).equals(type))) {
      return refused(PlatformError.INVALID_PARAMETER, "file must be of one of these types, and type must say which: " + MediaType.names() + ".");
    }
    if (file.content().length == 0) {
      return refused(PlatformError.INVALID_PARAMETER, "The file is empty.");
    }
    int most = type.get().most(file.content());
    return file.content().length > most
        ? refused(PlatformError.MEDIA_UPLOAD, "A file of type " + type.get().mimeType() + " must have at most " + most + " bytes.")
        : new Read.Valid(new MediaForm(type.get().mimeType(), file.content()));
  }

  public Media toMedia(String id, String phoneNumberId, Instant now) {
    return Media.uploaded(id, phoneNumberId, mimeType, content, now);
  }

  private static Read refused(PlatformError kind, String details) {
    return new Read.Invalid(Refusal.of(kind, details));
  }

  @Override
  public String toString() {
    return "file of " + content.length + " bytes";
  }
}
