package dev.octet.story;

import dev.octet.domain.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** A picture of a roof, as a form. */
final class Picture {
  private static final String BOUNDARY = "roof-repair-0451";

  private Picture() {}

  /** @param fields of the form, beside the file */
  static Request upload(String path, JsonObject fields) {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    fields.fields().forEach((name, value) -> form.writeBytes(ascii("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n")));
    form.writeBytes(ascii("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"roof.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n"));
    form.writeBytes(roof());
    form.writeBytes(ascii("\r\n--" + BOUNDARY + "--\r\n"));
    return new Request("POST", path, form.toByteArray(), Map.of("content-type", "multipart/form-data; boundary=" + BOUNDARY));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] roof() {
    try (InputStream file = Objects.requireNonNull(Picture.class.getResourceAsStream("roof.jpg"))) {
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
