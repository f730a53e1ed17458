package dev.octet.grouplifecycle.doctor;

import dev.octet.aws.Environment;
import dev.octet.aws.Log;
import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.aws.secret.SecretSource;
import dev.octet.aws.secret.Secrets;
import dev.octet.aws.table.Table;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphClient;
import dev.octet.operations.AccountOfNumber;
import dev.octet.operations.Holdups;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * {@code GET /v1/numbers/{phone_number_id}/doctor}: looks at everything that a number needs, at the same time, and says a sentence
 * for each. It reads only. What takes too long, or fails, is unknown and takes nothing else with it.
 */
public final class Doctor {
  private static final Duration CALL = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(9);

  private final SecretSource secrets;
  private final GraphClient graph;
  private final OwnAddress address;
  private final boolean takenByQueue;
  private final Table table;
  private final Holdups holdups;
  private final QueueDepths depths;
  private final GroupLimits limits;
  private final Duration patience;
  private final Clock clock;
  private final Log log;

  /**
   * How many groups a number has, and may have.
   *
   * @param near from when on it is told
   */
  public record GroupLimits(ToLongFunction<String> active, int near, int most) {}

  public Doctor(Environment environment, HttpClient http, SqsClient sqs, Table table, GroupLimits limits, SecretSource secrets, Clock clock, Log log) {
    this(environment, http, sqs, table, limits, secrets, PATIENCE, clock, log);
  }

  Doctor(Environment environment, HttpClient http, SqsClient sqs, Table table, GroupLimits limits, SecretSource secrets, Duration patience, Clock clock, Log log) {
    this.secrets = secrets;
    this.patience = patience;
    this.graph = new GraphClient(environment.text("GRAPH_BASE_URL") + "/" + environment.text("GRAPH_VERSION"), CALL, http);
    this.address = new OwnAddress(environment, http, clock);
    this.takenByQueue = environment.optional("WEBHOOKS_BY_QUEUE").filter("open"::equals).isPresent();
    this.table = table;
    this.holdups = new Holdups(table);
    this.depths = new QueueDepths(sqs, environment.optional("WATCHED_QUEUE_URLS").orElse(""));
    this.limits = limits;
    this.clock = clock;
    this.log = log;
  }

  /** @param phoneNumberId one that the caller may use */
  public HttpResponse handle(HttpRequest request, String phoneNumberId) {
    Report report = examine(phoneNumberId, address.of(request));
    boolean forPeople = request.query("format").map("text"::equals).orElseGet(() -> request.header("accept").orElse("").startsWith("text/plain"));
    return forPeople ? HttpResponse.text(200, "text/plain; charset=UTF-8", report.toText().getBytes(StandardCharsets.UTF_8)) : HttpResponse.json(200, report.toJson());
  }

  private Report examine(String number, Optional<URI> own) {
    ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    try {
      Secrets known = secrets.again(); // somebody may have put it right just now
      PlatformSays says = new PlatformSays(graph, known, number, () -> AccountOfNumber.known(table, number), clock, executor);
      List<CompletableFuture<Finding>> findings = List.of(
          check(Check.TOKEN, executor, () -> TokenFindings.token(says, clock.instant())),
          check(Check.PERMISSIONS, executor, () -> TokenFindings.permissions(says)),
          check(Check.APP_SECRET, executor, () -> AppFindings.secret(says.app())),
          check(Check.ACCOUNT_SUBSCRIPTION, executor, () -> AppFindings.account(says)),
          check(Check.WEBHOOK_FIELDS, executor, () -> AppFindings.fields(says.app())),
          check(Check.CALLBACK, executor, () -> CallbackFindings.callback(says, own, takenByQueue)),
          check(Check.WEBHOOK_ADDRESS, executor, () -> CallbackFindings.address(address.attempt(own, known.verifyTokens()))),
          check(Check.ELIGIBILITY, executor, () -> NumberFindings.eligibility(says)),
          check(Check.LIMITS, executor, () -> NumberFindings.limits(says, limits.active().applyAsLong(number), limits.near(), limits.most())),
          check(Check.CLOCK, executor, () -> NumberFindings.clock(says)),
          check(Check.QUEUES, executor, () -> StackFindings.queues(depths.queues())),
          check(Check.DEAD_LETTERS, executor, () -> StackFindings.deadLetters(depths.deadLetters())),
          check(Check.PAUSES, executor, () -> StackFindings.pauses(holdups.pauses(number))),
          check(Check.PARKED_COMMANDS, executor, () -> StackFindings.parked(holdups, number)),
          check(Check.OPEN_OPERATIONS, executor, () -> StackFindings.open(holdups, clock.instant())));
      return new Report(number, findings.stream().map(CompletableFuture::join).toList(), clock.instant());
    } finally {
      executor.shutdownNow(); // what nobody waits for any more
    }
  }

  private CompletableFuture<Finding> check(Check check, Executor executor, Supplier<Finding> looking) {
    return CompletableFuture.supplyAsync(looking, executor)
        .completeOnTimeout(Finding.unknown(check, "It took too long to find out.", "Ask again."), patience.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(e -> {
          // No error: it is no reason to take a new version of the function back.
          log.warn("doctor_check_failed", JsonObject.EMPTY.with("check", check.word()).with("error", (e.getCause() == null ? e : e.getCause()).getClass().getName()));
          return Finding.unknown(check, "Finding it out failed inside Octet.", "See the log of this function: doctor_check_failed.");
        });
  }
}
