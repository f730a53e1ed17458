package dev.octet.sandbox.platform;

import java.util.Arrays;
import java.util.Optional;

/** What a template is for, which decides its price and whether groups may be sent it (spec §1, §3.6). */
public enum TemplateCategory {
  UTILITY, MARKETING, AUTHENTICATION;

  static Optional<TemplateCategory> of(String name) {
    return Arrays.stream(values()).filter(category -> category.name().equals(name)).findFirst();
  }
}
