package dev.octet.domain.json;

/** The text is not the JSON that was asked for. The message says what is wrong and never repeats the input. */
public final class JsonException extends Exception {
  private static final long serialVersionUID = 1L;

  public JsonException(String message) {
    super(message);
  }
}
