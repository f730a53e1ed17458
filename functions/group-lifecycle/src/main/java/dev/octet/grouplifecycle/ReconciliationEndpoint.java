package dev.octet.grouplifecycle;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.aws.secret.SecretSource;
import dev.octet.aws.secret.Secrets.ApiToken;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphError;
import dev.octet.operations.ApiHandler;
import dev.octet.operations.Refused;
import java.util.List;
import java.util.Optional;

/**
 * {@code /v1/reconcile}, {@code /v1/numbers/{phone_number_id}/reconcile}, {@code /v1/groups/{group_id}/reconcile}: writes
 * down what is to be compared with the platform, or says how far that has come.
 */
final class ReconciliationEndpoint {
  private final ReconciliationStore store;
  private final ReconcileMarks marks;
  private final GroupAccess access;
  private final SecretSource secrets;

  ReconciliationEndpoint(ReconciliationStore store, ReconcileMarks marks, GroupAccess access, SecretSource secrets) {
    this.store = store;
    this.marks = marks;
    this.access = access;
    this.secrets = secrets;
  }

  /** Empty when the path is none of these. */
  Optional<HttpResponse> handle(HttpRequest request, List<String> path, ApiToken token) {
    if (!path.getLast().equals("reconcile")) {
      return Optional.empty();
    }
    String what = request.method() + " " + (path.size() == 4 ? path.get(1) : path.size() == 2 ? "" : "?");
    return switch (what) {
      case "POST groups" -> Optional.of(group(token, path.get(2)));
      case "POST numbers" -> Optional.of(queued(List.of(number(token, path.get(2)))));
      case "POST " -> Optional.of(queued(numbers(token)));
      case "GET numbers" -> Optional.of(progress(ApiHandler.numberOf(token, path.get(2))));
      default -> Optional.empty();
    };
  }

  private HttpResponse group(ApiToken token, String groupId) {
    String phoneNumberId = access.numberIn(token.phoneNumberIds(), groupId, true);
    marks.request(phoneNumberId, groupId);
    return HttpResponse.json(202, JsonObject.EMPTY.with("queued",
        List.of(JsonObject.EMPTY.with("phone_number_id", phoneNumberId).with("group_id", groupId))));
  }

  private HttpResponse queued(List<String> phoneNumberIds) {
    return HttpResponse.json(202, JsonObject.EMPTY.with("queued", phoneNumberIds.stream()
        .map(number -> JsonObject.EMPTY.with("phone_number_id", number).withAll(store.request(number).describe())).toList()));
  }

  private HttpResponse progress(String phoneNumberId) {
    return HttpResponse.json(200, JsonObject.EMPTY.with("phone_number_id", phoneNumberId).withAll(store.standing(phoneNumberId).sweep().describe()));
  }

  /** Those that the platform can be asked for. */
  private List<String> numbers(ApiToken token) {
    List<String> known = secrets.get().phoneNumberIds();
    return token.phoneNumberIds().stream().filter(known::contains).toList();
  }

  private String number(ApiToken token, String phoneNumberId) {
    if (!numbers(token).contains(ApiHandler.numberOf(token, phoneNumberId))) {
      throw new Refused(GraphError.of(100, "There is no access token for this phone number id. Add one to `access_tokens` of the secret."));
    }
    return phoneNumberId;
  }
}
