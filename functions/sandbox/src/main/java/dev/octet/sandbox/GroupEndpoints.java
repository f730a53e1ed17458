package dev.octet.sandbox;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.Admission;
import dev.octet.sandbox.platform.Deletion;
import dev.octet.sandbox.platform.GraphAnswer;
import dev.octet.sandbox.platform.GroupChange;
import dev.octet.sandbox.platform.GroupInfo;
import dev.octet.sandbox.platform.InviteLinks;
import dev.octet.sandbox.platform.JoinRequestIds;
import dev.octet.sandbox.platform.JoinRequestPage;
import dev.octet.sandbox.platform.LinkReset;
import dev.octet.sandbox.platform.ParentIds;
import dev.octet.sandbox.platform.PlatformError;
import dev.octet.sandbox.platform.PlatformGroup;
import dev.octet.sandbox.platform.PlatformIds;
import dev.octet.sandbox.platform.Removal;
import dev.octet.sandbox.platform.RemovalRequest;
import dev.octet.sandbox.platform.Settings;
import dev.octet.sandbox.platform.SettingsForm;
import dev.octet.sandbox.platform.SettingsRequest;
import java.util.Optional;
import java.util.function.Function;

/** {@code /{group_id}…} of the Graph API: reading one group, and changing it (spec §2.2 to §2.9). */
final class GroupEndpoints {
  private final GroupChanges changes;
  private final FileStore files;
  private final GraphFaults faults;
  private final InviteLinks links;
  private final PlatformIds ids;

  GroupEndpoints(GroupChanges changes, FileStore files, GraphFaults faults, InviteLinks links, PlatformIds ids) {
    this.changes = changes;
    this.files = files;
    this.faults = faults;
    this.links = links;
    this.ids = ids;
  }

  HttpResponse handle(HttpRequest request, String version, PlatformGroup group, String edge, Control control, String trace) {
    return switch (request.method() + " " + edge) {
      case "GET " -> GraphHttp.response(told(GroupInfo.answer(group, request.query("fields")), group, control), trace);
      case "GET invite_link" -> GraphHttp.response(GraphAnswer.ok(links.answer(group)), trace);
      case "GET join_requests" -> GraphHttp.response(told(JoinRequestPage.answer(
          group, request.query("limit"), request.query("after"), request.query("before"), control.keys().joinRequests(group.id()),
          links.publicUrl() + "/sandbox/graph/" + version + "/" + group.id() + "/join_requests"), group, control), trace);
      default -> faults.after(operation(request, group, edge, control), group.phoneNumberId(), control, trace);
    };
  }

  /** Of people there is more to tell to a portfolio that is enrolled. */
  private static GraphAnswer told(GraphAnswer answer, PlatformGroup group, Control control) {
    return answer instanceof GraphAnswer.Ok(JsonObject body) && control.faults().parentUserIds(group.phoneNumberId())
        ? new GraphAnswer.Ok(ParentIds.beside(body)) : answer;
  }

  private GraphAnswer operation(HttpRequest request, PlatformGroup group, String edge, Control control) {
    return switch (request.method() + " " + edge) {
      case "POST " -> update(request, group, control);
      case "DELETE " -> delete(group, control);
      case "POST invite_link" -> resetLink(request, group, control);
      case "DELETE invite_link" -> GraphAnswer.refused(PlatformError.INVALID_PARAMETER, "An invite link cannot be taken away: POST puts a new one in its place.");
      case "POST join_requests" -> approve(request, group, control);
      case "DELETE join_requests" -> reject(request, group, control);
      case "DELETE participants" -> remove(request, group, control);
      case "POST participants" -> GraphAnswer.refused(PlatformError.INVALID_PARAMETER, "Nobody can be added to a group: people join by its invite link.");
      default -> GraphAnswer.refused(PlatformError.NOT_AVAILABLE,
          "The sandbox does not have this operation on a group. It has reading, changing and deleting one, its invite link, its join requests, and removing people.");
    };
  }

