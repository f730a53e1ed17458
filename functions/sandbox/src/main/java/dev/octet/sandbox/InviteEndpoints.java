package dev.octet.sandbox;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.page.InvitePage;
import dev.octet.sandbox.page.QrCode;
import dev.octet.sandbox.platform.BusinessNumber;
import dev.octet.sandbox.platform.InviteLinks;
import dev.octet.sandbox.platform.Person;
import dev.octet.sandbox.platform.PersonRequest;
import dev.octet.sandbox.platform.Picture;
import dev.octet.sandbox.platform.PlatformGroup;
import dev.octet.sandbox.platform.PlatformIds;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code /sandbox/invite/{link}}: what an invite link opens. A form and answers, without any script. */
final class InviteEndpoints {
  private static final int MAX_FORM = 8 << 10;
  private static final String NAME_WANTED = "Tell the group your name, in up to 100 characters.";

  private final PeopleOperations operations;
  private final PersonStore people;
  private final GroupStore groups;
  private final FileStore files;
  private final InviteLinks links;
  private final PlatformIds ids;

  InviteEndpoints(PeopleOperations operations, PersonStore people, GroupStore groups, FileStore files, InviteLinks links, PlatformIds ids) {
    this.operations = operations;
    this.people = people;
    this.groups = groups;
    this.files = files;
    this.links = links;
    this.ids = ids;
  }

  /** @param path the segments after {@code invite} */
  HttpResponse handle(HttpRequest request, List<String> path, Control control) {
    String part = path.size() == 2 ? path.get(1) : "";
    String link = !path.isEmpty() && path.size() <= 2 && path.getFirst().matches("[A-Za-z0-9]{1,64}") ? path.getFirst() : "";
    Optional<PlatformGroup> group = link.isEmpty() ? Optional.empty()
        : groups.behindLink(control.keys(), link).flatMap(id -> groups.get(control.keys(), id)).map(GroupStore.Saved::group).filter(it -> it.linkId().equals(link));
    if (part.equals("picture")) {
      return picture(request, control, group);
    }
    if (group.isEmpty() || (path.size() == 2 && !part.equals("qr"))) {
      return html(404, InvitePage.noLink());
    }
    if (path.size() == 2) {
      return code(request, links.address(link));
    }
    InvitePage page = page(control, group.get());
    return switch (request.method()) {
      case "GET", "HEAD" -> html(200, shown(control, group.get(), page, request.query("person").orElse("")));
      case "POST" -> join(control, link, page, request);
      default -> html(405, page.invitation(ids.visit(), "", Optional.empty())).withHeader("Allow", "GET, HEAD, POST");
    };
  }

  /** For whoever has the link, as the page itself. */
  private HttpResponse picture(HttpRequest request, Control control, Optional<PlatformGroup> group) {
    if (!List.of("GET", "HEAD").contains(request.method())) {
      return HttpResponse.empty(405).withHeader("Allow", "GET, HEAD");
    }
    return group.flatMap(it -> it.picture().map(picture -> files.read(control.keys(), picture.fileId(it.id()))))
        .map(bytes -> FileAnswer.of(request, Picture.JPEG, bytes).withHeader("X-Content-Type-Options", "nosniff").withHeader("Cache-Control", "no-store"))
        .orElseGet(() -> HttpResponse.empty(404));
  }

  private InvitePage page(Control control, PlatformGroup group) {
    BusinessNumber number = BusinessNumber.of(group.phoneNumberId());
    return new InvitePage(links.address(group.linkId()), group.subject(), group.description(),
        group.picture().map(_ -> "/sandbox/invite/" + group.linkId() + "/picture"), number.verifiedName(), number.officialBusinessAccount(),
        group.participants().size(), control.settings(number.id()).participantLimit(), group.needsApproval(), group.suspended());
  }

  /** As the one who joined here sees it, or as somebody new. */
  private String shown(Control control, PlatformGroup group, InvitePage page, String personId) {
    Optional<Person> person = personId.matches("p_[0-9a-f]{16}") ? people.get(control.keys(), personId) : Optional.empty();
    if (person.isPresent() && group.has(personId)) {
      return page.joined(person.get().name(), personId, group.id());
    }
    if (person.isPresent() && group.requestOf(personId).isPresent()) {
      return page.requested(person.get().name(), personId, group.id());
    }
    return page.invitation(ids.visit(), "", Optional.empty());
  }

  private HttpResponse join(Control control, String link, InvitePage page, HttpRequest request) {
    if (request.body().length > MAX_FORM) {
      return html(413, page.invitation(ids.visit(), "", Optional.of(NAME_WANTED)));
    }
    if (!request.header("content-type").orElse("").toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")) {
      return html(415, page.invitation(ids.visit(), "", Optional.of("Send the form of this page: nothing else is read here.")));
    }
    Form form = Form.of(request.body());
    String visit = form.field("visit").filter(it -> it.matches("[0-9a-f]{16}")).orElseGet(ids::visit);
    String name = form.field("name").orElse("");
    return switch (PersonRequest.read(JsonObject.EMPTY.with("name", name))) {
      case PersonRequest.Read.Invalid _ -> html(422, page.invitation(visit, name.length() <= 200 ? name : "",
          Optional.of(NAME_WANTED)));
      case PersonRequest.Read.Valid valid -> {
        Person person = operations.visitor(control, valid.request(), visit);
        PeopleOperations.Joining joining = operations.join(control, person, link);
        yield joining.reason().isEmpty()
            // What is loaded again after this joins nobody a second time.
            ? HttpResponse.empty(303).withHeader("Location", "/sandbox/invite/" + link + "?person=" + person.id())
            : html(200, page.refused(joining.reason().get()));
      }
    };
  }

  /** The link itself as a QR code: no more than whoever asks knows already. */
  private static HttpResponse code(HttpRequest request, String address) {
    return switch (request.method()) {
      case "GET", "HEAD" -> HttpResponse.text(200, "image/svg+xml", QrCode.document(address).getBytes(StandardCharsets.UTF_8))
          .withHeader("Content-Security-Policy", "default-src 'none'")
          .withHeader("X-Content-Type-Options", "nosniff")
          .withHeader("Cache-Control", "no-store");
      default -> ApiAnswer.error(405, "A QR code is read with GET.").withHeader("Allow", "GET, HEAD");
    };
  }

  private static HttpResponse html(int status, String page) {
    return HttpResponse.text(status, "text/html; charset=UTF-8", page.getBytes(StandardCharsets.UTF_8))
        .withHeader("Content-Security-Policy", InvitePage.CONTENT_SECURITY_POLICY)
        .withHeader("X-Content-Type-Options", "nosniff")
        .withHeader("Referrer-Policy", "no-referrer")
        .withHeader("Cache-Control", "no-store");
  }
}
