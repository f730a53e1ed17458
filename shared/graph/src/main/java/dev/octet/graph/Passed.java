package dev.octet.graph;

import java.time.Instant;
import java.util.Optional;

/** What came back of a request that was passed on. */
public sealed interface Passed {
  /**
   * The platform's answer, whatever it says.
   *
   * @param body as it came, but for the token in it
   * @param at when, by the platform's clock, where it said so
   */
  record Answered(int status, Optional<String> contentType, byte[] body, Optional<Instant> at) implements Passed {
    @Override
    public String toString() {
      return "answer with status " + status; // the body may hold what people wrote
    }
  }

  /** The request never left: nothing happened. */
  record NotSent(GraphError error) implements Passed {}

  /** No answer: it may have happened, or not. */
  record Lost(String reason) implements Passed {}

  /** The same for who decides by it. */
  default Outcome outcome() {
    return switch (this) {
      case Answered answered -> GraphClient.read(answered.status(), answered.body(), answered.at());
      case NotSent(GraphError error) -> new Outcome.NotSent(error);
      case Lost(String reason) -> new Outcome.Unknown(reason);
    };
  }
}
