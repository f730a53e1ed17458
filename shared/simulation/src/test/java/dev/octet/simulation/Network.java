package dev.octet.simulation;

import dev.octet.domain.Hash;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Between Octet and its platform: calls take their time, and some are lost on the way there or back. */
final class Network implements Carried.Carrier {
  /** As long as Octet waits for an answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final World world;
  private final SplittableRandom random;
  /** What is to happen to the next calls that create a group of a subject. */
  private final Map<String, Deque<Loss>> losses = new TreeMap<>();
  final Map<Loss, Integer> struck = new TreeMap<>();
  /** When the platform was asked to send each message, by what it echoes. */
  final Map<String, List<Instant>> sends = new HashMap<>();
  /** Which share of those calls breaks, on the way there or back; none unless it is set. */
  double breaking;
  private final SplittableRandom breaks;
  /** Sees every delivery of the platform's. */
  Consumer<byte[]> delivered = _ -> { };
  int calls;
  int lostCreates;
  private boolean unanswered;

  /** How a call goes wrong. */
  enum Loss {
    /** The connection is refused: the platform knows nothing. */
    NOT_SENT,
    /** The connection breaks after the platform has done as asked. */
    BROKEN_AFTER,
    /** The platform has done as asked, and its answer never comes. */
    SILENT_AFTER,
    /** The connection breaks on the way there. */
    BROKEN_BEFORE
  }

  Network(World world, SplittableRandom random) {
    this.world = world;
    this.random = random;
    this.breaks = new SplittableRandom(world.number.hashCode());
  }

  void lose(String subject, Loss loss) {
    losses.computeIfAbsent(subject, _ -> new ArrayDeque<>()).add(loss);
  }

  /** The sandbox waits: for the answer that it keeps to itself, until nobody waits any more. */
  void pause(Duration time) {
    if (time.compareTo(PATIENCE) > 0) {
      unanswered = true;
    } else {
      world.pass(time);
    }
  }

  @Override
  public Carried.Answer carry(HttpRequest request, byte[] body) throws IOException {
    return request.uri().getHost().equals("octet.simulated") ? deliver(request, body) : call(request, body);
  }

  private Carried.Answer deliver(HttpRequest request, byte[] body) {
    Calls.Answer answer = world.webhook(request.headers().firstValue("X-Hub-Signature-256").orElse(""), body);
    world.trace.line("webhook", answer.status() + " " + new String(body, StandardCharsets.US_ASCII));
    delivered.accept(body);
    return new Carried.Answer.Given(answer.status(), answer.body());
  }

  private @Nullable Loss loss(HttpRequest request, String path, byte[] body) {
    if (request.method().equals("POST") && path.endsWith("/groups")) {
      Deque<Loss> ahead = losses.get(Calls.json(new String(body, StandardCharsets.UTF_8)).text("subject").orElse(""));
      return ahead == null ? null : ahead.poll();
    }
    if (request.method().equals("POST") && path.endsWith("/messages")) {
      sends.computeIfAbsent(Calls.json(new String(body, StandardCharsets.UTF_8)).text("biz_opaque_callback_data").orElse(""), _ -> new ArrayList<>())
          .add(world.clock.instant());
      return breaks.nextDouble() < breaking ? Loss.values()[breaks.nextInt(Loss.values().length)] : null;
    }
    return null;
  }

  private Carried.Answer call(HttpRequest request, byte[] body) throws IOException {
    calls++;
    Instant begun = world.clock.instant();
    String path = request.uri().getRawPath() + (request.uri().getRawQuery() == null ? "" : "?" + request.uri().getRawQuery());
    Loss loss = loss(request, path, body);
    if (loss != null) {
      struck.merge(loss, 1, Integer::sum);
    }
    Duration way = Duration.ofMillis(random.nextInt(20) == 0 ? random.nextInt(1000, 4000) : random.nextInt(10, 100));
    if (loss == Loss.NOT_SENT) {
      throw new ConnectException("refused");
    }
    world.pass(way);
    if (path.endsWith("/messages") && Duration.between(begun, world.clock.instant()).compareTo(PATIENCE) >= 0) {
      world.trace.line("call", "given up " + request.method() + " " + path); // whoever closes the connection before it got there has asked nothing
      return new Carried.Answer.None();
    }
    if (loss == Loss.BROKEN_BEFORE) {
      world.trace.line("call", "broken " + request.method() + " " + path);
      throw new IOException("broken");
    }
    Map<String, String> headers = Map.of("authorization", request.headers().firstValue("Authorization").orElse(""),
        "content-type", request.headers().firstValue("Content-Type").orElse(""));
    unanswered = false;
    // A call that is to lose its answer has its effect: what else the sandbox was told to do to calls waits.
    Calls.Answer answer = loss == null ? world.sandbox(request.method(), path, headers, body)
        : world.withoutFaultsOfCalls(() -> world.sandbox(request.method(), path, headers, body));
    boolean silent = unanswered || loss == Loss.SILENT_AFTER;
    unanswered = false;
    world.trace.line("call", (silent ? "silent " : loss == null ? "" : "lost ") + request.method() + " " + path + " " + Hash.hex(new String(body, StandardCharsets.UTF_8)).substring(0, 12)
        + " -> " + answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8));
    if (path.endsWith("/groups") && (loss == Loss.BROKEN_AFTER || loss == Loss.SILENT_AFTER)) {
      lostCreates += answer.status() == 200 ? 1 : 0;
    }
    world.pass(silent ? PATIENCE : way);
    if (silent || Duration.between(begun, world.clock.instant()).compareTo(PATIENCE) >= 0) {
      return new Carried.Answer.None();
    }
    if (loss == Loss.BROKEN_AFTER) {
      throw new IOException("broken");
    }
    return new Carried.Answer.Given(answer.status(), answer.body());
  }
}
