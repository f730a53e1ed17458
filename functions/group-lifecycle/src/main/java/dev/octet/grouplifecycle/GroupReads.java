package dev.octet.grouplifecycle;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.aws.secret.Secrets.ApiToken;
import dev.octet.domain.group.Group;
import dev.octet.domain.group.Participant;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphError;
import dev.octet.graph.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Group info, invite link and active groups (spec §2.4, §2.7, §2.8), from the table. A group that it does not know is
 * asked of the platform once; {@code ?source=platform} asks the platform only. Reads never write to a group: what the
 * platform answers may be another state than the table's, so the group is to be compared.
 */
final class GroupReads {
  private static final List<String> FIELDS = List.of(Platform.ALL_FIELDS.split(","));
  private static final GraphError UNKNOWN = GraphError.of(131041,
      "There is no such group, or this business is not in it. Active groups are listed at /{phone_number_id}/groups.");

  private final Groups groups;
  private final Platform platform;
  private final ReconcileMarks marks;

  GroupReads(Groups groups, Platform platform, ReconcileMarks marks) {
    this.groups = groups;
    this.platform = platform;
    this.marks = marks;
  }

  HttpResponse info(HttpRequest request, ApiToken token, String groupId) {
    List<String> fields = request.query("fields").map(text -> List.of(text.split(","))).orElse(List.of());
    if (!FIELDS.containsAll(fields)) {
      throw new Refused(GraphError.of(100, "`fields` names a field that groups do not have. They have " + Platform.ALL_FIELDS + "."));
    }
    Optional<Group> known = known(request, token, groupId);
    if (known.isPresent()) {
      return HttpResponse.json(200, describe(known.get(), fields));
    }
    return asked(request, token, groupId, number -> platform.groupInfo(number, groupId, String.join(",", fields)));
  }

  HttpResponse inviteLink(HttpRequest request, ApiToken token, String groupId) {
    Optional<String> link = known(request, token, groupId).flatMap(Group::inviteLink);
    if (link.isPresent()) {
      return HttpResponse.json(200, JsonObject.EMPTY.with("messaging_product", "whatsapp").with("invite_link", link.get()));
    }
    return asked(request, token, groupId, number -> platform.inviteLink(number, groupId));
  }

  private HttpResponse asked(HttpRequest request, ApiToken token, String groupId, Function<String, Outcome> ask) {
    if (!isOfPlatform(request)) {
      return answer(ofPlatform(token, ask).outcome());
    }
    try {
      Asked asked = ofPlatform(token, ask);
      marks.request(asked.number(), groupId);
      return answer(asked.outcome());
    } catch (Refused refused) {
      if (refused.error().code() == UNKNOWN.code()) { // gone, and the table may not know it
        groups.get(groupId).map(saved -> saved.group().phoneNumberId()).filter(token::mayUse).ifPresent(number -> marks.request(number, groupId));
      }
      throw refused;
    }
  }

  HttpResponse activeGroups(HttpRequest request, String phoneNumberId) {
    PageRequest page = PageRequest.of(request);
    if (isOfPlatform(request)) {
      return answer(platform.activeGroups(phoneNumberId, page.limit(), request.query("after"), request.query("before")));
    }
    return HttpResponse.json(200, page.answer(request, groups.active(phoneNumberId, page)));
  }

  /**
   * The number of the token's that is in a group, as the table knows it, or else the platform.
   *
   * @param again whether the request may be one that was made before, and whose group is gone by now because of it
   * @throws Refused when none is, or the platform cannot be asked
   */
  String numberIn(ApiToken token, String groupId, boolean again) {
    Optional<Group> group = groups.get(groupId).map(Groups.Saved::group);
    if (group.filter(it -> !token.mayUse(it.phoneNumberId()) || (!again && it.endedAt().isPresent())).isPresent()) {
      throw new Refused(UNKNOWN);
    }
    return group.map(Group::phoneNumberId).orElseGet(() -> ofPlatform(token, number -> platform.groupInfo(number, groupId, "")).number());
  }

  /** The group as the table knows it; refused when it is known to be gone, or another business's. */
  private Optional<Group> known(HttpRequest request, ApiToken token, String groupId) {
    if (isOfPlatform(request)) {
      return Optional.empty();
    }
    Optional<Group> group = groups.get(groupId).map(Groups.Saved::group);
    if (group.filter(it -> it.endedAt().isPresent() || !token.mayUse(it.phoneNumberId())).isPresent()) {
      throw new Refused(UNKNOWN);
    }
    return group.filter(it -> it.createdAt().isPresent()); // else only something that happened in it was seen
  }

  private static boolean isOfPlatform(HttpRequest request) {
    return request.query("source").equals(Optional.of("platform"));
  }

  private JsonObject describe(Group group, List<String> fields) {
    JsonObject answer = JsonObject.EMPTY.with("messaging_product", "whatsapp").with("id", group.id());
    for (String field : fields) {
      answer = switch (field) {
        case "subject" -> answer.with("subject", group.subject());
        case "description" -> answer.with("description", groups.description(group.id()));
        case "suspended" -> answer.with("suspended", group.suspended());
        case "creation_timestamp" -> answer.with("creation_timestamp", group.createdAt().map(Instant::getEpochSecond));
        case "join_approval_mode" -> answer.with("join_approval_mode", group.joinApprovalMode());
        case "participants" -> answer.with("participants", group.present().stream().map(Participant::person).map(it -> it.toJson()).toList());
        case "total_participant_count" -> answer.with("total_participant_count", group.present().size());
        default -> answer;
      };
    }
    return answer;
  }

  /** What the platform answered, and in whose name it was asked. */
  private record Asked(String number, Outcome outcome) {}

  /** Asked in the name of each of the token's numbers, until one is in the group. */
  private static Asked ofPlatform(ApiToken token, Function<String, Outcome> ask) {
    for (String phoneNumberId : token.phoneNumberIds()) {
      Outcome outcome = ask.apply(phoneNumberId);
      boolean elsewhere = outcome instanceof Outcome.Refused(GraphError error) && (error.code() == 131041 || error.code() == 190);
      if (!elsewhere) {
        body(outcome);
        return new Asked(phoneNumberId, outcome);
      }
    }
    throw new Refused(UNKNOWN);
  }

  private static HttpResponse answer(Outcome outcome) {
    return HttpResponse.json(200, body(outcome));
  }

  private static JsonObject body(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Answered(JsonObject body) -> body;
      case Outcome.Refused(GraphError error) -> throw new Refused(error);
      case Outcome.NotSent _, Outcome.Unknown _ ->
          throw new Refused(GraphError.of(2, "The platform did not answer. Nothing was changed; ask again."));
    };
  }
}
