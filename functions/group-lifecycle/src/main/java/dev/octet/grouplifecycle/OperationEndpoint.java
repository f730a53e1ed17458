package dev.octet.grouplifecycle;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.aws.secret.Secrets.ApiToken;
import dev.octet.domain.group.GroupCommand;
import dev.octet.domain.group.RequestReading;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphError;
import java.util.Locale;
import java.util.Optional;

/**
 * Whatever changes something, over HTTP. What is asynchronous on the platform is recorded, queued and answered at once;
 * what it answers at once is carried out here, unless the caller would rather have it queued ({@code Prefer: respond-async}).
 */
final class OperationEndpoint {
  private final HttpOperations operations;
  private final InlineOperations inline;
  private final GroupAccess access;

  OperationEndpoint(HttpOperations operations, InlineOperations inline, GroupAccess access) {
    this.operations = operations;
    this.inline = inline;
    this.access = access;
  }

  /** @throws Refused when the body is wrong, or the token has no such group */
  HttpResponse onGroup(HttpRequest request, ApiToken token, GroupCommand command, String groupId) {
    JsonObject body = body(request, command);
    String number = access.numberIn(token.phoneNumberIds(), groupId, request.header("idempotency-key").isPresent());
    return begin(request, token, command, number, Optional.of(groupId), body);
  }

  /** @throws Refused when the body is wrong */
  HttpResponse onNumber(HttpRequest request, ApiToken token, GroupCommand command, String phoneNumberId) {
    return begin(request, token, command, phoneNumberId, Optional.empty(), body(request, command));
  }

  private HttpResponse begin(
      HttpRequest request, ApiToken token, GroupCommand command, String phoneNumberId, Optional<String> groupId, JsonObject body) {
    Operations.Begun begun = operations.record(request, token, command, phoneNumberId, groupId, body);
    String requestId = begun.recorded().operation().requestId();
    return switch (command) {
      // The platform's document has no `success` here, and everywhere else it has (spec §2.1, §7 row 8).
      case CREATE_GROUP -> operations.queued(begun, 200, JsonObject.EMPTY.with("messaging_product", "whatsapp").with("request_id", requestId));
      case DELETE_GROUP, UPDATE_GROUP_SETTINGS, REMOVE_PARTICIPANTS ->
          operations.queued(begun, 200, GroupRequest.SUCCESS.with("request_id", requestId));
      case RESET_INVITE_LINK, APPROVE_JOIN_REQUESTS, REJECT_JOIN_REQUESTS -> respondAsync(request)
          ? operations.queued(begun, 202, GroupRequest.SUCCESS.with("request_id", requestId))
          : inline.carryOut(begun);
      case GET_GROUP, GET_INVITE_LINK, LIST_GROUPS, LIST_JOIN_REQUESTS -> throw new IllegalArgumentException("Reads are answered, not recorded.");
    };
  }

  private static boolean respondAsync(HttpRequest request) {
    return request.header("prefer").filter(wishes -> wishes.toLowerCase(Locale.ROOT).contains("respond-async")).isPresent();
  }

  private static JsonObject body(HttpRequest request, GroupCommand command) {
    if (request.header("content-type").filter(type -> type.toLowerCase(Locale.ROOT).startsWith("multipart/")).isPresent()) {
      throw new Refused(new GraphError(501, 3, "(#3) API Method", "This version of Octet does not set pictures yet. Send `subject` and `description` as JSON."));
    }
    JsonObject sent;
    try {
      sent = request.body().length == 0 ? JsonObject.EMPTY : JsonObject.parse(request.body());
    } catch (JsonException e) {
      throw new Refused(GraphError.of(100, String.valueOf(e.getMessage())));
    }
    return switch (command.read(sent)) {
      case RequestReading.Right right -> right.body();
      case RequestReading.Wrong wrong -> throw new Refused(GraphError.of(wrong.code(), wrong.sentence()));
    };
  }
}
