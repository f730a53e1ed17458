package dev.octet.sandbox;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.Asked;
import dev.octet.sandbox.platform.BusinessNumber;
import dev.octet.sandbox.platform.CreateRequest;
import dev.octet.sandbox.platform.GraphAnswer;
import dev.octet.sandbox.platform.Lacking;
import dev.octet.sandbox.platform.NumberInfo;
import dev.octet.sandbox.platform.Permission;
import dev.octet.sandbox.platform.PlatformError;
import dev.octet.sandbox.platform.PlatformGroup;
import dev.octet.sandbox.platform.PlatformIds;
import dev.octet.sandbox.platform.Refusal;
import dev.octet.sandbox.platform.RulesEdition;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** {@code /sandbox/graph/{version}/…}: the Graph API (spec §2). Whatever is asked, the answer is in its form. */
final class GraphEndpoints {
  private final GroupOperations operations;
  private final GroupEndpoints ofGroup;
  private final AccountEndpoints ofAccount;
  private final AppEndpoints ofApp;
  private final MediaEndpoints media;
  private final MessageEndpoints messages;
  private final GroupStore groups;
  private final GraphFaults faults;
  private final AccessTokens tokens;
  private final NumberGate gate;
  private final RulesEdition edition;
  private final String publicUrl;
  private final PlatformIds ids;

  GraphEndpoints(
      GroupOperations operations, GroupEndpoints ofGroup, AccountEndpoints ofAccount, AppEndpoints ofApp, MediaEndpoints media, MessageEndpoints messages,
      GroupStore groups, GraphFaults faults, AccessTokens tokens, NumberGate gate, RulesEdition edition, String publicUrl, PlatformIds ids) {
    this.operations = operations;
    this.ofGroup = ofGroup;
    this.ofAccount = ofAccount;
    this.ofApp = ofApp;
    this.media = media;
    this.messages = messages;
    this.groups = groups;
    this.faults = faults;
    this.tokens = tokens;
    this.gate = gate;
    this.edition = edition;
    this.publicUrl = publicUrl;
    this.ids = ids;
  }

