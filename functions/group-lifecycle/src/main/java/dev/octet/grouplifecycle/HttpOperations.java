package dev.octet.grouplifecycle;

import dev.octet.aws.Ids;
import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.secret.Secrets.ApiToken;
import dev.octet.domain.Command;
import dev.octet.domain.group.GroupCommand;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.CreateStep;
import dev.octet.domain.operation.Operation;
import dev.octet.graph.GraphError;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Operations that are asked for over HTTP: recorded first, so that when what follows fails, the settlement goes on with them. */
final class HttpOperations {
  private static final int MAX_KEY = 128;

  private final Operations operations;
  private final Queue commands;
  private final Clock clock;
  private final Ids ids;

  HttpOperations(Operations operations, Queue commands, Clock clock, Ids ids) {
    this.operations = operations;
    this.commands = commands;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Records what is asked for. The same idempotency key gives the same operation.
   *
   * @param body in the form that is kept
   * @throws Refused when the idempotency key is none, or belongs to another request
   */
  Operations.Begun record(
      HttpRequest request, ApiToken token, GroupCommand what, String phoneNumberId, Optional<String> groupId, JsonObject body) {
    Optional<String> key = idempotencyKey(request);
    String requestId = key.map(it -> Operation.requestId(phoneNumberId, token.client(), it)).orElseGet(ids::next);
    Command command = new Command(what.word(), key.orElse(requestId), phoneNumberId, groupId, body, Optional.empty(),
        onUnknown(request), Command.Delivery.AT_MOST_ONCE);
    Instant now = clock.instant();
    Operations.Begun begun = operations.begin(Operation.accepted(requestId, command, key.isPresent(), groupId.orElse(requestId), now), now.plus(CreateStep.UNATTENDED));
    if (!begun.recorded().operation().fingerprint().equals(command.fingerprint())) {
      throw new Refused(GraphError.of(131009, "The Idempotency-Key belongs to another request of this number. Nothing was done.").withStatus(409));
    }
    return begun;
  }

  /** Sends it on its way, and answers. What is asked of one group is done in the order in which it was asked. */
  HttpResponse queued(Operations.Begun begun, int status, JsonObject answer) {
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

  /** What commands say with {@code on_unknown}. */
  private static Command.OnUnknown onUnknown(HttpRequest request) {
    String wish = request.header("octet-on-unknown").orElse("report");
    for (Command.OnUnknown choice : Command.OnUnknown.values()) {
      if (choice.name().toLowerCase(Locale.ROOT).equals(wish)) {
        return choice;
      }
    }
    throw new Refused(GraphError.of(131009, "`Octet-On-Unknown` is neither `report` nor `repeat`."));
  }
}
