package dev.octet.sandbox;

import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.BusinessNumber;
import dev.octet.sandbox.platform.InviteLinks;
import dev.octet.sandbox.platform.Membership;
import dev.octet.sandbox.platform.Person;
import dev.octet.sandbox.platform.PlatformGroup;
import java.time.Clock;
import java.util.Optional;

/** What somebody sees who opens an invite link, before they tap anything: what the group is, and what tapping would do. */
final class OpenedLinks {
  private final GroupStore groups;
  private final InviteLinks links;
  private final Clock clock;

  OpenedLinks(GroupStore groups, InviteLinks links, Clock clock) {
    this.groups = groups;
    this.links = links;
    this.clock = clock;
  }

  /** @param link as it was typed or tapped */
  JsonObject opened(Control control, Person person, String link) {
    Optional<String> linkId = InviteLinks.id(link);
    Optional<String> groupId = linkId.flatMap(id -> groups.behindLink(control.keys(), id));
    if (groupId.isEmpty()) {
      return refused(Membership.Reason.UNKNOWN_LINK);
    }
    return groups.get(control.keys(), groupId.get()).map(saved -> opened(control, person, linkId.orElseThrow(), saved.group()))
        .orElseGet(() -> refused(Membership.Reason.DEAD_LINK)).with("group_id", groupId.get());
  }

  private JsonObject opened(Control control, Person person, String linkId, PlatformGroup group) {
    BusinessNumber number = BusinessNumber.of(group.phoneNumberId());
    int seats = control.settings(number.id()).participantLimit();
    JsonObject what = JsonObject.EMPTY.with("group", shown(group, number, seats));
    return switch (Membership.join(number, group, linkId, person, person, seats, control.now(clock))) {
      case Membership.Join.Joined _ -> what.with("status", "can_join");
      case Membership.Join.Requested _ -> what.with("status", "can_ask");
      case Membership.Join.Already already -> what.with("status", already.joined() ? "joined" : "requested");
      case Membership.Join.Refused(Membership.Reason reason) -> (reason == Membership.Reason.DEAD_LINK ? JsonObject.EMPTY : what).withAll(refused(reason));
    };
  }

  private JsonObject shown(PlatformGroup group, BusinessNumber number, int seats) {
    return JsonObject.EMPTY
        .with("subject", group.subject())
        .with("description", group.description())
        .with("picture", group.picture().map(_ -> links.address(group.linkId()) + "/picture"))
        .with("business", number.verifiedName())
        .with("official_business_account", number.officialBusinessAccount())
        .with("total_participant_count", group.participants().size())
        .with("participant_limit", seats);
  }

  private static JsonObject refused(Membership.Reason reason) {
    return JsonObject.EMPTY.with("status", "refused").with("reason", reason.toString());
  }
}
