package dev.octet.sandbox.platform;

/** Which statuses share a webhook. The pages differ, and none is to be relied on (spec §3.5, §7 row 5). */
public enum Aggregation {
  SEPARATE,
  /** All people's of one message, where the status is the same. */
  BY_MESSAGE,
  /** One person's of all messages, where the status is the same. */
  BY_PERSON;

  /** What the statuses of one webhook have in common. */
  Object together(MessageStatus status) {
    return switch (this) {
      case SEPARATE -> status;
      case BY_MESSAGE -> status.message().id() + " " + status.status().name();
      case BY_PERSON -> status.person().map(person -> person.id() + " " + status.status().name()).orElseGet(() -> status.message().id() + " " + status.status());
    };
  }
}
