package dev.octet.grouplifecycle;

import dev.octet.aws.Ids;
import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.secret.Secrets.ApiToken;
import dev.octet.domain.Command;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.CreateStep;
import dev.octet.domain.operation.Operation;
import dev.octet.graph.GraphError;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Operations that are asked for over HTTP and asynchronous on the platform: recorded, queued and answered. Recorded
 * first: when what follows fails, the settlement goes on with it.
 */
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
   * Records what is asked for and sends it on its way. Returns its request id, the same for the same idempotency key.
   *
   * @param body in the form that is kept
   * @throws Refused when the idempotency key is none, or belongs to another request
   */
  String begin(HttpRequest request, ApiToken token, String commandName, String phoneNumberId, Optional<String> groupId, JsonObject body) {
    Optional<String> key = idempotencyKey(request);
    String requestId = key.map(it -> Operation.requestId(phoneNumberId, token.client(), it)).orElseGet(ids::next);
    Command command = new Command(commandName, key.orElse(requestId), phoneNumberId, groupId, body, Optional.empty(),
        onUnknown(request), Command.Delivery.AT_MOST_ONCE);
    Instant now = clock.instant();
    Operation recorded = operations.begin(Operation.accepted(requestId, command, key.isPresent(), now), now.plus(CreateStep.UNATTENDED))
        .recorded().operation();
    if (!recorded.fingerprint().equals(command.fingerprint())) {
      throw new Refused(GraphError.of(131009, "The Idempotency-Key belongs to another request of this number. Nothing was done.").withStatus(409));
    }
    if (!recorded.told()) {
      // What is asked of one group is done in the order in which it was asked.
      commands.send(Resumption.of(groupId.orElse(requestId), requestId, "recorded"));
    }
    return requestId;
  }

  /** The platform's guide prints no body, its OpenAPI document {@code success}, its clients expect {@code request_id} (spec §7 row 8). */
  static HttpResponse taken(String requestId) {
    return HttpResponse.json(200, GroupRequest.SUCCESS.with("request_id", requestId));
  }

  /** @throws Refused when it is no JSON object */
  static JsonObject body(HttpRequest request) {
    try {
      return JsonObject.parse(request.body());
    } catch (JsonException e) {
      throw new Refused(GraphError.of(100, String.valueOf(e.getMessage())));
    }
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
