package dev.octet.grouplifecycle;

import dev.octet.aws.AwsClients;
import dev.octet.aws.Environment;
import dev.octet.aws.Log;
import dev.octet.aws.ScheduleHandler;
import dev.octet.aws.queue.CopyQueue;
import dev.octet.aws.queue.Notifications;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.secret.SecretSource;
import dev.octet.aws.table.Page;
import dev.octet.aws.table.Table;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphClient;
import dev.octet.grouplifecycle.ReconciliationStore.Standing;
import dev.octet.grouplifecycle.Sweep.Found;
import dev.octet.operations.Operations;
import dev.octet.operations.Sleep;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Every minute: compares with the platform the groups that are in doubt, and every day, or when asked to, all groups of a
 * number. A run does what fits into its time and pace; the next one goes on.
 */
public final class ReconciliationHandler extends ScheduleHandler {
  /** What is asked at its end is still answered, or given up, and written down within the function's 30 seconds. */
  private static final Duration BUDGET = Duration.ofSeconds(30).minus(Lifecycle.CALL_TIMEOUT).minusSeconds(3);

  private final SecretSource secrets;
  private final ReconciliationStore store;
  private final GroupCheck check;
  private final NumberSweep sweep;
  private final Clock clock;
  private final Consumer<Duration> pause;
  private final Log log;

  public ReconciliationHandler() {
    this(AwsClients.dynamoDb(), AwsClients.sqs(), Environment.ofProcess(), Clock.systemUTC(), GraphClient.connections(), Sleep::real, Log.of("reconciliation"));
  }

  ReconciliationHandler(DynamoDbClient dynamoDb, SqsClient sqs, Environment environment, Clock clock, Consumer<Duration> pause, Log log) {
    this(dynamoDb, sqs, environment, clock, GraphClient.connections(), pause, log);
  }

  /** A simulation wires it to its own clock and queues, and lets time pass where it pauses. */
  public ReconciliationHandler(
      DynamoDbClient dynamoDb, SqsClient sqs, Environment environment, Clock clock, HttpClient http, Consumer<Duration> pause, Log log) {
    super(log);
    this.secrets = SecretSource.of(environment, clock, log);
    this.clock = clock;
    this.pause = pause;
    this.log = log;
    Table table = Lifecycle.table(dynamoDb, environment);
    Platform platform = Lifecycle.platform(environment, secrets, http);
    History history = Lifecycle.history(table, environment, clock);
    Groups groups = new Groups(table, clock, history);
    ReconcileMarks marks = new ReconcileMarks(table, clock);
    GroupClaims adoption = new GroupClaims(new CreatingLeases(table, clock), new Operations(table), environment.duration("SETTLE_WINDOW"));
    Notifications notifications = new Notifications(new Queue(sqs, environment.text("NOTIFICATIONS_QUEUE_URL")),
        environment.optional("NOTIFICATION_COPIES_QUEUE_URL").map(url -> new Queue(sqs, url)),
        CopyQueue.at(sqs, environment.optional("SANDBOX_NOTIFICATIONS_QUEUE_URL")), log);
    this.store = new ReconciliationStore(table, clock);
    this.check = new GroupCheck(groups, history, marks, adoption, new People(table, groups, clock), platform,
        Lifecycle.links(sqs, environment, clock), notifications, clock, log);
    this.sweep = new NumberSweep(store, marks, groups, check, platform, clock, log);
  }

  @Override
  protected JsonObject run() {
    Instant began = clock.instant();
    int asked = 0;
    Optional<RuntimeException> failure = Optional.empty();
    for (String phoneNumberId : inTurn(secrets.get().phoneNumberIds(), began)) {
      Pace pace = new Pace(clock, pause, began.plus(BUDGET));
      try {
        run(phoneNumberId, pace);
      } catch (RuntimeException e) {
        log.with("phone_number_id", phoneNumberId).error("number_not_reconciled", e);
        failure = failure.or(() -> Optional.of(e)); // the others first
      }
      asked += pace.asked();
    }
    if (failure.isPresent()) {
      throw failure.get();
    }
    return JsonObject.EMPTY.with("platform_calls", asked);
  }

  /** Each minute another number comes first: a run may be over before it comes to the last. */
  private static List<String> inTurn(List<String> phoneNumberIds, Instant now) {
    List<String> numbers = new ArrayList<>(phoneNumberIds);
    Collections.rotate(numbers, numbers.isEmpty() ? 0 : -(int) (now.getEpochSecond() / 60 % numbers.size()));
    return numbers;
  }

  private void run(String phoneNumberId, Pace pace) {
    if (!pace.allows(1)) {
      return;
    }
    Page page = store.page(phoneNumberId, Optional.empty());
    Standing standing = ReconciliationStore.standing(phoneNumberId, page);
    boolean sweeps = standing.sweep().isDue(clock.instant());
    if (!sweeps && due(page).isEmpty() && page.last().isEmpty()) {
      return;
    }
    Optional<ReconciliationStore.Lease> lease = store.lease(phoneNumberId, page);
    if (lease.isEmpty()) {
      return;
    }
    standing = inDoubt(standing, page, pace);
    if (sweeps && pace.allows(1)) {
      sweep.go(standing, pace);
    }
    store.ended(lease.get(), pace);
  }

  /** The groups that are in doubt by themselves; what is found counts with the sweep. */
  private Standing inDoubt(Standing from, Page first, Pace pace) {
    Standing standing = from;
    Optional<Page> page = Optional.of(first);
    while (page.isPresent()) {
      for (ToDo toDo : due(page.get())) {
        Found found = pace.allows(GroupCheck.CALLS) ? check.check(pace, toDo, Optional.empty()) : Found.NOTHING;
        standing = found.equals(Found.NOTHING) ? standing : store.update(standing, sweep -> sweep.and(found));
      }
      Optional<JsonObject> last = page.get().last().filter(_ -> pace.allows(GroupCheck.CALLS));
      page = last.map(after -> store.page(from.phoneNumberId(), Optional.of(after)));
    }
    return standing;
  }

  private List<ToDo> due(Page page) {
    return page.items().stream().filter(ReconciliationStore::isGroup).map(ToDo::of)
        .filter(toDo -> toDo.isDue(clock.instant())).toList();
  }
}
