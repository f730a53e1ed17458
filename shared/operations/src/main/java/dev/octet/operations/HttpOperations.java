package dev.octet.operations;

import dev.octet.aws.Ids;
import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.secret.Secrets.ApiToken;
import dev.octet.domain.Command;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.Asker;
import dev.octet.domain.operation.CreateStep;
import dev.octet.domain.operation.Operation;
import dev.octet.graph.GraphError;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Operations that are asked for over HTTP: recorded first, so that when what follows fails, the settlement goes on with them. */
public final class HttpOperations {
  private static final int MAX_KEY = 128;

  private final Operations operations;
  private final Queue commands;
  private final Clock clock;
  private final Ids ids;

  public HttpOperations(Operations operations, Queue commands, Clock clock, Ids ids) {
    this.operations = operations;
    this.commands = commands;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * What is asked for.
   *
   * @param command as commands are called on the queue
   * @param body in the form that is kept
   * @param lane what it is done in order with when it is queued; the request alone, where it is empty
   * @param beside keeps what came beside the body
   */
  public record Asked(
      String command, String phoneNumberId, Optional<String> groupId, JsonObject body, Optional<String> lane, Command.OnUnknown onUnknown,
      Optional<Consumer<Operation>> beside) {}

  /**
   * Records what is asked for. The same idempotency key gives the same operation.
   *
   * @throws Refused when the idempotency key is none, or belongs to another request
   */
  public Operations.Begun record(HttpRequest request, ApiToken token, Asked asked) {
    Optional<String> key = idempotencyKey(request);
    String requestId = key.map(it -> Operation.requestId(asked.phoneNumberId(), token.client(), it)).orElseGet(ids::next);
    Command command = new Command(asked.command(), key.orElse(requestId), asked.phoneNumberId(), asked.groupId(), asked.body(), Optional.empty(),
        asked.onUnknown(), Command.Delivery.AT_MOST_ONCE);
    Instant now = clock.instant();
    Operation operation = Operation.accepted(requestId, command, key.isPresent(), asked.lane().orElse(requestId), now)
        .askedBy(Asker.api(token.name(), now));
    Operations.Begun begun = operations.begin(operation, asked.beside(), now.plus(CreateStep.UNATTENDED));
    if (!begun.recorded().operation().fingerprint().equals(command.fingerprint())) {
      throw new Refused(GraphError.of(131009, "The Idempotency-Key belongs to another request of this number. Nothing was done.").withStatus(409));
    }
    return begun;
  }

  /** Sends it on its way, and answers. What is asked of one group is done in the order in which it was asked. */
  public HttpResponse queued(Operations.Begun begun, int status, JsonObject answer) {
    Operation operation = begun.recorded().operation();
    if (!operation.told()) {
      commands.send(Resumption.of(operation.lane(), operation.requestId(), "recorded"));
    }
    return HttpResponse.json(status, answer);
  }

  private static Optional<String> idempotencyKey(HttpRequest request) {
    Optional<String> key = request.header("idempotency-key");
    if (key.filter(it -> it.isEmpty() || it.codePointCount(0, it.length()) > MAX_KEY).isPresent()) {
      throw new Refused(GraphError.of(131009, "`Idempotency-Key` must have 1 to 128 characters."));
    }
    return key;
  }

  /**
   * One of two wishes that a header may have, as commands have them in a member.
   *
   * @param usual the wish of who has none
   * @throws Refused when it is neither
   */
  public static <E extends Enum<E>> E wish(HttpRequest request, String header, E usual, E other) {
    String wish = request.header(header.toLowerCase(Locale.ROOT)).orElse(word(usual));
    if (wish.equals(word(usual)) || wish.equals(word(other))) {
      return wish.equals(word(usual)) ? usual : other;
    }
    throw new Refused(GraphError.of(131009, "`" + header + "` is neither `" + word(usual) + "` nor `" + word(other) + "`."));
  }

  private static String word(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }

  /** Whether the caller would rather not wait. */
  public static boolean respondAsync(HttpRequest request) {
    return request.header("prefer").filter(wishes -> wishes.toLowerCase(Locale.ROOT).contains("respond-async")).isPresent();
  }
}
