package dev.octet.grouplifecycle;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.aws.secret.Secrets.ApiToken;
import dev.octet.domain.group.CreateGroup;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphError;
import java.util.Optional;

/** {@code POST /{phone_number_id}/groups} (spec §2.1). */
final class CreateEndpoint {
  private final HttpOperations operations;

  CreateEndpoint(HttpOperations operations) {
    this.operations = operations;
  }

  HttpResponse handle(HttpRequest request, ApiToken token, String phoneNumberId) {
    JsonObject body = switch (CreateGroup.parse(HttpOperations.body(request))) {
      case CreateGroup.Parsed.Valid valid -> valid.request().toBody();
      case CreateGroup.Parsed.Invalid invalid -> throw new Refused(GraphError.of(invalid.code(), invalid.sentence()));
    };
    String requestId = operations.begin(request, token, "create_group", phoneNumberId, Optional.empty(), body);
    return HttpResponse.json(200, JsonObject.EMPTY.with("messaging_product", "whatsapp").with("request_id", requestId));
  }
}
