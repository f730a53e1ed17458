package dev.octet.aws.secret;

/** The secret document is not what it must be. The message names the member, and never says what stands there. */
public final class WrongSecretException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WrongSecretException(String message) {
    super(message);
  }
}
