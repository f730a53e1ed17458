package dev.octet.sandbox;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.aws.secret.Secrets;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.BusinessNumber;
import dev.octet.sandbox.platform.CreateRequest;
import dev.octet.sandbox.platform.Faults;
import dev.octet.sandbox.platform.GraphAnswer;
import dev.octet.sandbox.platform.GroupInfo;
import dev.octet.sandbox.platform.NumberInfo;
import dev.octet.sandbox.platform.PlatformError;
import dev.octet.sandbox.platform.PlatformGroup;
import dev.octet.sandbox.platform.PlatformIds;
import dev.octet.sandbox.platform.Refusal;
import dev.octet.sandbox.platform.RulesEdition;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** {@code /sandbox/graph/{version}/…}: the Graph API (spec §2). Whatever is asked, the answer is in its form. */
final class GraphEndpoints {
  private static final int MAX_BODY = 256 << 10;
  /** Longer than a caller waits, shorter than the function may run. */
  private static final Duration UNANSWERED = Duration.ofSeconds(25);
  static final String TRACE_HEADER = "x-fb-trace-id";

  private final GroupOperations operations;
  private final GroupStore groups;
  private final ControlStore controls;
  private final Supplier<Secrets> secrets;
  private final RulesEdition edition;
  private final String publicUrl;
  private final PlatformIds ids;
  private final RandomGenerator random;
  private final Pause pause;

  GraphEndpoints(
      GroupOperations operations, GroupStore groups, ControlStore controls, Supplier<Secrets> secrets, RulesEdition edition,
      String publicUrl, PlatformIds ids, RandomGenerator random, Pause pause) {
    this.operations = operations;
    this.groups = groups;
    this.controls = controls;
    this.secrets = secrets;
    this.edition = edition;
    this.publicUrl = publicUrl;
    this.ids = ids;
    this.random = random;
    this.pause = pause;
  }

  /** @param path the segments after {@code graph} */
  HttpResponse handle(HttpRequest request, List<String> path, Control control) {
    String trace = ids.trace();
    List<String> numbers = numbersOf(request);
    if (numbers.isEmpty()) {
      return response(new GraphAnswer.Refused(Refusal.token()), trace);
    }
    if (path.isEmpty() || !path.getFirst().matches("v\\d{1,3}\\.\\d{1,2}")) {
      return response(GraphAnswer.refused(PlatformError.NOT_AVAILABLE, "The path must start with a version, such as v26.0."), trace);
    }
    if (path.size() < 2) {
      return response(new GraphAnswer.Refused(Refusal.unknownObject(request.method(), "")), trace);
    }
    String object = path.get(1);
    String edge = String.join("/", path.subList(2, path.size()));
    if (numbers.contains(object)) {
      return ofNumber(request, path.getFirst(), BusinessNumber.of(object), edge, control, trace);
    }
    // A number that is another's reads as one that is not there: so does Graph keep what it may not show.
    if (!PlatformIds.isGroup(object)) {
      return response(new GraphAnswer.Refused(Refusal.unknownObject(request.method(), object)), trace);
    }
    Optional<PlatformGroup> group = groups.get(control.keys(), object).map(GroupStore.Saved::group)
        .filter(it -> numbers.contains(it.phoneNumberId()));
    return group.isEmpty()
        ? response(GraphAnswer.refused(PlatformError.GROUP_UNKNOWN), trace)
        : instead(group.get().phoneNumberId(), control, trace).orElseGet(() -> response(ofGroup(request, group.get(), edge), trace));
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
    Optional<HttpResponse> instead = instead(number.id(), control, trace);
    if (instead.isPresent()) {
      return instead.get();
    }
    if (edge.isEmpty() && request.method().equals("GET")) {
      return response(NumberInfo.answer(number, request.query("fields")), trace);
    }
    if (!edge.equals("groups")) {
      return response(notYet(), trace);
    }
    if (!edition.eligible(number)) {
      return response(GraphAnswer.refused(PlatformError.NOT_ELIGIBLE), trace);
    }
    return switch (request.method()) {
      case "GET" -> response(operations.list(control, number, publicUrl + "/sandbox/graph/" + version + "/" + number.id() + "/groups",
          request.query("limit"), request.query("after"), request.query("before")), trace);
      case "POST" -> create(request, number, control, trace);
      default -> response(notYet(), trace);
    };
  }

