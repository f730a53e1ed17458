package dev.octet.sandbox.platform;

import java.util.Locale;

/** How sure it is that the real platform does the same. */
public enum Fidelity {
  /** Meta's own pages say so. */
  DOCUMENTED,
  /** A library, a vendor, or Meta's OpenAPI document where it disagrees with the guide. */
  SECONDARY,
  /** Nothing states it: chosen here. */
  INFERRED;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
