package dev.octet.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.octet.domain.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A function behind a schedule. The log has one line of each run. */
public abstract class ScheduleHandler implements RequestStreamHandler {
  private final Watch watch;
  private final Log log;

  protected ScheduleHandler(Log log) {
    this.watch = new Watch(log);
    this.log = log;
  }

  /** Returns what it did, in numbers: its answer, and a part of its line. */
  protected abstract JsonObject run();

  @Override
  public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
    try (Watch.Invocation invocation = watch.begin(context)) {
      output.write(invocation.follow(JsonObject.EMPTY, () -> logged(invocation)).toBytes());
    }
  }

  private JsonObject logged(Watch.Invocation invocation) {
    try {
      JsonObject done = run();
      log.info("schedule_run", done.with("outcome", "done").with("duration_ms", invocation.taken().toMillis()));
      return done;
    } catch (RuntimeException e) {
      Metric.FAILURES.count();
      log.error("schedule_failed", e, JsonObject.EMPTY.with("outcome", "failed").with("duration_ms", invocation.taken().toMillis()));
      throw new RunFailedException();
    }
  }

  /** What Lambda counts as an error, and prints: nothing of what failed, which the log's line says. */
  private static final class RunFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RunFailedException() {
      super("The run failed: schedule_failed in the log says where.", null, false, false);
    }
  }
}
