package dev.octet.aws;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/** A function's environment variables, as the template sets them. The only place that reads the process's environment. */
public record Environment(Map<String, String> variables) {

  public static Environment ofProcess() {
    return new Environment(System.getenv());
  }

  /** @throws IllegalStateException naming the variable, when the template does not set it */
  public String text(String name) {
    return optional(name).orElseThrow(() -> new IllegalStateException("The environment variable " + name + " is not set."));
  }

  public Optional<String> optional(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }

  /** Whether the local stack runs it, which says so. No template does: what is deployed is never taken for local. */
  public boolean isLocal() {
    return optional("OCTET_LOCAL").filter("true"::equals).isPresent();
  }

  /** An ISO 8601 duration such as {@code PT10M}. */
  public Duration duration(String name) {
    String value = text(name);
    try {
      return Duration.parse(value);
    } catch (DateTimeParseException e) {
      throw new IllegalStateException("The environment variable " + name + " is not an ISO 8601 duration such as PT10M.", e);
    }
  }
}
