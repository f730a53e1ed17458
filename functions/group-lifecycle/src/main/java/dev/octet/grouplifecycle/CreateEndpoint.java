package dev.octet.grouplifecycle;

import dev.octet.aws.Ids;
import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.secret.Secrets.ApiToken;
import dev.octet.domain.Command;
import dev.octet.domain.group.CreateGroup;
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
 * {@code POST /{phone_number_id}/groups}. Creating is asynchronous on the platform, so it is here: recorded, queued and
 * answered. Recorded first: when what follows fails, the settlement goes on with it.
 */
final class CreateEndpoint {
  private static final int MAX_KEY = 128;

  private final Operations operations;
  private final Queue commands;
  private final Clock clock;
  private final Ids ids;

  CreateEndpoint(Operations operations, Queue commands, Clock clock, Ids ids) {
    this.operations = operations;
    this.commands = commands;
    this.clock = clock;
    this.ids = ids;
  }

  HttpResponse handle(HttpRequest request, ApiToken token, String phoneNumberId) {
    JsonObject body = switch (CreateGroup.parse(body(request))) {
      case CreateGroup.Parsed.Valid valid -> valid.request().toBody();
      case CreateGroup.Parsed.Invalid invalid -> throw new Refused(GraphError.of(invalid.code(), invalid.sentence()));
    };
    Optional<String> key = idempotencyKey(request);
    String requestId = key.map(it -> Operation.requestId(phoneNumberId, token.client(), it)).orElseGet(ids::next);
    Command command = new Command("create_group", key.orElse(requestId), phoneNumberId, Optional.empty(), body, Optional.empty(),
        onUnknown(request), Command.Delivery.AT_MOST_ONCE);
    Instant now = clock.instant();
    Operation recorded = operations.begin(Operation.accepted(requestId, command, key.isPresent(), now), now.plus(CreateStep.UNATTENDED))
        .recorded().operation();
    if (!recorded.fingerprint().equals(command.fingerprint())) {
      throw new Refused(GraphError.of(131009, "The Idempotency-Key belongs to another request of this number. Nothing was done.").withStatus(409));
    }
    if (!recorded.told()) {
      commands.send(Resumption.of(requestId, "recorded"));
    }
    return HttpResponse.json(200, JsonObject.EMPTY.with("messaging_product", "whatsapp").with("request_id", requestId));
  }

  private static JsonObject body(HttpRequest request) {
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
