package dev.octet.localstack.function;

/** A function's process ended before it asked for its first event. */
public final class FunctionStartException extends RuntimeException {
  FunctionStartException(String message) {
    super(message);
  }
}
