package dev.octet.sandbox;

/** Files that businesses uploaded to be sent. */
interface MediaLibrary {
  /** Whether the number has a file of this id. */
  boolean has(Keys keys, String phoneNumberId, String mediaId);
}
