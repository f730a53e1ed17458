package dev.octet.aws;

/**
 * A newer version of Octet has written an item in a format that this one does not know, as after a deployment that was taken back.
 * It is left as it is, and whatever needs it is tried again until a version comes that knows it.
 */
public final class NewerFormatException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NewerFormatException(long known) {
    super("An item of the table has a newer format than " + known + ", the newest that this version of Octet knows. It is left alone; deploy the newer version again.");
  }
}
