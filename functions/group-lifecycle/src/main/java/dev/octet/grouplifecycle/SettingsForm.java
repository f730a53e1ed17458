package dev.octet.grouplifecycle;

import dev.octet.domain.group.RequestReading;
import dev.octet.domain.group.UpdateSettings;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphError;
import dev.octet.graph.MultipartForm.Part;
import dev.octet.graph.MultipartForm;
import dev.octet.operations.Refused;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** Settings as a form has them: a picture, and maybe texts beside it (spec §2.9). What the sender calls the picture's type does not count, its bytes do. */
final class SettingsForm {
  /** The platform's pages have both (spec §7 row 11). */
  private static final Set<String> PICTURE = Set.of("file", "profile_picture_file");
  private static final Set<String> TEXTS = Set.of("messaging_product", "subject", "description");
  /** What a request to a function has room for, in base64. */
  private static final int MAX_BYTES = 4 << 20;
  private static final int MAX_TEXT = 64 << 10;

  private SettingsForm() {}

  /** @throws Refused when it is no form, or one of something else */
  static RequestReading read(String contentType, byte[] body) {
    return switch (MultipartForm.read(contentType, body)) {
      case MultipartForm.Reading.Right right -> read(right.form());
      case MultipartForm.Reading.Wrong wrong -> throw new Refused(GraphError.of(100, wrong.sentence()));
    };
  }

  private static RequestReading read(MultipartForm form) {
    JsonObject texts = JsonObject.EMPTY;
    Optional<byte[]> picture = Optional.empty();
    for (Part part : form.parts()) {
      if (PICTURE.contains(part.name()) && picture.isEmpty()) {
        picture = Optional.of(bounded(part.content()));
      } else if (TEXTS.contains(part.name()) && !texts.has(part.name())) {
        texts = texts.with(part.name(), text(part));
      } else {
        throw new Refused(GraphError.of(100,
            "A form sets `file` or `profile_picture_file`, and may have `messaging_product`, `subject` and `description` beside it, each once."));
      }
    }
    return UpdateSettings.ofForm(texts.has("messaging_product") ? texts : texts.with("messaging_product", "whatsapp"), picture);
  }

  private static byte[] bounded(byte[] picture) {
    if (picture.length > MAX_BYTES) {
      throw new Refused(GraphError.of(131009, "The picture is larger than 4 MB. A larger one, of 5 MB at most, goes by link: "
          + "`\"picture\":{\"link\":\"https://…\"}` in a JSON body or a command.").withStatus(413));
    }
    return picture;
  }

  private static String text(Part part) {
    try {
      if (part.content().length <= MAX_TEXT) {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(part.content())).toString();
      }
    } catch (CharacterCodingException e) {
      // told below
    }
    throw new Refused(GraphError.of(131009, "`" + part.name() + "` must be text in UTF-8, of 64 KB at most."));
  }
}
