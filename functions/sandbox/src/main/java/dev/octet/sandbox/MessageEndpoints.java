package dev.octet.sandbox;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.BusinessNumber;
import dev.octet.sandbox.platform.GraphAnswer;
import dev.octet.sandbox.platform.PlatformError;
import dev.octet.sandbox.platform.SendRequest;

/** {@code /{phone_number_id}/messages} of the Graph API (spec §3). */
final class MessageEndpoints {
  private final MessageOperations operations;
  private final GraphFaults faults;

  MessageEndpoints(MessageOperations operations, GraphFaults faults) {
    this.operations = operations;
    this.faults = faults;
  }

  HttpResponse handle(HttpRequest request, BusinessNumber number, Control control, String trace) {
    if (!request.method().equals("POST")) {
      return GraphHttp.response(GraphAnswer.refused(PlatformError.NOT_AVAILABLE, "Messages are sent with POST, and read and changed by nothing."), trace);
    }
    GraphAnswer answer = GraphHttp.body(request);
    return faults.after(answer instanceof GraphAnswer.Ok(JsonObject body) ? answer(body, number, control) : answer, number.id(), control, trace);
  }

  private GraphAnswer answer(JsonObject body, BusinessNumber number, Control control) {
    return switch (SendRequest.read(body, control.settings(number.id()).unverifiedTypes())) {
      case SendRequest.Read.Invalid invalid -> new GraphAnswer.Refused(invalid.refusal());
      case SendRequest.Read.Valid valid -> operations.send(control, number, valid.request(), faults.failing(number.id(), control));
    };
  }
}
