package dev.octet.graph;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/** What became of one call to the platform. */
public sealed interface Outcome {
  /**
   * The platform did as asked.
   *
   * @param at when, by the platform's clock, where it said so
   */
  record Answered(JsonObject body, Optional<Instant> at) implements Outcome {}

  /** The platform said no: nothing happened. */
  record Refused(GraphError error) implements Outcome {}

  /** The request never left: nothing happened. */
  record NotSent(String reason) implements Outcome {}

  /** No answer, a server's error, or an answer that cannot be read: it may have happened, or not. */
  record Unknown(String reason) implements Outcome {}
}
