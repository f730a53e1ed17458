package dev.octet.sandbox;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.BusinessNumber;
import dev.octet.sandbox.platform.Chat;
import dev.octet.sandbox.platform.Conversation;
import dev.octet.sandbox.platform.GraphAnswer;
import dev.octet.sandbox.platform.InviteLinks;
import dev.octet.sandbox.platform.Picture;
import dev.octet.sandbox.platform.PlatformError;
import dev.octet.sandbox.platform.PlatformGroup;
import dev.octet.sandbox.platform.Refusal;
import dev.octet.sandbox.platform.Suspension;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code /sandbox/api/groups}: the truth about groups, and what the platform does to them by itself. */
final class TruthEndpoints {
  private static final int LISTED = 100;

  private final GroupStore groups;
  private final GroupChanges changes;
  private final InviteLinks links;
  private final Numbers numbers;
  private final MessageStore messages;
  private final MessagePages pages;
  private final GroupHistory history;
  private final Clock clock;

  TruthEndpoints(
      GroupStore groups, GroupChanges changes, InviteLinks links, Numbers numbers, MessageStore messages, MessagePages pages,
      GroupHistory history, Clock clock) {
    this.groups = groups;
    this.changes = changes;
    this.links = links;
    this.numbers = numbers;
    this.messages = messages;
    this.pages = pages;
    this.history = history;
    this.clock = clock;
  }

  /** @param path the segments after {@code groups} */
  HttpResponse handle(HttpRequest request, List<String> path, Control control) {
    String route = path.isEmpty() ? "groups" : path.size() == 1 ? "group" : String.join("/", path.subList(1, path.size()));
    return switch (request.method() + " " + route) {
      case "GET groups" -> list(request, control);
      case "GET group" -> with(control, path, group -> ApiAnswer.ok(truth(group).withAll(conversation(control, group))));
      case "GET events" -> events(request, control, path.getFirst());
      case "GET messages" -> with(control, path, group -> messages(request, control, group));
      case "POST suspend" -> change(control, path, (number, group, now) -> Suspension.decide(number, group, true, now));
      case "POST clear_suspension" -> change(control, path, (number, group, now) -> Suspension.decide(number, group, false, now));
      case "POST vanish" -> change(control, path, (_, _, _) -> Suspension.vanish());
      default -> otherwise(route);
    };
  }

  private static HttpResponse otherwise(String route) {
    return switch (route) {
      case "groups", "group" -> ApiAnswer.error(405, "Groups are read with GET, and made and changed through the Graph API.");
      case "messages", "events" -> ApiAnswer.error(405, "The messages of a group, and what happened in it, are read with GET.");
      case "suspend", "clear_suspension", "vanish" -> ApiAnswer.error(405, "What the platform does to a group is a POST.");
      default -> ApiAnswer.error(404, "There is no such route. A group has messages, events, suspend, clear_suspension and vanish.");
    };
  }

  private interface Answering {
    HttpResponse of(PlatformGroup group);
  }

  private HttpResponse with(Control control, List<String> path, Answering answering) {
    return groups.get(control.keys(), path.getFirst()).map(saved -> answering.of(saved.group())).orElseGet(TruthEndpoints::noGroup);
  }

  private HttpResponse change(Control control, List<String> path, GroupChanges.Deciding deciding) {
    return with(control, path, group -> switch (changes.byPlatform(control, group, deciding)) {
      case GraphAnswer.Ok ok -> ApiAnswer.ok(ok.body());
      case GraphAnswer.Refused refused -> refused.refusal().equals(Refusal.of(PlatformError.GROUP_UNKNOWN)) ? noGroup() // just now
          : ApiAnswer.error(409, "The group is written by too many at once.");
    });
  }

  private static HttpResponse noGroup() {
    return ApiAnswer.error(404, "There is no such group.");
  }

  private HttpResponse list(HttpRequest request, Control control) {
    Optional<String> asked = request.query("phone_number_id");
    List<JsonObject> found = numbers.all().map(BusinessNumber::id)
        .filter(number -> asked.isEmpty() || asked.get().equals(number))
        .flatMap(number -> groups.newest(control.keys(), number, LISTED).stream())
        .map(this::truth).toList();
    return ApiAnswer.ok(JsonObject.EMPTY.with("groups", found));
  }

  /** All that the platform knows of a group, whatever its webhooks may have told. */
  private JsonObject truth(PlatformGroup group) {
    return JsonObject.EMPTY
        .with("id", group.id())
        .with("phone_number_id", group.phoneNumberId())
        .with("subject", group.subject())
        .with("description", group.description())
        .with("picture", group.picture().map(Picture::toJson))
        .with("join_approval_mode", group.joinApprovalMode())
        .with("suspended", group.suspended())
        .with("created_at", group.createdAt().toString())
        .with("invite_link", links.address(group.linkId()))
        .with("total_participant_count", group.participants().size())
        .with("participants", group.participants().stream().map(it -> it.person().toJson().with("joined_at", it.joinedAt().toString())).toList())
        .with("join_requests", group.joinRequests().stream().map(it ->
            it.person().toJson().with("join_request_id", it.id()).with("requested_at", it.createdAt().toString())).toList())
        .with("banned", group.banned());
  }

  private JsonObject conversation(Control control, PlatformGroup group) {
    Conversation conversation = messages.conversation(control.keys(), new Chat.OfGroup(group.id())).conversation();
    return JsonObject.EMPTY
        .with("window_until", conversation.windowUntil().map(Instant::toString))
        .with("pins", conversation.activePins(control.now(clock)).stream().map(Conversation.Pin::shown).toList());
  }

  /** What happened in a group, one that was deleted too. */
  private HttpResponse events(HttpRequest request, Control control, String groupId) {
    if (groups.find(control.keys(), groupId).isEmpty()) {
      return noGroup();
    }
    return switch (PageRequest.read(request, Keys.EVENTS)) {
      case PageRequest.Read.Invalid invalid -> ApiAnswer.error(400, invalid.sentence());
      case PageRequest.Read.Valid(PageRequest asked) -> {
        List<GroupHistory.Placed> page = history.after(control.keys(), groupId, asked.after(), asked.limit());
        yield ApiAnswer.ok(JsonObject.EMPTY
            .with("events", page.stream().map(GroupHistory.Placed::event).toList())
            .with("next", page.isEmpty() ? Optional.empty() : Optional.of(PageRequest.next(page.getLast().order()))));
      }
    };
  }

  /** All of a group's messages, those too that reached nobody, in the order in which they were accepted. */
  private HttpResponse messages(HttpRequest request, Control control, PlatformGroup group) {
    var chat = new Chat.OfGroup(group.id());
    Map<String, Conversation.Pin> pins = messages.conversation(control.keys(), chat).conversation().activePins(control.now(clock)).stream()
        .collect(Collectors.toMap(Conversation.Pin::messageId, pin -> pin));
    return pages.answer(request, control.keys(), chat, Instant.EPOCH, _ -> true, message ->
        message.truth().with("pinned_until", Optional.ofNullable(pins.get(message.id())).map(pin -> pin.expiresAt().toString())));
  }
}
