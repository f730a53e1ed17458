package dev.octet.aws;

import dev.octet.domain.json.JsonObject;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Instant;

/**
 * One JSON line per event on standard output, with the ids of what is in hand ({@link Trail}). Ids and counts only: never message
 * text, names, phone numbers, secrets, or a field of a sender's choice. README.md beside this module lists events and keys. A
 * logging framework would cost a cold start about as much as an AWS client does.
 */
public final class Log {
  private static final String FUNCTION = "function";

  private final PrintStream out;
  private final Clock clock;
  private final String stack;
  private final JsonObject context;

  private Log(PrintStream out, Clock clock, String stack, JsonObject context) {
    this.out = out;
    this.clock = clock;
    this.stack = stack;
    this.context = context;
  }

  public static Log of(String function) {
    return of(function, System.out);
  }

  /** A simulation reads it, to know of every error. */
  public static Log of(String function, PrintStream out) {
    Environment environment = Environment.ofProcess();
    return new Log(out, Clock.systemUTC(), environment.optional("STACK").orElse("none"), JsonObject.EMPTY.with(FUNCTION, function)
        // A deployment is taken back by the errors of the new one (template, "new versions").
        .with("version", environment.optional("AWS_LAMBDA_FUNCTION_VERSION").orElse("none")));
  }

  /** The same log, with a field on every line, such as the request's id. */
  public Log with(String key, String value) {
    return new Log(out, clock, stack, context.with(key, value));
  }

  /** By its clock. */
  public Instant now() {
    return clock.instant();
  }

  public void info(String event, JsonObject fields) {
    line("INFO", event, fields);
  }

  public void warn(String event, JsonObject fields) {
    line("WARN", event, fields);
  }

  public void error(String event, Throwable error) {
    error(event, error, JsonObject.EMPTY);
  }

  /** The type and place of the error; its message may quote a person's words and stays out. */
  public void error(String event, Throwable error, JsonObject fields) {
    StackTraceElement[] trace = error.getStackTrace();
    line("ERROR", event, fields
        .with("error", error.getClass().getName())
        .with("at", trace.length == 0 ? "unknown" : trace[0].toString())
        .with("cause", error.getCause() == null ? "" : error.getCause().getClass().getName()));
  }

  /** What an invocation counted, if anything. */
  void metrics(Metrics metrics, JsonObject fields) {
    metrics.line(stack, context.text(FUNCTION).orElse(""), now()).ifPresent(line -> info("metrics", fields.withAll(line)));
  }

  private void line(String level, String event, JsonObject fields) {
    out.println(JsonObject.EMPTY.with("level", level).with("time", now().toString()).with("event", event)
        .withAll(context).withAll(Trail.inHand()).withAll(fields).toJson());
  }
}
