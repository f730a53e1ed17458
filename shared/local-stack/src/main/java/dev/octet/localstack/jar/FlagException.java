package dev.octet.localstack.jar;

/** A flag that is not understood; the message says which, and what it takes. */
final class FlagException extends Exception {
  private static final long serialVersionUID = 1;

  FlagException(String message) {
    super(message);
  }
}
