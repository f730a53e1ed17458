package dev.octet.grouplifecycle.doctor;

import dev.octet.aws.secret.Secrets;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphClient;
import dev.octet.graph.GraphCode;
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
  private final List<String> tokens;
  private final CompletableFuture<Asked> number;
  private final CompletableFuture<Timed> groups;
  private final CompletableFuture<Outcome> inspection;
  private final CompletableFuture<AppSays> app;
  private final CompletableFuture<Optional<String>> account;
  private final CompletableFuture<Outcome> subscribedApps;

  /** An outcome, and between which times of ours it came about. */
  record Timed(Outcome outcome, Instant asked, Instant answered) {}

  /**
   * The number, asked with the newest of its tokens that the platform takes.
   *
   * @param token the newest, when it takes none
   * @param refused how many newer ones it does not take
   */
  private record Asked(Optional<String> token, int refused, Timed timed) {}

  /** @param known the account, where it is known already */
  PlatformSays(GraphClient graph, Secrets secrets, String phoneNumberId, Supplier<Optional<String>> known, Clock clock, Executor executor) {
    this.graph = graph;
    this.secrets = secrets;
    this.phoneNumberId = phoneNumberId;
    this.clock = clock;
    this.tokens = secrets.accessTokens(phoneNumberId);
    this.number = CompletableFuture.supplyAsync(this::askNumber, executor);
    this.groups = number.thenApplyAsync(it -> timed(() -> get(it.token(), "/" + GraphClient.encode(phoneNumberId) + "/groups", Map.of("limit", "1"))), executor);
    this.inspection = number.thenApplyAsync(it -> inspect(it.token()), executor);
    this.app = inspection.thenApplyAsync(it -> AppSays.ask(graph, secrets, inspected(it)), executor);
    this.account = inspection.thenApplyAsync(it -> known.get().or(this::askAccount).or(() -> onlyAccount(inspected(it))), executor);
    this.subscribedApps = account.thenApplyAsync(
        it -> it.map(id -> get(number.join().token(), "/" + GraphClient.encode(id) + "/subscribed_apps", Map.of())).orElseGet(PlatformSays::notAsked), executor);
  }

  boolean hasToken() {
    return !tokens.isEmpty();
  }

  /** How many tokens of the number are newer than the one that the platform takes. */
  int refusedTokens() {
    return number.join().refused();
  }

  Timed number() {
    return number.join().timed();
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

  private Outcome get(Optional<String> token, String path, Map<String, String> query) {
    return token.map(it -> graph.get(path, query, it)).orElseGet(PlatformSays::notAsked);
  }

  private Timed timed(Supplier<Outcome> call) {
    Instant asked = clock.instant();
    Outcome outcome = call.get();
    return new Timed(outcome, asked, clock.instant());
  }

  private Outcome fields(Optional<String> token, String names) {
    return get(token, "/" + GraphClient.encode(phoneNumberId), Map.of("fields", names));
  }

  private Asked askNumber() {
    for (int i = 0; i < tokens.size(); i++) {
      Optional<String> token = Optional.of(tokens.get(i));
      Timed timed = askNumber(token);
      if (!isOfToken(timed.outcome())) {
        return new Asked(token, i, timed);
      }
    }
    Optional<String> newest = tokens.stream().findFirst();
    return new Asked(newest, 0, askNumber(newest));
  }

  static boolean isOfToken(Outcome outcome) {
    return outcome instanceof Outcome.Refused(GraphError error) && GraphCode.of(error.code(), error.status()).action() == GraphCode.Action.TOKEN;
  }

  /** A field that a version does not have spoils the whole answer: then they are asked for one by one. */
  private Timed askNumber(Optional<String> token) {
    Timed all = timed(() -> fields(token, "id," + String.join(",", FIELDS)));
    if (!(all.outcome() instanceof Outcome.Refused(GraphError error) && error.code() == INVALID_PARAMETER)) {
      return all;
    }
    Timed bare = timed(() -> fields(token, "id"));
    if (!(bare.outcome() instanceof Outcome.Answered(JsonObject known, Optional<Instant> at))) {
      return bare;
    }
    JsonObject found = known;
    for (String field : FIELDS) {
      found = found.withAll(answer(fields(token, field)).orElse(JsonObject.EMPTY));
    }
    return new Timed(new Outcome.Answered(found, at), bare.asked(), bare.answered());
  }

  /** In the app's name where its id is known, which works when the token does not; else the token is asked about itself. */
  private Outcome inspect(Optional<String> token) {
    if (token.isEmpty()) {
      return notAsked();
    }
    Map<String, String> query = Map.of("input_token", token.get());
    Optional<Outcome> byApp = secrets.appId().flatMap(id -> secrets.appSecrets().stream().findFirst().map(secret -> graph.get("/debug_token", query, id + "|" + secret)));
    return byApp.filter(it -> answer(it).isPresent()).orElseGet(() -> get(token, "/debug_token", query));
  }

  /** The platform's pages do not say how, and not every version may know the field. */
  private Optional<String> askAccount() {
    return answer(fields(number.join().token(), "whatsapp_business_account")).flatMap(it -> it.object("whatsapp_business_account")).flatMap(it -> it.text("id"));
  }

  /** The account that the token is for, when it is for one alone. */
  private static Optional<String> onlyAccount(JsonObject inspected) {
    List<String> accounts = inspected.objects("granular_scopes").stream().flatMap(scope -> scope.texts("target_ids").stream()).distinct().toList();
    return accounts.size() == 1 ? Optional.of(accounts.getFirst()) : Optional.empty();
  }
}
