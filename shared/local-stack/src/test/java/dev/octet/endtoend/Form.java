package dev.octet.endtoend;

import dev.octet.endtoend.Octet.Answer;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;

/** A file as forms carry it. */
final class Form {
  private static final String BOUNDARY = "----octet";

  private Form() {}

  static Answer upload(Octet octet, String number, String type, String name, byte[] bytes) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(part("messaging_product", "whatsapp"));
    body.writeBytes(part("type", type));
    body.writeBytes(ascii("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\nContent-Type: " + type + "\r\n\r\n"));
    body.writeBytes(bytes);
    body.writeBytes(ascii("\r\n--" + BOUNDARY + "--\r\n"));
    return octet.send(octet.request("/graph/v26.0/" + number + "/media").header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
        .POST(BodyPublishers.ofByteArray(body.toByteArray())));
  }

  /** A group's picture. */
  static Answer picture(Octet octet, String groupId, byte[] bytes) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(ascii("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n"));
    body.writeBytes(bytes);
    body.writeBytes(ascii("\r\n--" + BOUNDARY + "--\r\n"));
    return octet.send(octet.request("/graph/v26.0/" + groupId).header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
        .POST(BodyPublishers.ofByteArray(body.toByteArray())));
  }

  private static byte[] part(String name, String value) {
    return ascii("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
