package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The multipart body of {@code POST /{group_id}}: a picture, and maybe the texts beside it (spec §2.9). */
public final class SettingsForm {
  /** The pages have both (spec §7 row 11). */
  private static final Set<String> PICTURE = Set.of("file", "profile_picture_file");
  private static final Set<String> TEXTS = Set.of("messaging_product", "subject", "description");
  private static final int MAX_TEXT = 64 << 10;

  private SettingsForm() {}

  public static SettingsRequest.Read read(String contentType, byte[] body) {
    return switch (Multipart.read(contentType, body)) {
      case Multipart.Read.Invalid invalid -> refused(PlatformError.INVALID_PARAMETER, invalid.sentence());
      case Multipart.Read.Valid valid -> read(valid.form());
    };
  }

  private static SettingsRequest.Read read(Multipart form) {
    JsonObject texts = JsonObject.EMPTY;
    Optional<Multipart.Part> picture = Optional.empty();
    for (Multipart.Part part : form.parts()) {
      if (PICTURE.contains(part.name()) && picture.isEmpty()) {
        picture = Optional.of(part);
      } else if (TEXTS.contains(part.name()) && !texts.has(part.name())) {
        Optional<String> text = text(part.content());
        if (text.isEmpty()) {
          return refused(PlatformError.BAD_VALUE, part.name() + " must be text in UTF-8, of 64 KiB at most.");
        }
        texts = texts.with(part.name(), text.get());
      } else {
        return refused(PlatformError.INVALID_PARAMETER,
            "Of a group, a form changes the picture (file or profile_picture_file), subject and description alone, each once.");
      }
    }
    return picture.isEmpty() ? SettingsRequest.read(texts, Optional.empty(), new byte[0]) : read(texts, picture.get());
  }

  private static SettingsRequest.Read read(JsonObject texts, Multipart.Part part) {
    String type = part.contentType().orElse(Picture.JPEG).toLowerCase(Locale.ROOT);
    if (!type.split(";", 2)[0].strip().equals(Picture.JPEG)) {
      return refused(PlatformError.BAD_VALUE, "The picture must be of type image/jpeg.");
    }
    if (part.content().length > Picture.MAX_BYTES) {
      return refused(PlatformError.BAD_VALUE, "The picture must have at most 5 MB.");
    }
    Optional<Picture> picture = Picture.of(part.content());
    return picture.isEmpty() ? refused(PlatformError.BAD_VALUE, "The picture must be a JPEG, and whole: its bytes are none.")
        : SettingsRequest.read(texts, picture, part.content());
  }

  private static Optional<String> text(byte[] content) {
    try {
      return content.length > MAX_TEXT ? Optional.empty()
          : Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static SettingsRequest.Read refused(PlatformError kind, String details) {
    return new SettingsRequest.Read.Invalid(Refusal.of(kind, details));
  }
}
