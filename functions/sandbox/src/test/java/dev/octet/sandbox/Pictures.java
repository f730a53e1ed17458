package dev.octet.sandbox;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/** Pictures as cameras make them, and the form in which they are sent. */
public final class Pictures {
  public static final String FORM = "multipart/form-data; boundary=----grp";

  private Pictures() {}

  public static byte[] jpeg(int width, int height) {
    return image("jpeg", width, height, false);
  }

  public static byte[] progressive(int width, int height) {
    return image("jpeg", width, height, true);
  }

  public static byte[] png(int width, int height) {
    return image("png", width, height, false);
  }

  private static byte[] image(String format, int width, int height, boolean progressive) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    if (progressive) {
      parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    }
    var bytes = new ByteArrayOutputStream();
    try (var out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), null, null), parameters);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Parts with the boundary of {@link #FORM}, and the end. */
  static byte[] form(byte[]... parts) {
    var form = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      form.writeBytes("------grp\r\n".getBytes(StandardCharsets.US_ASCII));
      form.writeBytes(part);
      form.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    form.writeBytes("------grp--\r\n".getBytes(StandardCharsets.US_ASCII));
    return form.toByteArray();
  }

  static byte[] text(String name, String value) {
    return ("Content-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value).getBytes(StandardCharsets.UTF_8);
  }

  static byte[] product() {
    return text("messaging_product", "whatsapp");
  }

  static byte[] file(String name, String type, byte[] content) {
    var part = new ByteArrayOutputStream();
    part.writeBytes(("Content-Disposition: form-data; name=\"" + name + "\"; filename=\"profile.jpg\"\r\nContent-Type: " + type + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
    part.writeBytes(content);
    return part.toByteArray();
  }
}
