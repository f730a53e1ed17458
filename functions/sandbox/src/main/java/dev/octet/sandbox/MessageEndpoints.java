package dev.octet.sandbox;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.Asked;
import dev.octet.sandbox.platform.BusinessNumber;
import dev.octet.sandbox.platform.GraphAnswer;
import dev.octet.sandbox.platform.Lacking;
import dev.octet.sandbox.platform.PlatformError;
import dev.octet.sandbox.platform.Refusal;
import dev.octet.sandbox.platform.RulesEdition;
import dev.octet.sandbox.platform.SendRequest;
import java.util.Optional;

/** {@code /{phone_number_id}/messages} of the Graph API (spec §3). */
final class MessageEndpoints {
  private final MessageOperations operations;
  private final ReadMarks readMarks;
  private final GraphFaults faults;
  private final RulesEdition edition;

  MessageEndpoints(MessageOperations operations, ReadMarks readMarks, GraphFaults faults, RulesEdition edition) {
    this.operations = operations;
    this.readMarks = readMarks;
    this.faults = faults;
    this.edition = edition;
  }

  HttpResponse handle(HttpRequest request, BusinessNumber number, Control control, String trace) {
    if (!request.method().equals("POST")) {
      return GraphHttp.response(GraphAnswer.refused(PlatformError.NOT_AVAILABLE, "Messages are sent with POST, and read and changed by nothing."), trace);
    }
    GraphAnswer answer = GraphHttp.body(request);
    return faults.after(answer instanceof GraphAnswer.Ok(JsonObject body) ? answer(body, number, control) : answer, number.id(), control, trace);
  }

  private GraphAnswer answer(JsonObject body, BusinessNumber number, Control control) {
    boolean reads = ReadMarks.asked(body);
    Optional<Refusal> lacking = reads && readMarks.oneToOne(control, number, body) ? Optional.empty()
        : Lacking.refusal(new Asked("POST", number.id(), "messages", body), edition, control.settings(number.id()));
    return lacking.isPresent() ? new GraphAnswer.Refused(lacking.get()) : reads ? readMarks.mark(control, number, body) : send(body, number, control);
  }

  private GraphAnswer send(JsonObject body, BusinessNumber number, Control control) {
    return switch (SendRequest.read(body, control.settings(number.id()).unverifiedTypes())) {
      case SendRequest.Read.Invalid invalid -> new GraphAnswer.Refused(invalid.refusal());
      case SendRequest.Read.Valid valid -> operations.send(control, number, valid.request(), faults.failing(number.id(), control));
    };
  }
}
