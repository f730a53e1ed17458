package dev.octet.grouplifecycle;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.aws.secret.Secrets.ApiToken;
import dev.octet.domain.Command;
import dev.octet.domain.group.GroupCommand;
import dev.octet.domain.group.RequestReading;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphError;
import dev.octet.graph.MultipartForm;
import dev.octet.operations.ApiHandler;
import dev.octet.operations.HttpOperations;
import dev.octet.operations.InlineOperations;
import dev.octet.operations.Operations;
import dev.octet.operations.Refused;
import java.util.Optional;

/**
 * Whatever changes something, over HTTP. What is asynchronous on the platform is recorded, queued and answered at once;
 * what it answers at once is carried out here, unless the caller would rather have it queued ({@code Prefer: respond-async}).
 */
final class OperationEndpoint {
  private final HttpOperations operations;
  private final InlineOperations inline;
  private final GroupAccess access;
  private final Pictures pictures;

  OperationEndpoint(HttpOperations operations, InlineOperations inline, GroupAccess access, Pictures pictures) {
    this.operations = operations;
    this.inline = inline;
    this.access = access;
    this.pictures = pictures;
  }

  /** @throws Refused when the body is wrong, or the token has no such group */
  HttpResponse onGroup(HttpRequest request, ApiToken token, GroupCommand command, String groupId) {
    RequestReading.Right asked = read(request, command);
    String number = access.numberIn(token.phoneNumberIds(), groupId, request.header("idempotency-key").isPresent());
    return begin(request, token, command, number, Optional.of(groupId), asked);
  }

  /** @throws Refused when the body is wrong */
  HttpResponse onNumber(HttpRequest request, ApiToken token, GroupCommand command, String phoneNumberId) {
    return begin(request, token, command, phoneNumberId, Optional.empty(), read(request, command));
  }

  private HttpResponse begin(
      HttpRequest request, ApiToken token, GroupCommand command, String phoneNumberId, Optional<String> groupId, RequestReading.Right asked) {
    Operations.Begun begun = operations.record(request, token, new HttpOperations.Asked(command.word(), phoneNumberId, groupId, asked.body(), groupId,
        HttpOperations.wish(request, "Octet-On-Unknown", Command.OnUnknown.REPORT, Command.OnUnknown.REPEAT), pictures.keeping(asked.picture())));
    String requestId = begun.recorded().operation().requestId();
    return switch (command) {
      // The platform's document has no `success` here, and everywhere else it has (spec §2.1, §7 row 8).
      case CREATE_GROUP -> operations.queued(begun, 200, JsonObject.EMPTY.with("messaging_product", "whatsapp").with("request_id", requestId));
      case DELETE_GROUP, REMOVE_PARTICIPANTS -> operations.queued(begun, 200, InlineOperations.SUCCESS.with("request_id", requestId));
      case UPDATE_GROUP_SETTINGS -> asked.body().has("picture")
          ? atOnce(request, begun, InlineOperations.Until.TAKEN)
          : operations.queued(begun, 200, InlineOperations.SUCCESS.with("request_id", requestId));
      case RESET_INVITE_LINK, APPROVE_JOIN_REQUESTS, REJECT_JOIN_REQUESTS -> atOnce(request, begun, InlineOperations.Until.DONE);
      case GET_GROUP, GET_INVITE_LINK, LIST_GROUPS, LIST_JOIN_REQUESTS -> throw new IllegalArgumentException("Reads are answered, not recorded.");
    };
  }

  private HttpResponse atOnce(HttpRequest request, Operations.Begun begun, InlineOperations.Until until) {
    return HttpOperations.respondAsync(request)
        ? operations.queued(begun, 202, InlineOperations.SUCCESS.with("request_id", begun.recorded().operation().requestId()))
        : inline.carryOut(begun, until);
  }

  private static RequestReading.Right read(HttpRequest request, GroupCommand command) {
    Optional<String> form = request.header("content-type").filter(MultipartForm::is);
    if (form.isPresent() && command != GroupCommand.UPDATE_GROUP_SETTINGS) {
      throw new Refused(GraphError.of(100, "Only a group's settings can come as a form. Send JSON."));
    }
    return switch (form.map(type -> SettingsForm.read(type, request.body())).orElseGet(() -> command.read(ApiHandler.json(request)))) {
      case RequestReading.Right right -> right;
      case RequestReading.Wrong wrong -> throw new Refused(GraphError.of(wrong.code(), wrong.sentence()));
    };
  }
}
