package dev.octet.aws.queue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.octet.aws.Log;
import dev.octet.aws.Metric;
import dev.octet.aws.Watch;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
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
  private final Watch watch;
  private final Log log;
  private final MessageGroups groups;

  /** How the message groups of one batch are handled. */
  public enum MessageGroups {
    ONE_AFTER_ANOTHER,
    /** Each on a virtual thread of its own: one that waits for an answer delays none of the others. */
    AT_ONCE
  }

  /** @param queue the queue that the batches come from, to set the visibility of what must wait */
  protected QueueHandler(Queue queue, Log log) {
    this(queue, log, MessageGroups.ONE_AFTER_ANOTHER);
  }

  /** @param groups with {@code AT_ONCE}, {@link #handle} is called by several threads */
  protected QueueHandler(Queue queue, Log log, MessageGroups groups) {
    this.queue = queue;
    this.watch = new Watch(log);
    this.log = log;
    this.groups = groups;
  }

  protected abstract Handled handle(QueueMessage message);

  @Override
  public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
    JsonObject event;
    try {
      event = JsonObject.parse(input.readAllBytes());
    } catch (JsonException e) {
      throw new IOException("The event is not an SQS batch.", e);
    }
    try (Watch.Invocation invocation = watch.begin(context)) {
      output.write(handleBatch(event, context, invocation).toBytes());
    }
  }

  private JsonObject handleBatch(JsonObject event, Context context, Watch.Invocation invocation) {
    List<QueueMessage> batch = QueueMessage.ofEvent(event);
    Map<QueueMessage, Duration> failed = switch (groups) {
      case ONE_AFTER_ANOTHER -> inOrder(batch, context, invocation);
      case AT_ONCE -> atOnce(batch, context, invocation);
    };
    invocation.follow(JsonObject.EMPTY, () -> {
      postpone(failed);
      Metric.RETRIES.count(failed.size());
      return failed;
    });
    return JsonObject.EMPTY.with("batchItemFailures",
        failed.keySet().stream().map(message -> JsonObject.EMPTY.with("itemIdentifier", message.id())).toList());
  }

  private Map<QueueMessage, Duration> atOnce(List<QueueMessage> batch, Context context, Watch.Invocation invocation) {
    Map<QueueMessage, Duration> failed = new LinkedHashMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      batch.stream().collect(Collectors.groupingBy(QueueMessage::messageGroup, LinkedHashMap::new, Collectors.toList())).values().stream()
          .map(group -> threads.submit(() -> inOrder(group, context, invocation))).toList()
          .forEach(group -> failed.putAll(resultOf(group)));
    }
    return failed;
  }

  private static Map<QueueMessage, Duration> resultOf(Future<Map<QueueMessage, Duration>> group) {
    try {
      return group.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("A message group was not handled to its end.", e); // the whole batch comes back
    }
  }

  private Map<QueueMessage, Duration> inOrder(List<QueueMessage> messages, Context context, Watch.Invocation invocation) {
    Map<String, Duration> heldBack = new HashMap<>();
    Map<QueueMessage, Duration> failed = new LinkedHashMap<>();
    for (QueueMessage message : messages) {
      Duration delay = heldBack.get(message.messageGroup());
      if (delay == null && context.getRemainingTimeInMillis() < RESERVE.toMillis()) {
        delay = Duration.ZERO;
      }
      if (delay == null) {
        delay = switch (attempt(message, invocation)) {
          case Handled.Done _ -> null;
          case Handled.Later later -> later.delay();
        };
      }
      if (delay != null) {
        heldBack.put(message.messageGroup(), delay);
        failed.put(message, delay);
      }
    }
    return failed;
  }

  /** Without it they come back later, when the queue's own time is over; what was done must not come back with them. */
  private void postpone(Map<QueueMessage, Duration> failed) {
    try {
      queue.postpone(failed);
    } catch (SdkException e) {
      log.error("postponing_failed", e);
    }
  }

  private Handled attempt(QueueMessage message, Watch.Invocation invocation) {
    return invocation.follow(JsonObject.EMPTY.with("sqs_message_id", message.id()).with("receives", message.receiveCount()), () -> attempt(message));
  }

  private Handled attempt(QueueMessage message) {
    long began = System.nanoTime();
    Metric.OLDEST_AGE.measure(Duration.between(message.sentAt(), log.now()));
    try {
      Handled handled = handle(message);
      log.info("message_handled", switch (handled) {
        case Handled.Done _ -> line("done", began);
        case Handled.Later later -> line("later", began).with("delay_s", later.delay().toSeconds());
      });
      return handled;
    } catch (RuntimeException e) {
      Metric.FAILURES.count();
      log.error("message_failed", e, line("failed", began));
      return Handled.later(afterFailure(message.receiveCount()));
    }
  }

  private static JsonObject line(String outcome, long began) {
    return JsonObject.EMPTY.with("outcome", outcome).with("duration_ms", Duration.ofNanos(System.nanoTime() - began).toMillis());
  }

  /** 1, 2, 4 … 60 seconds: what failed unforeseen (a throttled table, a bug) is tried again, ever more seldom. */
  private static Duration afterFailure(int receiveCount) {
    return Duration.ofSeconds(Math.min(60, 1L << Math.min(6, receiveCount - 1)));
  }
}
