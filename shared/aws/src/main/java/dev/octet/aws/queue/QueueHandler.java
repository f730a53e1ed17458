package dev.octet.aws.queue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.octet.aws.Log;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A function behind a queue. Messages of one batch are handled in order; one that must wait, or whose handling threw,
 * holds back those of its own message group only, and all of them for the same time: were the later ones left visible,
 * they would overtake it.
 */
public abstract class QueueHandler implements RequestStreamHandler {
  /** Less than this before the function's timeout, no further message is started. */
  public static final Duration RESERVE = Duration.ofSeconds(12);

  private final Queue queue;
  private final Log log;

  /** @param queue the queue that the batches come from, to set the visibility of what must wait */
  protected QueueHandler(Queue queue, Log log) {
    this.queue = queue;
    this.log = log;
  }

  protected abstract Handled handle(QueueMessage message);

  @Override
  public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
    try {
      JsonObject event = JsonObject.parse(input.readAllBytes());
      output.write(handleBatch(event, context).toBytes());
    } catch (JsonException e) {
      throw new IOException("The event is not an SQS batch.", e);
    }
  }

  private JsonObject handleBatch(JsonObject event, Context context) {
    Map<String, Duration> heldBack = new HashMap<>();
    Map<QueueMessage, Duration> failed = new LinkedHashMap<>();
    for (QueueMessage message : QueueMessage.ofEvent(event)) {
      Duration delay = heldBack.get(message.messageGroup());
      if (delay == null && context.getRemainingTimeInMillis() < RESERVE.toMillis()) {
        delay = Duration.ZERO;
      }
      if (delay == null) {
        delay = switch (attempt(message)) {
          case Handled.Done _ -> null;
          case Handled.Later later -> later.delay();
        };
      }
      if (delay != null) {
        heldBack.put(message.messageGroup(), delay);
        failed.put(message, delay);
      }
    }
    postpone(failed);
    return JsonObject.EMPTY.with("batchItemFailures",
        failed.keySet().stream().map(message -> JsonObject.EMPTY.with("itemIdentifier", message.id())).toList());
  }

  /** Without it they come back later, when the queue's own time is over; what was done must not come back with them. */
  private void postpone(Map<QueueMessage, Duration> failed) {
    try {
      queue.postpone(failed);
    } catch (SdkException e) {
      log.error("postponing_failed", e);
    }
  }

  private Handled attempt(QueueMessage message) {
    try {
      return handle(message);
    } catch (RuntimeException e) {
      log.with("message_id", message.id()).error("message_failed", e);
      return Handled.later(afterFailure(message.receiveCount()));
    }
  }

  /** 1, 2, 4 … 60 seconds: what failed unforeseen (a throttled table, a bug) is tried again, ever more seldom. */
  private static Duration afterFailure(int receiveCount) {
    return Duration.ofSeconds(Math.min(60, 1L << Math.min(6, receiveCount - 1)));
  }
}
