package dev.octet.domain;

/** What can be seen of a text. A name of which nothing can be seen names nothing. */
public final class VisibleText {
  /** Letters, a symbol and marks by their kind, and blank all the same. */
  private static final String FILLERS = "\u034f\u115f\u1160\u2800\u3164\ufe0e\ufe0f\uffa0";

  private VisibleText() {}

  /** Whether there is nothing but white space, controls, formats and fillers. */
  public static boolean isBlank(String text) {
    return text.codePoints().noneMatch(VisibleText::isVisible);
  }

  /** From the first character on that can be seen. */
  public static String fromFirstVisible(String text) {
    int at = 0;
    while (at < text.length() && !isVisible(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    return text.substring(at);
  }

  private static boolean isVisible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL, Character.FORMAT, Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
      default -> FILLERS.indexOf(character) < 0;
    };
  }
}
