package dev.octet.aws;

/** More than an item of the table or a message of a queue can hold: trying again never helps. */
public final class BeyondLimitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BeyondLimitException(String message) {
    super(message);
  }
}
