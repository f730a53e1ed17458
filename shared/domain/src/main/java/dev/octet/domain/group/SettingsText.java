package dev.octet.domain.group;

import dev.octet.domain.VisibleText;
import java.util.Optional;

/** What a group may be called, and what may be said of it (spec §2.1, §2.9). */
final class SettingsText {
  private static final int MAX_SUBJECT = 128;
  private static final int MAX_DESCRIPTION = 2048;

  private SettingsText() {}

  /** What is wrong with either; empty when nothing is. */
  static Optional<String> problem(Optional<String> subject, Optional<String> description) {
    if (subject.filter(VisibleText::isBlank).isPresent()) {
      return Optional.of("`subject` is blank; give the group a name of 1 to 128 characters.");
    }
    if (subject.filter(text -> characters(text) > MAX_SUBJECT).isPresent()) {
      return Optional.of("`subject` is longer than 128 characters.");
    }
    return description.filter(text -> characters(text) > MAX_DESCRIPTION).map(_ -> "`description` is longer than 2,048 characters.");
  }

  private static int characters(String text) {
    return text.codePointCount(0, text.length());
  }
}
