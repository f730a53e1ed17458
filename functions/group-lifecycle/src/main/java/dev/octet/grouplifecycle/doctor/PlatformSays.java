package dev.octet.grouplifecycle.doctor;

import dev.octet.aws.secret.Secrets;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphClient;
import dev.octet.graph.GraphError;
import dev.octet.graph.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** What the platform says of a number, its account and its app: each asked once, at the same time, and only read. */
final class PlatformSays {
  private static final int INVALID_PARAMETER = 100;
  /** What a number has; in which versions each of them is there differs. */
  private static final List<String> FIELDS = List.of("status", "quality_rating", "is_official_business_account", "is_on_biz_app", "platform_type",
      "whatsapp_business_manager_messaging_limit", "throughput", "webhook_configuration");

  private final GraphClient graph;
  private final Secrets secrets;
  private final String phoneNumberId;
  private final Clock clock;
  private final Optional<String> token;
  private final CompletableFuture<Timed> number;
  private final CompletableFuture<Timed> groups;
  private final CompletableFuture<Outcome> inspection;
  private final CompletableFuture<AppSays> app;
  private final CompletableFuture<Optional<String>> account;
  private final CompletableFuture<Outcome> subscribedApps;

  /** An outcome, and between which times of ours it came about. */
  record Timed(Outcome outcome, Instant asked, Instant answered) {}

  /** @param known the account, where it is known already */
  PlatformSays(GraphClient graph, Secrets secrets, String phoneNumberId, Supplier<Optional<String>> known, Clock clock, Executor executor) {
    this.graph = graph;
    this.secrets = secrets;
    this.phoneNumberId = phoneNumberId;
    this.clock = clock;
    this.token = secrets.accessTokens(phoneNumberId).stream().findFirst();
    this.number = CompletableFuture.supplyAsync(this::askNumber, executor);
    this.groups = CompletableFuture.supplyAsync(() -> timed(() -> get("/" + GraphClient.encode(phoneNumberId) + "/groups", Map.of("limit", "1"))), executor);
    this.inspection = CompletableFuture.supplyAsync(this::inspect, executor);
    this.app = inspection.thenApplyAsync(it -> AppSays.ask(graph, secrets, inspected(it)), executor);
    this.account = inspection.thenApplyAsync(it -> known.get().or(this::askAccount).or(() -> onlyAccount(inspected(it))), executor);
    this.subscribedApps = account.thenApplyAsync(it -> it.map(id -> get("/" + GraphClient.encode(id) + "/subscribed_apps", Map.of())).orElseGet(PlatformSays::notAsked), executor);
  }

  boolean hasToken() {
    return token.isPresent();
  }

  Timed number() {
    return number.join();
  }

  /** The probe of eligibility: a list of one. */
  Timed groups() {
    return groups.join();
  }

  /** What the token is good for. */
  Outcome inspection() {
    return inspection.join();
  }

  AppSays app() {
    return app.join();
  }

  Optional<String> account() {
    return account.join();
  }

  Outcome subscribedApps() {
    return subscribedApps.join();
  }

  static Optional<JsonObject> answer(Outcome outcome) {
    return outcome instanceof Outcome.Answered(JsonObject body, _) ? Optional.of(body) : Optional.empty();
  }

  /** The data of an inspection. */
  static JsonObject inspected(Outcome inspection) {
    return answer(inspection).flatMap(it -> it.object("data")).orElse(JsonObject.EMPTY);
  }

  private static Outcome notAsked() {
    return new Outcome.NotSent(GraphError.of(10, "There was nothing to ask with."));
  }

  private Outcome get(String path, Map<String, String> query) {
    return token.map(it -> graph.get(path, query, it)).orElseGet(PlatformSays::notAsked);
  }

  private Timed timed(Supplier<Outcome> call) {
    Instant asked = clock.instant();
    Outcome outcome = call.get();
    return new Timed(outcome, asked, clock.instant());
  }

  private Outcome fields(String names) {
    return get("/" + GraphClient.encode(phoneNumberId), Map.of("fields", names));
  }

  /** A field that a version does not have spoils the whole answer: then they are asked for one by one. */
  private Timed askNumber() {
    Timed all = timed(() -> fields("id," + String.join(",", FIELDS)));
    if (!(all.outcome() instanceof Outcome.Refused(GraphError error) && error.code() == INVALID_PARAMETER)) {
      return all;
    }
    Timed bare = timed(() -> fields("id"));
    if (!(bare.outcome() instanceof Outcome.Answered(JsonObject known, Optional<Instant> at))) {
      return bare;
    }
    JsonObject found = known;
    for (String field : FIELDS) {
      found = found.withAll(answer(fields(field)).orElse(JsonObject.EMPTY));
    }
    return new Timed(new Outcome.Answered(found, at), bare.asked(), bare.answered());
  }

  /** In the app's name where its id is known, which works when the token does not; else the token is asked about itself. */
  private Outcome inspect() {
    if (token.isEmpty()) {
      return notAsked();
    }
    Map<String, String> query = Map.of("input_token", token.get());
    Optional<Outcome> byApp = secrets.appId().flatMap(id -> secrets.appSecrets().stream().findFirst().map(secret -> graph.get("/debug_token", query, id + "|" + secret)));
    return byApp.filter(it -> answer(it).isPresent()).orElseGet(() -> get("/debug_token", query));
  }

  /** The platform's pages do not say how, and not every version may know the field. */
  private Optional<String> askAccount() {
    return answer(fields("whatsapp_business_account")).flatMap(it -> it.object("whatsapp_business_account")).flatMap(it -> it.text("id"));
  }

  /** The account that the token is for, when it is for one alone. */
  private static Optional<String> onlyAccount(JsonObject inspected) {
    List<String> accounts = inspected.objects("granular_scopes").stream().flatMap(scope -> scope.texts("target_ids").stream()).distinct().toList();
    return accounts.size() == 1 ? Optional.of(accounts.getFirst()) : Optional.empty();
  }
}
