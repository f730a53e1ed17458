package dev.octet.aws;

import java.time.Duration;

/** What is counted and measured, as CloudWatch knows it. README.md beside this module says what each is good for. */
public enum Metric {
  /** Operations that were recorded for the first time. */
  COMMANDS("Commands", Kind.COUNT, Width.FUNCTION),
  /** Events of webhooks that were taken out of their queue. */
  EVENTS("Events", Kind.COUNT, Width.FUNCTION),
  /** Deliveries of webhooks that were taken. */
  DELIVERIES("Deliveries", Kind.COUNT, Width.FUNCTION),
  NOTIFICATIONS("Notifications", Kind.COUNT, Width.FUNCTION),
  CALLS_ANSWERED("CallsAnswered", Kind.COUNT, Width.FUNCTION),
  CALLS_REFUSED("CallsRefused", Kind.COUNT, Width.FUNCTION),
  CALLS_NOT_SENT("CallsNotSent", Kind.COUNT, Width.FUNCTION),
  CALLS_UNKNOWN("CallsUnknown", Kind.COUNT, Width.FUNCTION),
  CALL_TIME("CallTime", Kind.MILLISECONDS, Width.FUNCTION),
  /** How long the oldest message of a batch had been in its queue. */
  OLDEST_AGE("OldestAge", Kind.OLDEST, Width.FUNCTION),
  /** Messages that come back later: to wait, behind others, or after a failure. */
  RETRIES("Retries", Kind.COUNT, Width.FUNCTION),
  /** Messages, requests and runs in which something was thrown that nobody foresaw. */
  FAILURES("Failures", Kind.COUNT, Width.STACK),
  /** Messages that failed for good and went to the dead letters, with their reason. */
  SET_ASIDE("SetAside", Kind.COUNT, Width.STACK),
  SIGNATURE_FAILURES("SignatureFailures", Kind.COUNT, Width.STACK),
  /** Of numbers: that one began, and each look at one that commands wait in. */
  PAUSES("Pauses", Kind.COUNT, Width.STACK),
  UNKNOWN_OUTCOMES("UnknownOutcomes", Kind.COUNT, Width.STACK),
  /** Deliveries to people that the platform put a price to. */
  COST_LINES("CostLines", Kind.COUNT, Width.STACK),
  /** From the arrival of a webhook to the sending of what it tells. */
  WEBHOOK_TO_NOTIFICATION("WebhookToNotification", Kind.MILLISECONDS, Width.STACK);

  /** How values become what CloudWatch is told at the end of an invocation. */
  enum Kind {
    /** Their sum. */
    COUNT("Count"),
    /** All of them. */
    MILLISECONDS("Milliseconds"),
    /** The highest. */
    OLDEST("Seconds");

    private final String unit;

    Kind(String unit) {
      this.unit = unit;
    }

    String unit() {
      return unit;
    }
  }

  /** Whose number it is. */
  enum Width {
    /** The function's. */
    FUNCTION,
    /** The function's, and also one of the whole stack: an alarm looks at one number. */
    STACK
  }

  private final String word;
  private final Kind kind;
  private final Width width;

  Metric(String word, Kind kind, Width width) {
    this.word = word;
    this.kind = kind;
    this.width = width;
  }

  /** Its name in CloudWatch. */
  public String word() {
    return word;
  }

  public String unit() {
    return kind.unit();
  }

  /** Whether there is a number of the whole stack, beside each function's. */
  public boolean isOfStack() {
    return width == Width.STACK;
  }

  Kind kind() {
    return kind;
  }

  /** Counts one, in what is in hand. */
  public void count() {
    count(1);
  }

  public void count(long more) {
    if (more > 0) {
      Trail.metrics().ifPresent(metrics -> metrics.add(this, more));
    }
  }

  /** Measures a time, in what is in hand. One that is negative, because clocks differ, is none. */
  public void measure(Duration time) {
    long value = kind == Kind.OLDEST ? time.toSeconds() : time.toMillis();
    Trail.metrics().ifPresent(metrics -> metrics.add(this, Math.max(0, value)));
  }
}