  /** @param path the segments after {@code graph} */
  HttpResponse handle(HttpRequest request, List<String> path, Control control) {
    String trace = ids.trace();
    if (AppEndpoints.isApp(request)) {
      return ofApp.handle(request, path, control, trace);
    }
    List<String> numbers = tokens.numbersOf(request);
    if (numbers.isEmpty()) {
      return GraphHttp.response(new GraphAnswer.Refused(Refusal.token()), trace);
    }
    if (numbers.stream().noneMatch(number -> gate.hasToken(control, number))) {
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
    // Of several numbers, one whose token is good still: an account is not in the trouble of one of them.
    Optional<BusinessNumber> ofThatAccount = numbers.stream().map(BusinessNumber::of).filter(number -> number.accountId().equals(object))
        .min(Comparator.comparing(number -> !gate.hasToken(control, number.id())));
    if (ofThatAccount.isPresent()) {
      BusinessNumber number = ofThatAccount.get();
      return closed(number.id(), Permission.WHATSAPP_BUSINESS_MANAGEMENT, PlatformError.RATE_LIMIT, control, trace)
          .orElseGet(() -> ofAccount.handle(request, path.getFirst(), number, edge, control, trace));
    }
    if (object.equals(AppEndpoints.DEBUG_TOKEN) && edge.isEmpty()) {
      return GraphHttp.response(ofApp.inspected(request, control), trace);
    }
    if (ofApp.isOne(object)) {
      return GraphHttp.response(GraphAnswer.refused(PlatformError.APP_TOKEN), trace);
    }
    if (object.equals(AccountEndpoints.LIBRARY) && edge.isEmpty()) {
      return closed(numbers.getFirst(), Permission.WHATSAPP_BUSINESS_MANAGEMENT, PlatformError.RATE_LIMIT, control, trace).orElseGet(() -> GraphHttp.response(AccountEndpoints.library(request), trace));
    }
    Optional<MediaStore.Saved> file = media.find(object, numbers, control);
    if (file.isPresent()) {
      return closed(file.get().media().holder(), Permission.WHATSAPP_BUSINESS_MESSAGING, PlatformError.RATE_LIMIT, control, trace).orElseGet(() -> media.handle(request, file.get(), edge, control, trace));
    }
    if (Asked.isMessageId(object)) {
      return closed(numbers.getFirst(), Permission.WHATSAPP_BUSINESS_MESSAGING, PlatformError.RATE_LIMIT, control, trace).orElseGet(() -> GraphHttp.response(ofMessage(request, object, edge, numbers.getFirst(), control), trace));
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
    return closed(number, control, trace)
        .or(() -> gate.closedToGroups(control, number).map(refusal -> GraphHttp.response(new GraphAnswer.Refused(refusal), trace)))
        .orElseGet(() -> ofGroup.handle(request, path.getFirst(), group.get(), edge, control, trace));
  }

  private Optional<HttpResponse> closed(String phoneNumberId, Control control, String trace) {
    return closed(phoneNumberId, Permission.WHATSAPP_BUSINESS_MESSAGING, PlatformError.RATE_LIMIT, control, trace);
  }

  /** What answers a call of the number before it is looked at: its trouble, or a fault. */
  private Optional<HttpResponse> closed(String phoneNumberId, Permission needed, PlatformError tooMany, Control control, String trace) {
    CallNotes.number(phoneNumberId);
    return gate.closed(control, phoneNumberId, needed).map(refusal -> GraphHttp.response(new GraphAnswer.Refused(refusal), trace))
        .or(() -> faults.instead(phoneNumberId, tooMany, control, trace));
  }

  private HttpResponse ofNumber(HttpRequest request, String version, BusinessNumber number, String edge, Control control, String trace) {
    Permission needed = edge.isEmpty() ? Permission.WHATSAPP_BUSINESS_MANAGEMENT : Permission.WHATSAPP_BUSINESS_MESSAGING;
    Optional<HttpResponse> instead = closed(number.id(), needed, edge.equals("messages") ? PlatformError.THROUGHPUT : PlatformError.RATE_LIMIT, control, trace);
    if (instead.isPresent()) {
      return instead.get();
    }
    if (edge.isEmpty() && request.method().equals("GET")) {
      return GraphHttp.response(NumberInfo.answer(number, ofApp.callbackUrl(control), request.query("fields")), trace);
    }
    if (edge.equals("messages")) {
      return messages.handle(request, number, control, trace);
    }
    if (edge.equals("media")) {
      return media.upload(request, number.id(), control, trace);
    }
    if (edge.equals("calls")) {
      return GraphHttp.response(call(request, number, control), trace);
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

  /** Calls between a business and one person are no part of the sandbox; with a group there are none anywhere. */
  private GraphAnswer call(HttpRequest request, BusinessNumber number, Control control) {
    return switch (GraphHttp.body(request)) {
      case GraphAnswer.Refused refused -> refused;
      case GraphAnswer.Ok(JsonObject body) -> Lacking.refusal(new Asked(request.method(), number.id(), "calls", body), edition, control.settings(number.id()))
          .<GraphAnswer>map(GraphAnswer.Refused::new).orElseGet(GraphEndpoints::notYet);
    };
  }

  /** A message that was sent stays as it is. */
  private GraphAnswer ofMessage(HttpRequest request, String messageId, String edge, String phoneNumberId, Control control) {
    return new GraphAnswer.Refused(Lacking.refusal(new Asked(request.method(), messageId, edge, JsonObject.EMPTY), edition, control.settings(phoneNumberId))
        .orElseGet(() -> Refusal.unknownObject(request.method(), messageId)));
  }

  private static GraphAnswer notYet() {
    return GraphAnswer.refused(PlatformError.NOT_AVAILABLE,
        "The sandbox does not have this operation. Of a number it has sending messages, uploading media, creating and listing groups, and reading its name.");
  }
}
