package dev.octet.localstack.function;

/** What became of one invocation. */
public sealed interface Outcome {
  /** The function's answer, as it came: nothing says that it is JSON. */
  record Answer(byte[] body) implements Outcome {
    @Override
    public String toString() {
      return "an answer (" + body.length + " bytes)"; // it may hold what people wrote
    }
  }

  /** @param message for the stack's log; it quotes what the function's error says */
  record Failure(Reason reason, String message) implements Outcome {}

  enum Reason {
    /** The handler threw. */
    ERROR,
    /** Its process was killed at its timeout. */
    TIMEOUT,
    /** Its process ended under it. */
    CRASH,
    /** It could not be started. */
    INIT,
    /** The event is larger than Lambda takes: the function was not called. */
    EVENT_TOO_LARGE,
    /** The answer is larger than Lambda passes on. */
    ANSWER_TOO_LARGE,
    /** No process became free in time. */
    THROTTLED,
    /** The stack is ending. */
    CLOSED
  }
}