  private GraphAnswer update(HttpRequest request, PlatformGroup group, Control control) {
    boolean form = request.header("content-type").orElse("").strip().regionMatches(true, 0, "multipart/", 0, 10);
    return form ? GraphHttp.form(request, type -> update(SettingsForm.read(type, request.body()), group, control))
        : withBody(request, body -> update(SettingsRequest.read(body), group, control));
  }

  private GraphAnswer update(SettingsRequest.Read asked, PlatformGroup group, Control control) {
    return switch (asked) {
      case SettingsRequest.Read.Invalid invalid -> new GraphAnswer.Refused(invalid.refusal());
      case SettingsRequest.Read.Valid valid -> {
        String requestId = ids.request();
        GraphFaults.Failing failing = faults.failing(group.phoneNumberId(), control);
        if (valid.request().hasFittingPicture()) {
          files.save(control.keys(), valid.request().picture().orElseThrow().fileId(group.id()), valid.request().pictureBytes(), Optional.empty());
        }
        yield changes.apply(control, group, (number, read, now) -> Settings.decide(number, read, valid.request(), failing.draw(), requestId, now));
      }
    };
  }

  private GraphAnswer resetLink(HttpRequest request, PlatformGroup group, Control control) {
    return withBody(request, body -> LinkReset.wrong(body).<GraphAnswer>map(GraphAnswer.Refused::new).orElseGet(() -> {
      String linkId = ids.link();
      return changes.apply(control, group, (_, read, _) -> LinkReset.decide(read, linkId, links));
    }));
  }

  private GraphAnswer approve(HttpRequest request, PlatformGroup group, Control control) {
    int seats = control.settings(group.phoneNumberId()).participantLimit();
    boolean hidden = control.faults().withoutPhoneNumbers(group.phoneNumberId());
    return withJoinRequests(request, asked -> changes.apply(control, group, (number, read, now) ->
        Admission.approve(number, read, asked, person -> hidden ? person.withoutPhone() : person, seats, now)));
  }

  private GraphAnswer reject(HttpRequest request, PlatformGroup group, Control control) {
    return withJoinRequests(request, asked -> changes.apply(control, group, (_, read, _) -> Admission.reject(read, asked)));
  }

  private static GraphAnswer withJoinRequests(HttpRequest request, Function<JoinRequestIds, GraphAnswer> answering) {
    return withBody(request, body -> switch (JoinRequestIds.read(body)) {
      case JoinRequestIds.Read.Invalid invalid -> new GraphAnswer.Refused(invalid.refusal());
      case JoinRequestIds.Read.Valid valid -> answering.apply(valid.request());
    });
  }

  private GraphAnswer remove(HttpRequest request, PlatformGroup group, Control control) {
    return withBody(request, body -> switch (RemovalRequest.read(body)) {
      case RemovalRequest.Read.Invalid invalid -> new GraphAnswer.Refused(invalid.refusal());
      case RemovalRequest.Read.Valid valid -> {
        String requestId = ids.request();
        GraphFaults.Failing failing = faults.failing(group.phoneNumberId(), control);
        yield changes.apply(control, group, (number, read, now) -> {
          GroupChange change = Removal.decide(number, read, valid.request(), Optional.empty(), requestId, now);
          return change instanceof GroupChange.Refused || failing.draw().isEmpty() ? change
              : Removal.decide(number, read, valid.request(), failing.draw(), requestId, now);
        });
      }
    });
  }

  private static GraphAnswer withBody(HttpRequest request, Function<JsonObject, GraphAnswer> answering) {
    return switch (GraphHttp.body(request)) {
      case GraphAnswer.Ok(JsonObject body) -> answering.apply(body);
      case GraphAnswer.Refused refused -> refused;
    };
  }

  private GraphAnswer delete(PlatformGroup group, Control control) {
    String requestId = ids.request();
    GraphFaults.Failing failing = faults.failing(group.phoneNumberId(), control);
    return changes.apply(control, group, (number, read, now) -> Deletion.decide(number, read, failing.draw(), requestId, now));
  }
}
