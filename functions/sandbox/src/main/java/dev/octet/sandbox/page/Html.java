package dev.octet.sandbox.page;

/** Text made safe to stand in HTML, between tags and in quoted attributes. */
final class Html {
  private Html() {}

  static String text(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(character -> {
      switch (character) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        case '\n', '\t' -> safe.appendCodePoint(character);
        default -> safe.appendCodePoint(Character.isISOControl(character) ? 0xFFFD : character);
      }
    });
    return safe.toString();
  }
}
