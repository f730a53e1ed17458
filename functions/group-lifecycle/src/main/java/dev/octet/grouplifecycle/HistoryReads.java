package dev.octet.grouplifecycle;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.aws.secret.Secrets.ApiToken;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** {@code GET /v1/groups/{id}/history}: what happened in a group, newest first, also after its end. */
final class HistoryReads {
  private final Groups groups;
  private final History history;

  HistoryReads(Groups groups, History history) {
    this.groups = groups;
    this.history = history;
  }

  HttpResponse handle(HttpRequest request, ApiToken token, String groupId) {
    int limit = PageRequest.limit(request);
    Optional<String> after = request.query("after").map(HistoryReads::place);
    if (groups.get(groupId).filter(it -> token.mayUse(it.group().phoneNumberId())).isEmpty()) {
      throw new Refused(GraphError.of(131041, "There is no group with this id that the token may see.").withStatus(404));
    }
    History.Rows page = history.read(groupId, limit, after);
    JsonObject answer = JsonObject.EMPTY.with("data", page.rows().stream().map(History.Row::entry).toList());
    return HttpResponse.json(200, page.rows().isEmpty() ? answer : answer.with("paging", paging(request, limit, page)));
  }

  private static JsonObject paging(HttpRequest request, int limit, History.Rows page) {
    String last = Base64.getUrlEncoder().withoutPadding().encodeToString(page.rows().getLast().place().getBytes(StandardCharsets.US_ASCII));
    return JsonObject.EMPTY
        .with("cursors", JsonObject.EMPTY.with("after", last))
        .with("next", page.more() ? Optional.of(PageRequest.address(request, limit, "after", last)) : Optional.empty());
  }

  private static String place(String cursor) {
    try {
      String place = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      if (place.matches("[0-9]{12}#[0-9a-f]{16}")) {
        return place;
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw new Refused(GraphError.of(131059, "The cursor is not one of this list. Begin with the first page."));
  }
}
