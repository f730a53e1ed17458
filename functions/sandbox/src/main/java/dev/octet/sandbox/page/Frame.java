package dev.octet.sandbox.page;

import dev.octet.domain.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What all pages have in common: the document around, the style sheet, the drawings. */
final class Frame {
  /** How many colours a group's heading may have. */
  static final int TINTS = 5;

  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private static final String STYLE = style();
  static final String STYLE_HASH = "sha256-" + Base64.getEncoder().encodeToString(Hash.sha256(STYLE.getBytes(StandardCharsets.UTF_8)));

  static final String BADGE = """
      <svg class="badge" viewBox="0 0 24 24" role="img" aria-label="Official business"><path class="seal" d="M12 1.6l2.7 2 3.4-.1 1 3.2 2.8 1.9-1.2 3.2 1.2 3.2-2.8 1.9-1 3.2-3.4-.1-2.7 2-2.7-2-3.4.1-1-3.2L2.1 15l1.2-3.2-1.2-3.2 2.8-1.9 1-3.2 3.4.1z"/><path class="tick" d="M8.2 12.1l2.6 2.6 5-5.2"/></svg>""";
  static final String TAKEN = """
      <svg class="seat taken" viewBox="0 0 32 32"><circle cx="16" cy="16" r="15"/><circle class="head" cx="16" cy="12.4" r="4.7"/><path class="head" d="M7.3 25.2c.9-4.7 4.4-7.1 8.7-7.1s7.8 2.4 8.7 7.1a13 13 0 0 1-17.4 0z"/></svg>""";
  static final String FREE = """
      <svg class="seat free" viewBox="0 0 32 32"><circle cx="16" cy="16" r="14.2"/></svg>""";

  private Frame() {}

  static String icon(String name, String tone) {
    String drawing = switch (name) {
      case "check" -> "<path d=\"M7 12.6l3.4 3.4L17.2 9\"/>";
      case "clock" -> "<path d=\"M12 7v5.2l3.4 2\"/>";
      case "pause" -> "<path d=\"M9.6 8.4v7.2M14.4 8.4v7.2\"/>";
      case "full" -> "<path d=\"M7.6 12h8.8\"/>";
      default -> "<path d=\"M8.6 8.6l6.8 6.8M15.4 8.6l-6.8 6.8\"/>";
    };
    return "<svg class=\"icon " + tone + "\" viewBox=\"0 0 24 24\" aria-hidden=\"true\"><circle cx=\"12\" cy=\"12\" r=\"11\"/>" + drawing + "</svg>";
  }

  /** @param title of the window; escaped here, and rid of what would turn its direction */
  static String of(String title, String main) {
    return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <meta name="color-scheme" content="light dark">
        <link rel="icon" href="/sandbox/page/octet.svg">
        <title>%s · Group invitation</title>
        <link rel="icon" href="/sandbox/page/octet.svg">
        <style>%s</style>
        </head>
        <body>
        %s
        <footer><p><strong>Octet sandbox</strong> A stand-in for WhatsApp: people, numbers and messages here are made up.</p></footer>
        </body>
        </html>
        """.formatted(Html.text(plain(title)), STYLE, main);
  }

  /** Without invisible characters but those that join and part letters: a title has no markup to keep directions apart. */
  private static String plain(String title) {
    StringBuilder plain = new StringBuilder();
    title.codePoints().filter(character -> Character.getType(character) != Character.FORMAT || character == ZERO_WIDTH_NON_JOINER || character == ZERO_WIDTH_JOINER)
        .forEach(plain::appendCodePoint);
    return plain.toString();
  }

  private static String style() {
    try (InputStream css = Frame.class.getResourceAsStream("invite.css")) {
      if (css == null) {
        throw new IllegalStateException("invite.css is missing beside its class.");
      }
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