  private HttpResponse create(HttpRequest request, BusinessNumber number, Control control, String trace) {
    GraphAnswer answer = read(request);
    if (answer instanceof GraphAnswer.Ok(JsonObject body)) {
      answer = switch (CreateRequest.read(body)) {
        case CreateRequest.Read.Invalid invalid -> new GraphAnswer.Refused(invalid.refusal());
        case CreateRequest.Read.Valid valid -> operations.create(control, number, valid.request());
      };
    }
    HttpResponse response = response(answer, trace);
    return answer instanceof GraphAnswer.Ok
        ? controls.draw(control, faults -> faults.drawLostAnswer("answer_lost", number.id(), random)).map(this::unanswered).orElse(response)
        : response;
  }

  private GraphAnswer ofGroup(HttpRequest request, PlatformGroup group, String edge) {
    return switch (request.method() + " " + edge) {
      case "GET " -> GroupInfo.answer(group, request.query("fields"));
      case "GET invite_link" -> operations.inviteLink(group);
      default -> notYet();
    };
  }

  private static GraphAnswer notYet() {
    return GraphAnswer.refused(PlatformError.NOT_AVAILABLE,
        "The sandbox does not have this operation yet. It has creating, listing and reading groups, and reading their invite links.");
  }

  /** What a fault answers before anything is done. */
  private Optional<HttpResponse> instead(String phoneNumberId, Control control, String trace) {
    if (control.faults().none()) {
      return Optional.empty();
    }
    Optional<Faults.LostAnswer> none = controls.draw(control, faults -> faults.drawLostAnswer("no_answer", phoneNumberId, random));
    if (none.isPresent()) {
      return none.map(this::unanswered);
    }
    return controls.draw(control, faults -> faults.drawStatus(phoneNumberId, random)).map(status -> switch (status) {
      case 429 -> response(GraphAnswer.refused(PlatformError.RATE_LIMIT), trace);
      case 500 -> response(GraphAnswer.refused(PlatformError.SOMETHING_WENT_WRONG), trace);
      case 503 -> response(GraphAnswer.refused(PlatformError.SERVICE_UNAVAILABLE), trace);
      default -> HttpResponse.empty(status); // a gateway in between knows no envelope
    });
  }

  /** A function cannot cut a connection. What a caller sees instead says as little about what happened. */
  private HttpResponse unanswered(Faults.LostAnswer as) {
    switch (as) {
      case ERROR -> { }
      case TIMEOUT -> pause.of(UNANSWERED);
    }
    return HttpResponse.empty(504);
  }

  private static GraphAnswer read(HttpRequest request) {
    if (request.body().length > MAX_BODY) {
      return GraphAnswer.refused(PlatformError.TOO_LARGE, "The body is larger than 256 KiB.");
    }
    try {
      return GraphAnswer.ok(JsonObject.parse(request.body()));
    } catch (JsonException e) {
      return GraphAnswer.refused(PlatformError.INVALID_PARAMETER, String.valueOf(e.getMessage()));
    }
  }

  static HttpResponse response(GraphAnswer answer, String trace) {
    return (switch (answer) {
      case GraphAnswer.Ok ok -> HttpResponse.json(200, ok.body());
      case GraphAnswer.Refused refused -> HttpResponse.json(refused.refusal().status(), refused.refusal().toEnvelope(trace));
    }).withHeader(TRACE_HEADER, trace);
  }
}
