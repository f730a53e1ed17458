package dev.octet.aws.queue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.octet.aws.BeyondLimitException;
import dev.octet.aws.Log;
import dev.octet.aws.Metric;
import dev.octet.aws.NewerFormatException;
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
import java.util.Optional;
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

  /** A queue moves to the dead letters, without a reason, what it has handed out 1,000 times. What throws until shortly before is set aside here. */
  static final int LAST_RECEIVES = 990;

  private final Queue queue;
  private final Optional<DeadLetters> deadLetters;
  private final Watch watch;
  private final Log log;
  private final MessageGroups groups;

  /** How the message groups of one batch are handled. */
  public enum MessageGroups {
    ONE_AFTER_ANOTHER,
    /** Each on a virtual thread of its own: one that waits for an answer delays none of the others. */
    AT_ONCE
  }

  /**
   * For a queue of which nothing is ever set aside.
   *
   * @param queue the queue that the batches come from, to set the visibility of what must wait
   */
  protected QueueHandler(Queue queue, Log log) {
    this(queue, Optional.empty(), log, MessageGroups.ONE_AFTER_ANOTHER);
  }

  /** @param deadLetters where what fails for good is set aside */
  protected QueueHandler(Queue queue, DeadLetters deadLetters, Log log) {
    this(queue, Optional.of(deadLetters), log, MessageGroups.ONE_AFTER_ANOTHER);
  }

  /** @param groups with {@code AT_ONCE}, {@link #handle} is called by several threads */
  protected QueueHandler(Queue queue, DeadLetters deadLetters, Log log, MessageGroups groups) {
    this(queue, Optional.of(deadLetters), log, groups);
  }

  private QueueHandler(Queue queue, Optional<DeadLetters> deadLetters, Log log, MessageGroups groups) {
    this.queue = queue;
    this.deadLetters = deadLetters;
    this.watch = new Watch(log);
    this.log = log;
    this.groups = groups;
  }

  protected abstract Handled handle(QueueMessage message);

  /**
   * Those behind a message that are one thing with it: they are not handled for themselves, but share what becomes of it. None,
   * unless a handler says so.
   *
   * @param behind what came behind it, of its message group and in the same batch, in order
   */
  protected List<QueueMessage> parts(QueueMessage message, List<QueueMessage> behind) {
    return List.of();
  }

  /** @param parts as {@link #parts} says */
  protected Handled handle(QueueMessage message, List<QueueMessage> parts) {
    return handle(message);
  }

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
    Map<QueueMessage, Handled> shared = new HashMap<>();
    for (QueueMessage message : messages) {
      Duration delay = heldBack.get(message.messageGroup());
      if (delay == null && !shared.containsKey(message) && context.getRemainingTimeInMillis() < RESERVE.toMillis()) {
        delay = Duration.ZERO;
      }
      if (delay == null) {
        Handled handled = shared.containsKey(message) ? shared.get(message) : attempt(message, messages, shared, invocation);
        delay = switch (handled) {
          case Handled.Done _ -> null;
          case Handled.Later later -> later.delay();
          case Handled.SetAside aside -> invocation.follow(of(message), () -> setAside(message, aside)).orElse(null);
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

  private Handled attempt(QueueMessage message, List<QueueMessage> batch, Map<QueueMessage, Handled> shared, Watch.Invocation invocation) {
    List<QueueMessage> behind = batch.subList(batch.indexOf(message) + 1, batch.size()).stream()
        .filter(it -> it.messageGroup().equals(message.messageGroup())).toList();
    List<QueueMessage> parts = parts(message, behind);
    Handled handled = invocation.follow(of(message), () -> attempt(message, parts));
    parts.forEach(part -> shared.put(part, handled));
    return handled;
  }

  private Handled attempt(QueueMessage message, List<QueueMessage> parts) {
    long began = System.nanoTime();
    Metric.OLDEST_AGE.measure(Duration.between(message.sentAt(), log.now()));
    try {
      Handled handled = handle(message, parts);
      log.info("message_handled", switch (handled) {
        case Handled.Done _ -> line("done", began);
        case Handled.Later later -> line("later", began).with("delay_s", later.delay().toSeconds());
        case Handled.SetAside aside -> line("set_aside", began).with("reason", aside.reason().code());
      });
      return handled;
    } catch (NewerFormatException e) {
      Metric.FAILURES.count();
      log.warn("newer_format", line("failed", began).with("problem", e.getMessage()));
      return Handled.later(afterFailure(message.receiveCount())); // never hopeless: a version comes that knows it
    } catch (RuntimeException e) {
      Metric.FAILURES.count();
      log.error("message_failed", e, line("failed", began));
      return hopeless(message, e).<Handled>map(reason -> new Handled.SetAside(reason, Optional.empty())).orElseGet(() -> Handled.later(afterFailure(message.receiveCount())));
    }
  }

  /** Why trying again has no use, or has had none; empty when it may have. */
  private Optional<Reason> hopeless(QueueMessage message, RuntimeException e) {
    if (deadLetters.isEmpty() || !DeadLetters.fits(message)) {
      return Optional.empty(); // in the end the queue itself moves it
    }
    if (e instanceof BeyondLimitException) {
      return Optional.of(new Reason("beyond_limit", "It is more than an item of the table or a message of a queue can hold."));
    }
    return message.receiveCount() < LAST_RECEIVES ? Optional.empty() : Optional.of(new Reason("unforeseen",
        "Its handling failed " + message.receiveCount() + " times, the last time with " + e.getClass().getName() + ". The function's log says where."));
  }

  /** Before the message itself goes: it may lie there twice then, and is never nowhere. Empty when it does, else when it is to come back. */
  private Optional<Duration> setAside(QueueMessage message, Handled.SetAside aside) {
    if (!DeadLetters.fits(message)) {
      log.warn("message_too_large_to_set_aside", JsonObject.EMPTY.with("reason", aside.reason().code())); // its end is told
      return Optional.empty();
    }
    try {
      deadLetters.orElseThrow().put(message, aside.reason(), aside.run());
      Metric.SET_ASIDE.count();
      log.warn("message_set_aside", JsonObject.EMPTY.with("reason", aside.reason().code()));
      return Optional.empty();
    } catch (SdkException | QueueException e) {
      log.error("setting_aside_failed", e);
      return Optional.of(afterFailure(message.receiveCount()));
    }
  }

  private static JsonObject of(QueueMessage message) {
    return JsonObject.EMPTY.with("sqs_message_id", message.id()).with("receives", message.receiveCount());
  }

  private static JsonObject line(String outcome, long began) {
    return JsonObject.EMPTY.with("outcome", outcome).with("duration_ms", Duration.ofNanos(System.nanoTime() - began).toMillis());
  }

  /** 1, 2, 4 … 60 seconds: what failed unforeseen (a throttled table, a bug) is tried again, ever more seldom. */
  private static Duration afterFailure(int receiveCount) {
    return Duration.ofSeconds(Math.min(60, 1L << Math.min(6, receiveCount - 1)));
  }
}
