package dev.octet.sandbox;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.IdentityRequest;
import dev.octet.sandbox.platform.InviteLinks;
import dev.octet.sandbox.platform.Membership;
import dev.octet.sandbox.platform.Person;
import dev.octet.sandbox.platform.PersonRequest;
import dev.octet.sandbox.platform.Text;
import java.util.List;
import java.util.Optional;

/** {@code /sandbox/api/people}: people, and what they do. */
final class PeopleEndpoints {
  private static final int LISTED = 1000;

  private final PeopleOperations operations;
  private final PersonChanges changes;
  private final PersonStore people;
  private final PeopleGroups groups;
  private final OpenedLinks links;
  private final Numbers numbers;
  private final PeopleMessageEndpoints messages;

  PeopleEndpoints(
      PeopleOperations operations, PersonChanges changes, PersonStore people, PeopleGroups groups, OpenedLinks links, Numbers numbers,
      PeopleMessageEndpoints messages) {
    this.operations = operations;
    this.changes = changes;
    this.people = people;
    this.groups = groups;
    this.links = links;
    this.numbers = numbers;
    this.messages = messages;
  }

  /** @param path the segments after {@code people} */
  HttpResponse handle(HttpRequest request, List<String> path, Control control) {
    if (path.isEmpty()) {
      return switch (request.method()) {
        case "GET" -> ApiAnswer.ok(JsonObject.EMPTY.with("people", people.newest(control.keys(), LISTED).stream().map(Person::toJson).toList()));
        case "POST" -> with(request, body -> register(control, body));
        default -> ApiAnswer.error(405, "People are listed with GET and made with POST.");
      };
    }
    Optional<Person> person = people.get(control.keys(), path.getFirst());
    if (person.isEmpty()) {
      return ApiAnswer.error(404, "There is no such person.");
    }
    if (path.size() == 1) {
      return request.method().equals("GET") ? ApiAnswer.ok(person.get().toJson()) : ApiAnswer.error(405, "A person is read with GET.");
    }
    String action = path.size() == 2 ? path.get(1) : "";
    if (PeopleMessageEndpoints.ACTIONS.contains(action)) {
      return messages.handle(request, person.get(), action, control);
    }
    if (action.equals("groups")) {
      return request.method().equals("GET") ? ApiAnswer.ok(JsonObject.EMPTY.with("groups", groups.of(control.keys(), person.get())))
          : ApiAnswer.error(405, "The groups of a person are read with GET.");
    }
    if (!List.of("open", "join", "leave", "cancel", "terms", "identity").contains(action)) {
      return ApiAnswer.error(404, "People can open invite links, join, leave, cancel, write messages, read and play them, accept terms, and have another identity; and they have groups.");
    }
    if (!request.method().equals("POST")) {
      return ApiAnswer.error(405, "What people do is a POST.");
    }
    return with(request, body -> act(control, person.get(), action, body));
  }

  private interface Answering {
    HttpResponse of(JsonObject body);
  }

  private static HttpResponse with(HttpRequest request, Answering answering) {
    return switch (ApiAnswer.body(request)) {
      case ApiAnswer.Body.Wrong wrong -> wrong.answer();
      case ApiAnswer.Body.Read read -> answering.of(read.json());
    };
  }

  private HttpResponse register(Control control, JsonObject body) {
    return switch (PersonRequest.read(body)) {
      case PersonRequest.Read.Invalid invalid -> ApiAnswer.error(400, invalid.sentence());
      case PersonRequest.Read.Valid valid when numbers.isOneOf(valid.request().waId()) -> ofBusiness();
      case PersonRequest.Read.Valid valid -> switch (operations.register(control, valid.request())) {
        case PeopleOperations.Registered.Taken taken -> ApiAnswer.error(409, taken.sentence());
        case PeopleOperations.Registered.Made made -> ApiAnswer.ok(made.person().toJson());
      };
    };
  }

  private HttpResponse act(Control control, Person person, String action, JsonObject body) {
    Optional<String> noText = Text.noText(body, "invite_link", "group_id");
    if (noText.isPresent()) {
      return ApiAnswer.error(400, noText.get());
    }
    if (action.equals("open") || action.equals("join")) {
      return body.text("invite_link").filter(text -> !text.isBlank())
          .map(link -> action.equals("open") ? ApiAnswer.ok(links.opened(control, person, link)) : join(control, person, link))
          .orElseGet(() -> ApiAnswer.error(400, "`invite_link` is missing."));
    }
    if (action.equals("terms")) {
      return PersonRequest.terms(body).map(sentence -> ApiAnswer.error(400, sentence))
          .orElseGet(() -> changed(changes.terms(control, person, body.bool("accepted_terms").orElseThrow())));
    }
    if (action.equals("identity")) {
      return switch (IdentityRequest.read(body)) {
        case IdentityRequest.Read.Invalid invalid -> ApiAnswer.error(400, invalid.sentence());
        case IdentityRequest.Read.Valid valid when numbers.isOneOf(valid.request().waId()) -> ofBusiness();
        case IdentityRequest.Read.Valid valid -> changed(changes.identity(control, person, valid.request()));
      };
    }
    Optional<String> groupId = body.text("group_id").filter(id -> !id.isBlank());
    if (groupId.isEmpty()) {
      return ApiAnswer.error(400, "`group_id` is missing.");
    }
    return switch (action) {
      case "leave" -> departed(operations.leave(control, person, groupId.get()), "left", "This person is not in the group.");
      default -> departed(operations.cancel(control, person, groupId.get()), "cancelled", "This person has not asked to join the group.");
    };
  }

  private static HttpResponse changed(PersonStore.Changed changed) {
    return switch (changed) {
      case PersonStore.Changed.Done done -> ApiAnswer.ok(done.after().toJson());
      case PersonStore.Changed.PhoneTaken _ -> ApiAnswer.error(409, "Another person has this `wa_id` already.");
    };
  }

  private HttpResponse join(Control control, Person person, String link) {
    PeopleOperations.Joining joining = InviteLinks.id(link).map(id -> operations.join(control, person, id))
        .orElse(new PeopleOperations.Joining("refused", Optional.of(Membership.Reason.UNKNOWN_LINK), Optional.empty()));
    return ApiAnswer.ok(JsonObject.EMPTY
        .with("status", joining.status())
        .with("reason", joining.reason().map(Membership.Reason::toString))
        .with("group_id", joining.groupId()));
  }

  private static HttpResponse departed(Optional<Boolean> done, String status, String otherwise) {
    return done.isEmpty() ? noGroup() : done.get() ? ApiAnswer.ok(JsonObject.EMPTY.with("status", status)) : ApiAnswer.error(400, otherwise);
  }

  private static HttpResponse ofBusiness() {
    return ApiAnswer.error(400, "This `wa_id` is the number of a business: it cannot be a person's.");
  }

  private static HttpResponse noGroup() {
    return ApiAnswer.error(404, "There is no such group.");
  }
}
