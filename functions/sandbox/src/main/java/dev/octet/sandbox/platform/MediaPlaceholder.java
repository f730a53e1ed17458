package dev.octet.sandbox.platform;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What is downloaded where the sandbox has no bytes: of a picture one pixel, of everything else the first bytes by which
 * its type is known, which nothing can be played or opened from.
 */
final class MediaPlaceholder {
  private static final String JPEG =
      "/9j/4AAQSkZJRgABAgAAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4z"
      + "NDL/2wBDAQkJCQwLDBgNDRgyIRwhMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjL/wAARCAABAAEDASIAAhEB"
      + "AxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS"
      + "0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKz"
      + "tLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgEC"
      + "BAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpj"
      + "ZGVmZ2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+Pn6"
      + "/9oADAMBAAIRAxEAPwD0yiiigD//2Q==";
  private static final String PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4XmM4c+YMAATMAmXAX/CdAAAAAElFTkSuQmCC";
  private static final String WEBP = "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==";

  private MediaPlaceholder() {}

  static byte[] of(String mimeType) {
    Optional<MediaType> known = MediaType.of(mimeType);
    return known.isEmpty() ? text("A file of the sandbox.\n") : switch (known.get()) {
      case JPEG -> Base64.getDecoder().decode(JPEG);
      case PNG -> Base64.getDecoder().decode(PNG);
      case WEBP -> Base64.getDecoder().decode(WEBP);
      case MP4 -> hex("000000186674797069736f6d0000020069736f6d6d703432"); // an ftyp box
      case VIDEO_3GPP -> hex("0000001466747970336770340000000033677034");
      case M4A -> hex("00000018667479704d344120000000004d34412069736f6d");
      case AAC -> hex("fff15080001ffc"); // an ADTS header without a frame
      case AMR -> text("#!AMR\n");
      case MP3 -> hex("49443303000000000000"); // an ID3 tag without content
      case OGG -> hex("4f67675300020000000000000000000000000000000000000000010000");
      case TEXT -> text("A text of the sandbox.\n");
      case PDF -> text("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
      case WORD, EXCEL, POWERPOINT -> hex("d0cf11e0a1b11ae1"); // a compound file
      case DOCX, XLSX, PPTX -> hex("504b0506000000000000000000000000000000000000"); // an archive with nothing in it
    };
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
