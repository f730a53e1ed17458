package dev.octet.sandbox;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.aws.secret.Secrets;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.BusinessNumber;
import dev.octet.sandbox.platform.CreateRequest;
import dev.octet.sandbox.platform.GraphAnswer;
import dev.octet.sandbox.platform.NumberInfo;
import dev.octet.sandbox.platform.PlatformError;
import dev.octet.sandbox.platform.PlatformGroup;
import dev.octet.sandbox.platform.PlatformIds;
import dev.octet.sandbox.platform.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code /sandbox/graph/{version}/…}: the Graph API (spec §2). Whatever is asked, the answer is in its form. */
final class GraphEndpoints {
  private final GroupOperations operations;
  private final GroupEndpoints ofGroup;
  private final MessageEndpoints messages;
  private final GroupStore groups;
  private final GraphFaults faults;
  private final Supplier<Secrets> secrets;
  private final NumberGate gate;
  private final String publicUrl;
  private final PlatformIds ids;

  GraphEndpoints(
      GroupOperations operations, GroupEndpoints ofGroup, MessageEndpoints messages, GroupStore groups, GraphFaults faults, Supplier<Secrets> secrets,
      NumberGate gate, String publicUrl, PlatformIds ids) {
    this.operations = operations;
    this.ofGroup = ofGroup;
    this.messages = messages;
    this.groups = groups;
    this.faults = faults;
    this.secrets = secrets;
    this.gate = gate;
    this.publicUrl = publicUrl;
    this.ids = ids;
  }

  /** @param path the segments after {@code graph} */
  HttpResponse handle(HttpRequest request, List<String> path, Control control) {
    String trace = ids.trace();
    List<String> numbers = numbersOf(request);
    if (numbers.isEmpty()) {
      return GraphHttp.response(new GraphAnswer.Refused(Refusal.token()), trace);
    }
    if (numbers.stream().noneMatch(number -> control.settings(number).tokenValid())) {
      return GraphHttp.response(new GraphAnswer.Refused(Refusal.tokenExpired()), trace);
    }
    if (path.isEmpty() || !path.getFirst().matches("v\\d{1,3}\\.\\d{1,2}")) {
      return GraphHttp.response(GraphAnswer.refused(PlatformError.NOT_AVAILABLE, "The path must start with a version, such as v26.0."), trace);
    }
    if (path.size() < 2) {
      return GraphHttp.response(new GraphAnswer.Refused(Refusal.unknownObject(request.method(), "")), trace);
    }
    String object = path.get(1);
    String edge = String.join("/", path.subList(2, path.size()));
    if (numbers.contains(object)) {
      return ofNumber(request, path.getFirst(), BusinessNumber.of(object), edge, control, trace);
    }
    // A number that is another's reads as one that is not there: so does Graph keep what it may not show.
    if (!PlatformIds.isGroup(object)) {
      return GraphHttp.response(new GraphAnswer.Refused(Refusal.unknownObject(request.method(), object)), trace);
    }
    Optional<PlatformGroup> group = groups.get(control.keys(), object).map(GroupStore.Saved::group)
        .filter(it -> numbers.contains(it.phoneNumberId()));
    if (group.isEmpty()) {
      return GraphHttp.response(GraphAnswer.refused(PlatformError.GROUP_UNKNOWN), trace);
    }
    String number = group.get().phoneNumberId();
    return closed(number, PlatformError.RATE_LIMIT, control, trace)
        .or(() -> gate.closedToGroups(control, number).map(refusal -> GraphHttp.response(new GraphAnswer.Refused(refusal), trace)))
        .orElseGet(() -> ofGroup.handle(request, path.getFirst(), group.get(), edge, control, trace));
  }

  /** What answers a call of the number before it is looked at: its trouble, or a fault. */
  private Optional<HttpResponse> closed(String phoneNumberId, PlatformError tooMany, Control control, String trace) {
    return NumberGate.closed(control, phoneNumberId).map(refusal -> GraphHttp.response(new GraphAnswer.Refused(refusal), trace))
        .or(() -> faults.instead(phoneNumberId, tooMany, control, trace));
  }

  /** The numbers that the token is the access token of. */
  private List<String> numbersOf(HttpRequest request) {
    Secrets known = secrets.get();
    return request.bearerToken().map(token -> known.phoneNumberIds().stream()
        .filter(id -> known.accessToken(id).filter(expected -> same(expected, token)).isPresent()).toList()).orElse(List.of());
  }

  private static boolean same(String expected, String given) {
    return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private HttpResponse ofNumber(HttpRequest request, String version, BusinessNumber number, String edge, Control control, String trace) {
    Optional<HttpResponse> instead = closed(number.id(), edge.equals("messages") ? PlatformError.THROUGHPUT : PlatformError.RATE_LIMIT, control, trace);
    if (instead.isPresent()) {
      return instead.get();
    }
    if (edge.isEmpty() && request.method().equals("GET")) {
      return GraphHttp.response(NumberInfo.answer(number, request.query("fields")), trace);
    }
    if (edge.equals("messages")) {
      return messages.handle(request, number, control, trace);
    }
    if (!edge.equals("groups")) {
      return GraphHttp.response(notYet(), trace);
    }
    Optional<Refusal> closed = gate.closedToGroups(control, number.id());
    if (closed.isPresent()) {
      return GraphHttp.response(new GraphAnswer.Refused(closed.get()), trace);
    }
    return switch (request.method()) {
      case "GET" -> GraphHttp.response(operations.list(control, number, publicUrl + "/sandbox/graph/" + version + "/" + number.id() + "/groups",
          request.query("limit"), request.query("after"), request.query("before")), trace);
      case "POST" -> create(request, number, control, trace);
      default -> GraphHttp.response(notYet(), trace);
    };
  }

  private HttpResponse create(HttpRequest request, BusinessNumber number, Control control, String trace) {
    GraphAnswer answer = GraphHttp.body(request);
    if (answer instanceof GraphAnswer.Ok(JsonObject body)) {
      answer = switch (CreateRequest.read(body)) {
        case CreateRequest.Read.Invalid invalid -> new GraphAnswer.Refused(invalid.refusal());
        case CreateRequest.Read.Valid valid -> operations.create(control, number, valid.request(), faults.failing(number.id(), control));
      };
    }
    return faults.after(answer, number.id(), control, trace);
  }

  private static GraphAnswer notYet() {
    return GraphAnswer.refused(PlatformError.NOT_AVAILABLE,
        "The sandbox does not have this operation yet. Of a number it has sending messages, creating and listing groups, and reading its name.");
  }
}
