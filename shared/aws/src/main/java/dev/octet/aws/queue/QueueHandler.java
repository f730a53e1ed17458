package dev.octet.aws.queue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.octet.aws.BeyondLimitException;
import dev.octet.aws.Log;
import dev.octet.aws.Metric;
import dev.octet.aws.NewerFormatException;
import dev.octet.aws.Watch;
import dev.octet.domain.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  /**
   * What throws is set aside when it has been in its queue for so long. A queue moves to the dead letters, without a reason, what it
   * has handed out 1,000 times, and what is held back is handed out with what holds it back: most of them are left to those behind.
   */
  static final Duration UNFORESEEN = Duration.ofDays(1);
  /** What only a newer version can read waits for it nearly until the queue would move it, and those behind that need the same. */
  static final Duration NEWER_FORMAT = Duration.ofDays(8);

  /** How often it was handed out says nothing of how often it was tried: one that came to its turn only now is not set aside the first time that it throws. */
  private static final int TURNS = 10;
  /** So often, which takes about an hour, what throws comes back within a minute. */
  private static final int SOON = 60;

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
    handleBatch(QueueBatch.read(input), output, context);
  }

  /** For a function behind several queues, which has read of which one the batch is. */
  public final void handleBatch(QueueBatch batch, OutputStream output, Context context) throws IOException {
    try (Watch.Invocation invocation = watch.begin(context)) {
      output.write(handleBatch(batch.messages(), context, invocation).toBytes());
    }
  }

  private JsonObject handleBatch(List<QueueMessage> batch, Context context, Watch.Invocation invocation) {
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
    Set<String> begun = new HashSet<>();
    for (QueueMessage message : messages) {
      Duration delay = heldBack.get(message.messageGroup());
      if (delay == null && !shared.containsKey(message) && context.getRemainingTimeInMillis() < RESERVE.toMillis()) {
        delay = Duration.ZERO;
      }
      if (delay == null) {
        Handled handled = shared.containsKey(message) ? shared.get(message) : attempt(message, messages, begun.add(message.messageGroup()), shared, invocation);
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

  private Handled attempt(QueueMessage message, List<QueueMessage> batch, boolean first, Map<QueueMessage, Handled> shared, Watch.Invocation invocation) {
    List<QueueMessage> behind = batch.subList(batch.indexOf(message) + 1, batch.size()).stream()
        .filter(it -> it.messageGroup().equals(message.messageGroup())).toList();
    List<QueueMessage> parts = parts(message, behind);
    Handled handled = invocation.follow(of(message), () -> attempt(message, first, parts));
    parts.forEach(part -> shared.put(part, handled));
    return handled;
  }

  /** @param first whether none of its message group came before it in the batch */
  private Handled attempt(QueueMessage message, boolean first, List<QueueMessage> parts) {
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
      return isHopeless(message, first, NEWER_FORMAT) ? setAside("newer_format", "It met an item of a newer format than its function knows, and no version came that knows it.")
          : Handled.later(afterFailure(message.receiveCount(), Duration.ofMinutes(15)));
    } catch (RuntimeException e) {
      Metric.FAILURES.count();
      log.error("message_failed", e, line("failed", began));
      if (e instanceof BeyondLimitException && deadLetters.isPresent()) {
        return setAside("beyond_limit", "It is more than an item of the table or a message of a queue can hold.");
      }
      return isHopeless(message, first, UNFORESEEN) ? setAside("unforeseen", "It was handed out " + message.receiveCount() + " times, and at the end its handling failed with "
          + e.getClass().getName() + ". The function's log says where.") : Handled.later(afterFailure(message.receiveCount(), Duration.ofMinutes(5)));
    }
  }

  private boolean isHopeless(QueueMessage message, boolean first, Duration patience) {
    return first && message.receiveCount() % TURNS == 0 && deadLetters.filter(it -> it.age(message).compareTo(patience) >= 0).isPresent();
  }

  private static Handled setAside(String code, String sentence) {
    return new Handled.SetAside(new Reason(code, sentence), Optional.empty());
  }

  /** Before the message itself goes: it may lie there twice then, and is never nowhere. Empty when it does, else when it is to come back. */
  private Optional<Duration> setAside(QueueMessage message, Handled.SetAside aside) {
    try {
      deadLetters.orElseThrow().put(message, aside.reason(), aside.run());
      Metric.SET_ASIDE.count();
      log.warn("message_set_aside", JsonObject.EMPTY.with("reason", aside.reason().code()));
      return Optional.empty();
    } catch (SdkException | QueueException e) {
      log.error("setting_aside_failed", e);
      return Optional.of(afterFailure(message.receiveCount(), Duration.ofMinutes(5)));
    }
  }

  private static JsonObject of(QueueMessage message) {
    return JsonObject.EMPTY.with("sqs_message_id", message.id()).with("receives", message.receiveCount());
  }

  private static JsonObject line(String outcome, long began) {
    return JsonObject.EMPTY.with("outcome", outcome).with("duration_ms", Duration.ofNanos(System.nanoTime() - began).toMillis());
  }

  /** 1, 2, 4 … 60 seconds, and after an hour the longest: what failed unforeseen (a throttled table, a bug) is tried again, ever more seldom. */
  private static Duration afterFailure(int receiveCount, Duration longest) {
    return receiveCount > SOON ? longest : Duration.ofSeconds(Math.min(60, 1L << Math.min(6, receiveCount - 1)));
  }
}
