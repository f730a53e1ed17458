package dev.octet.grouplifecycle;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.aws.secret.Secrets.ApiToken;
import dev.octet.domain.Command;
import dev.octet.domain.group.ErasedPerson;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphError;
import dev.octet.operations.ApiHandler;
import dev.octet.operations.HttpOperations;
import dev.octet.operations.Operations;
import dev.octet.operations.Refused;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code POST /v1/people/{user id or phone number}/erase}: recorded and queued, unless they are in a group now. */
final class ErasureEndpoint {
  private static final String NUMBER = "phone_number_id";

  private final HttpOperations operations;
  private final People people;

  ErasureEndpoint(HttpOperations operations, People people) {
    this.operations = operations;
    this.people = people;
  }

  /** Empty when the path is another. */
  Optional<HttpResponse> handle(HttpRequest request, List<String> path, ApiToken token) {
    return request.method().equals("POST") && path.size() == 4 && path.get(1).equals("people") && path.get(3).equals("erase")
        ? Optional.of(erase(request, path.get(2), token)) : Optional.empty();
  }

  private HttpResponse erase(HttpRequest request, String asked, ApiToken token) {
    JsonObject body = ApiHandler.json(request);
    String number = ApiHandler.numberOf(token, Optional.of(body).filter(it -> it.fields().keySet().equals(Set.of(NUMBER)))
        .flatMap(it -> it.text(NUMBER)).orElseThrow(() -> wrong(131008, "The body must be {\"phone_number_id\": …}: of which number's people it is.")));
    String person = ErasedPerson.name(asked).orElseThrow(() -> wrong(131009,
        "The person must be a user id as the platform makes them, such as GB.1234567890, or a phone number of 7 to 15 digits with its country code."));
    List<String> in = people.groupsOf(number, person);
    if (!in.isEmpty()) {
      throw new Refused(GraphError.of(131009, "They are in " + in.size() + " of the number's groups, and the platform would name them again. "
          + "Remove them first: " + String.join(", ", in) + ".").withStatus(409));
    }
    Operations.Begun begun = operations.record(request, token, new HttpOperations.Asked(PersonErasure.COMMAND, number, Optional.empty(),
        JsonObject.EMPTY.with(PersonErasure.PERSON, person), Optional.empty(), Command.OnUnknown.REPORT, Optional.empty()));
    return operations.queued(begun, 202, JsonObject.EMPTY.with("success", true).with("request_id", begun.recorded().operation().requestId()));
  }

  private static Refused wrong(int code, String sentence) {
    return new Refused(GraphError.of(code, sentence));
  }
}
