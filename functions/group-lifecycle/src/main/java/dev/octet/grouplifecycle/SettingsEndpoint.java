package dev.octet.grouplifecycle;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.aws.secret.Secrets.ApiToken;
import dev.octet.domain.group.UpdateSettings;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphError;
import java.util.Locale;
import java.util.Optional;

/** {@code POST /{group_id}} (spec §2.9), without a picture. */
final class SettingsEndpoint {
  private final HttpOperations operations;
  private final GroupReads reads;

  SettingsEndpoint(HttpOperations operations, GroupReads reads) {
    this.operations = operations;
    this.reads = reads;
  }

  HttpResponse handle(HttpRequest request, ApiToken token, String groupId) {
    if (request.header("content-type").filter(type -> type.toLowerCase(Locale.ROOT).startsWith("multipart/")).isPresent()) {
      throw new Refused(new GraphError(501, 3, "(#3) API Method", "This version of Octet does not set pictures yet. Send `subject` and `description` as JSON."));
    }
    JsonObject body = switch (UpdateSettings.parse(HttpOperations.body(request))) {
      case UpdateSettings.Parsed.Valid valid -> valid.request().toBody();
      case UpdateSettings.Parsed.Invalid invalid -> throw new Refused(GraphError.of(invalid.code(), invalid.sentence()));
    };
    String number = reads.numberIn(token, groupId, request.header("idempotency-key").isPresent());
    return HttpOperations.taken(operations.begin(request, token, "update_group_settings", number, Optional.of(groupId), body));
  }
}
