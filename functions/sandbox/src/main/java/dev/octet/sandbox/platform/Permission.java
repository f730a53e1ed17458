package dev.octet.sandbox.platform;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a token may be used for (spec §1). */
public enum Permission {
  /** Groups, messages, files. */
  WHATSAPP_BUSINESS_MESSAGING,
  /** The number itself, its account, templates, subscriptions. */
  WHATSAPP_BUSINESS_MANAGEMENT;

  static final List<Permission> ALL = List.of(values());

  /** As the platform writes it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Permission> of(String name) {
    return Arrays.stream(values()).filter(it -> it.toString().equals(name)).findFirst();
  }
}
