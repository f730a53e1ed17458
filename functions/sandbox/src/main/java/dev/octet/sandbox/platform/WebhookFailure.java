package dev.octet.sandbox.platform;

/**
 * How an operation fails that was taken: its webhook says so (spec §4.2 to §4.4).
 *
 * @param error why
 * @param partial whether of several settings or people the last one alone fails
 */
public record WebhookFailure(PlatformError error, boolean partial) {
  /** Whether it is a picture that fails, and nothing beside it. */
  boolean ofPicture() {
    return switch (error) {
      case PICTURE_NOT_SQUARE, PICTURE_TOO_SMALL -> true;
      default -> false;
    };
  }
}
