package dev.octet.operations;

import dev.octet.aws.http.HttpResponse;
import dev.octet.aws.secret.Secrets.ApiToken;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.Asker;
import dev.octet.domain.operation.Operation;
import dev.octet.domain.operation.OperationState;
import dev.octet.domain.operation.Parked;
import dev.octet.graph.GraphError;
import java.util.List;
import java.util.Optional;

/** {@code GET /v1/operations/{request_id}}: what became of a request. */
public final class OperationReads {
  private final Operations operations;

  public OperationReads(Operations operations) {
    this.operations = operations;
  }

  public HttpResponse handle(ApiToken token, String requestId) {
    return operations.get(requestId)
        .map(Operations.Recorded::operation)
        .filter(operation -> token.mayUse(operation.phoneNumberId()))
        .map(operation -> HttpResponse.json(200, describe(operation)))
        .orElseThrow(() -> new Refused(GraphError.of(100,
            "There is no operation with this id that the token may see. Operations are kept for a time, 30 days at least.").withStatus(404)));
  }

  private static JsonObject describe(Operation operation) {
    JsonObject known = JsonObject.EMPTY
        .with("request_id", operation.requestId())
        .with("command", operation.command())
        .with("command_id", operation.commandId())
        .with("phone_number_id", operation.phoneNumberId())
        .with("group_id", operation.groupId())
        .with("platform_request_id", operation.state().knownPlatformRequestId())
        .with("created_at", operation.createdAt().toString())
        .withAll(operation.asker().map(Asker::toJson).orElse(JsonObject.EMPTY))
        .with("attempts", operation.attempts())
        .with("redrives", Optional.of(operation.redrive().times()).filter(times -> times > 0))
        .with("state", operation.state().word())
        .with("paused", operation.parked().map(Parked::scope).map(Pause.Scope::valueOf).map(Pause.Scope::word));
    return switch (operation.state()) {
      case OperationState.Succeeded succeeded -> known.with("answer", succeeded.answer());
      case OperationState.Failed failed -> known.with("error", failed.error()).with("answer", Optional.of(failed.answer()).filter(it -> !it.isEmpty()));
      case OperationState.Unknown(_, _, List<String> candidates) -> known.with("candidate_group_ids", candidates);
      case OperationState.Accepted _, OperationState.Calling _, OperationState.Answered _, OperationState.Unsettled _ -> known;
    };
  }
}
