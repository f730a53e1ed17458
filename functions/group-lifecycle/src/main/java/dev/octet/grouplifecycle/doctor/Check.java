package dev.octet.grouplifecycle.doctor;

import java.util.Locale;

/** What is looked at, in the order in which it is told. */
enum Check {
  TOKEN, PERMISSIONS, APP_SECRET, ACCOUNT_SUBSCRIPTION, WEBHOOK_FIELDS, CALLBACK, WEBHOOK_ADDRESS, ELIGIBILITY, LIMITS, CLOCK,
  QUEUES, DEAD_LETTERS, PAUSES, PARKED_COMMANDS, OPEN_OPERATIONS;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
