package dev.octet.grouplifecycle;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.aws.secret.Secrets.ApiToken;
import dev.octet.domain.group.DeleteGroup;
import dev.octet.graph.GraphError;
import java.util.Optional;

/** {@code DELETE /{group_id}} (spec §2.2). */
final class DeleteEndpoint {
  private final HttpOperations operations;
  private final GroupReads reads;

  DeleteEndpoint(HttpOperations operations, GroupReads reads) {
    this.operations = operations;
    this.reads = reads;
  }

  HttpResponse handle(HttpRequest request, ApiToken token, String groupId) {
    if (request.body().length > 0) {
      DeleteGroup.problem(HttpOperations.body(request)).ifPresent(problem -> {
        throw new Refused(GraphError.of(100, problem));
      });
    }
    String number = reads.numberIn(token, groupId, request.header("idempotency-key").isPresent());
    return HttpOperations.taken(operations.begin(request, token, "delete_group", number, Optional.of(groupId), DeleteGroup.BODY));
  }
}
