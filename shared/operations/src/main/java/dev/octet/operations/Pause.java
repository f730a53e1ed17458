package dev.octet.operations;

import dev.octet.domain.Notification;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphCode;
import dev.octet.graph.GraphError;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A number is left alone: the platform refused something for a reason that concerns all of its requests, or all creates.
 * Waiting is not failing: what is asked meanwhile waits, and every now and then one request is let through to see.
 *
 * @param since when it began
 * @param probeAt when the next request is let through
 * @param probes how often one was let through and refused
 * @param probe the operation that was let through last, of those that wait in the table
 * @param over whether a request worked again: then those that waited go on, in order, and new ones behind them
 * @param activeGroups how many groups the number had when it was refused another one
 * @param told whether the outside knows
 */
public record Pause(
    String phoneNumberId, Scope scope, GraphError error, Instant since, Instant probeAt, int probes, Optional<String> probe,
    boolean over, long activeGroups, boolean told) {
  /** The first wait at a rate limit; it doubles up to the last. */
  private static final Duration FIRST = Duration.ofSeconds(15);
  private static final Duration LONGEST = Duration.ofMinutes(10);
  /** What lasts longer does not wait in the queue any more, which would hand a message out too often. */
  private static final Duration IN_THE_QUEUE = Duration.ofMinutes(15);
  private static final int NOT_ELIGIBLE = 131215;

  /** What of a number is left alone. */
  public enum Scope {
    ALL, CREATES;

    public String word() {
      return switch (this) {
        case ALL -> "all";
        case CREATES -> "create_group";
      };
    }
  }

  /** How what is asked meanwhile waits. */
  public enum Kind {
    /** A rate limit: first in the queue, then in the table. */
    RATE,
    /** Somebody must do something: in the table. */
    LONG,
    /** Not at all: the answer is certain, and given without asking. */
    CERTAIN
  }

  /** The pause that a refusal begins; empty when it concerns nothing but its own request. */
  static Optional<Pause> of(String phoneNumberId, GraphError error, Instant now, long activeGroups) {
    return scope(error).map(scope -> {
      Pause pause = new Pause(phoneNumberId, scope, error, now, now, 0, Optional.empty(), false, activeGroups, false);
      return pause.again(error, now);
    });
  }

  /** What a refusal concerns beyond its own request. */
  static Optional<Scope> scope(GraphError error) {
    return switch (GraphCode.of(error.code(), error.status()).reach()) {
      case REQUEST -> Optional.empty();
      case NUMBER -> Optional.of(Scope.ALL);
      case CREATES -> Optional.of(Scope.CREATES);
    };
  }

  Kind kind() {
    GraphCode code = GraphCode.of(error.code(), error.status());
    return switch (code.action()) {
      case RETRY, WAIT -> scope == Scope.ALL ? Kind.RATE : Kind.LONG;
      case TOKEN -> Kind.LONG;
      case CONFIGURATION -> code.code() == NOT_ELIGIBLE ? Kind.CERTAIN : Kind.LONG;
      case NEVER -> Kind.CERTAIN;
    };
  }

  /** Refused once more: the next request is let through later. */
  Pause again(GraphError refusal, Instant now) {
    Duration wait = kind() != Kind.RATE ? LONGEST : FIRST.multipliedBy(1L << Math.min(6, probes));
    return new Pause(phoneNumberId, scope, refusal, since, now.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait), probes + 1, Optional.empty(), over, activeGroups, told);
  }

  /** One of those that wait is let through, to see. */
  Pause probing(String requestId, Instant now) {
    return new Pause(phoneNumberId, scope, error, since, now.plus(LONGEST), probes, Optional.of(requestId), over, activeGroups, told);
  }

  Pause ending(Instant now) {
    return new Pause(phoneNumberId, scope, error, since, now, probes, Optional.empty(), true, activeGroups, told);
  }

  Pause withTold() {
    return new Pause(phoneNumberId, scope, error, since, probeAt, probes, probe, over, activeGroups, true);
  }

  /** Whether nothing is to be asked now. */
  boolean isClosed(Instant now) {
    return !over && now.isBefore(probeAt);
  }

  /** Whether what is asked now may wait in the queue. */
  boolean isShort(Instant now) {
    return kind() == Kind.RATE && now.isBefore(since.plus(IN_THE_QUEUE));
  }

  Notification toPaused() {
    JsonObject data = JsonObject.EMPTY.with("scope", scope.word()).with("code", error.code()).with("reason", error.details())
        .with("since", since.toString()).with("until", probeAt.toString());
    return Notification.of("number.paused", since, Optional.of(phoneNumberId), Optional.empty(), data, identity());
  }

  Notification toResumed(Instant at) {
    JsonObject data = JsonObject.EMPTY.with("scope", scope.word()).with("code", error.code()).with("since", since.toString());
    return Notification.of("number.resumed", at, Optional.of(phoneNumberId), Optional.empty(), data, identity());
  }

  private String[] identity() {
    return new String[] {phoneNumberId, scope.word(), since.toString()};
  }

  JsonObject toJson() {
    return JsonObject.EMPTY
        .with("phone_number_id", phoneNumberId).with("scope", scope.name())
        .with("error", JsonObject.EMPTY.with("status", error.status()).with("code", error.code()).with("message", error.message()).with("details", error.details()))
        .with("since", since.toString()).with("probe_at", probeAt.toString()).with("probes", probes).with("probe", probe)
        .with("over", over).with("active_groups", activeGroups).with("told", told);
  }

  static Pause ofJson(JsonObject json) {
    JsonObject error = json.object("error").orElseThrow();
    return new Pause(json.text("phone_number_id").orElseThrow(), Scope.valueOf(json.text("scope").orElseThrow()),
        new GraphError((int) error.whole("status").orElse(0), (int) error.whole("code").orElse(0), error.text("message").orElse(""), error.text("details").orElse("")),
        Instant.parse(json.text("since").orElseThrow()), Instant.parse(json.text("probe_at").orElseThrow()), (int) json.whole("probes").orElse(0),
        json.text("probe"), json.bool("over").orElse(false), json.whole("active_groups").orElse(0), json.bool("told").orElse(false));
  }
}
