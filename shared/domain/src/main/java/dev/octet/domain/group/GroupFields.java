package dev.octet.domain.group;

import java.util.List;
import java.util.Optional;

/** The fields of a group's info (spec §2.7). */
public final class GroupFields {
  public static final List<String> ALL = List.of(
      "id", "subject", "description", "suspended", "creation_timestamp", "join_approval_mode", "participants", "total_participant_count");

  private GroupFields() {}

  /** The fields that a text such as {@code subject,participants} names; empty when it names one that groups do not have. */
  public static Optional<List<String>> parse(String text) {
    List<String> fields = text.isEmpty() ? List.of() : List.of(text.split(","));
    return ALL.containsAll(fields) ? Optional.of(fields) : Optional.empty();
  }

  public static String sentence() {
    return "`fields` names a field that groups do not have. They have " + String.join(",", ALL) + ".";
  }
}
