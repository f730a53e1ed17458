package dev.octet.grouplifecycle;

import dev.octet.aws.Build;
import dev.octet.aws.Environment;
import dev.octet.aws.Trail;
import dev.octet.aws.http.HttpResponse;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.secret.SecretSource;
import dev.octet.aws.table.Key;
import dev.octet.aws.table.Table;
import dev.octet.domain.json.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * {@code GET /health}: whether what every request needs answers. Everybody may ask: so nothing in it is secret, what Octet runs
 * is told to callers with a token alone, and what was found well is not looked at again for ten seconds. Of the platform it only
 * sees whether a connection can be made; what the platform says of a number is the doctor's.
 */
final class Health {
  private static final Duration GOOD_FOR = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final String SECRETS = "secrets";
  private static final String OK = "ok";
  private static final String FAILING = "failing";

  private final Map<String, Callable<String>> checks = new LinkedHashMap<>();
  private final JsonObject versions;
  private final Clock clock;
  private Instant wellUntil = Instant.MIN;

  Health(SecretSource secrets, Table table, List<Queue> queues, Environment environment, Clock clock) {
    checks.put(SECRETS, () -> secrets.get().phoneNumberIds().isEmpty() ? "no_access_token" : OK);
    checks.put("table", () -> {
      Optional<?> _ = table.get(new Key("HEALTH", "HEALTH"));
      return OK;
    });
    checks.put("queues", () -> {
      queues.forEach(Queue::ask);
      return OK;
    });
    URI platform = URI.create(environment.text("GRAPH_BASE_URL"));
    checks.put("platform", () -> connected(platform));
    Build build = Build.current();
    this.versions = JsonObject.EMPTY.with("octet", build.version()).with("commit", build.commit())
        .with("graph", environment.text("GRAPH_VERSION")).with("rules", environment.optional("RULES_EDITION"));
    this.clock = clock;
  }

  /** @param known whether the caller has a token; not asked where the secrets, which say so, cannot be read */
  HttpResponse answer(BooleanSupplier known) {
    Map<String, String> found = found();
    boolean well = isWell(found);
    if (!well) {
      Trail.noteAll("failing", found.keySet().stream().filter(name -> !OK.equals(found.get(name))).toList());
    }
    return HttpResponse.json(well ? 200 : 503, JsonObject.EMPTY.with("status", well ? OK : FAILING).with("checks", found)
        .with("versions", Optional.of(versions).filter(_ -> !FAILING.equals(found.get(SECRETS)) && known.getAsBoolean())));
  }

  private synchronized Map<String, String> found() {
    Map<String, String> found = new LinkedHashMap<>();
    if (clock.instant().isBefore(wellUntil)) {
      checks.keySet().forEach(name -> found.put(name, OK));
      return found;
    }
    found.putAll(look());
    if (isWell(found)) {
      wellUntil = clock.instant().plus(GOOD_FOR);
    }
    return found;
  }

  private static boolean isWell(Map<String, String> found) {
    return found.values().stream().allMatch(OK::equals);
  }

  /** All at once; what takes too long is left to itself. */
  private Map<String, String> look() {
    Map<String, Future<String>> looking = new LinkedHashMap<>();
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      checks.forEach((name, check) -> looking.put(name, threads.submit(check)));
      Map<String, String> found = new LinkedHashMap<>();
      long end = System.nanoTime() + PATIENCE.toNanos();
      looking.forEach((name, state) -> found.put(name, result(state, end)));
      return found;
    } finally {
      threads.shutdownNow();
    }
  }

  private static String result(Future<String> state, long end) {
    try {
      return state.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return FAILING;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILING;
    }
  }

  /** The connection alone: a call would be one of those that the platform counts. */
  private static String connected(URI address) throws IOException {
    int port = address.getPort() > 0 ? address.getPort() : address.getScheme().equals("http") ? 80 : 443;
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.getHost(), port), (int) CONNECT.toMillis());
      return OK;
    }
  }
}
