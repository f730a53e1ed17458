package dev.octet.aws;

import com.amazonaws.services.lambda.runtime.Context;
import dev.octet.domain.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Watches the invocations of one function: what each has in hand, and what it counts. */
public final class Watch {
  private final Log log;
  private final AtomicBoolean cold = new AtomicBoolean(true);

  public Watch(Log log) {
    this.log = log;
  }

  /** One invocation begins. Closed, it writes the line of its metrics. */
  public Invocation begin(Context context) {
    return new Invocation(context.getAwsRequestId(), cold.getAndSet(false));
  }

  public final class Invocation implements AutoCloseable {
    private final Metrics metrics = new Metrics();
    private final JsonObject fields;
    private final long began = System.nanoTime();

    private Invocation(String awsRequestId, boolean coldStart) {
      fields = JsonObject.EMPTY.with("aws_request_id", awsRequestId).with("cold_start", coldStart);
    }

    /** Does one of the things that it is to do; several threads may. */
    public <T> T follow(JsonObject about, Supplier<T> work) {
      return new Trail(metrics, fields.withAll(about)).follow(work);
    }

    /** Since it began. */
    public Duration taken() {
      return Duration.ofNanos(System.nanoTime() - began);
    }

    @Override
    public void close() {
      log.metrics(metrics, fields);
    }
  }
}
