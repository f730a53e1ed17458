package dev.octet.sandbox.platform;

import java.time.Instant;
import java.util.Locale;

/** Who is in a group: how people come in and go by themselves (spec §1, §2.3, §4.3). */
public final class Membership {
  /** People in a group, beside the business (spec §7 row 2). */
  public static final int MAX_PARTICIPANTS = 8;

  /** A group keeps no more requests than fit beside it. */
  static final int MAX_JOIN_REQUESTS = 200;

  private Membership() {}

  /** Why the link lets somebody not in. */
  public enum Reason {
    /** No link of this sandbox. */
    UNKNOWN_LINK,
    /** The link was reset; another one works. */
    DEAD_LINK,
    /** The business removed this person before: no link works for them again. */
    BANNED,
    GROUP_FULL,
    GROUP_SUSPENDED,
    TOO_MANY_REQUESTS;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What comes of opening an invite link and tapping it. */
  public sealed interface Join {
    record Joined(PlatformGroup group, Webhook webhook) implements Join {}

    record Requested(PlatformGroup group, Webhook webhook) implements Join {}

    /** They are in, or have asked, already: nothing happens and nobody is told. */
    record Already(boolean joined) implements Join {}

    record Refused(Reason reason) implements Join {}
  }

  /** What comes of going, or of taking a request back. */
  public sealed interface Departure {
    record Done(PlatformGroup group, Webhook webhook) implements Departure {}

    record NotThere() implements Departure {}
  }

  /**
   * @param shown the person as the business may see them
   * @param seats how many people fit, {@link #MAX_PARTICIPANTS} at most
   */
  public static Join join(BusinessNumber number, PlatformGroup group, String linkId, Person person, Person shown, int seats, Instant now) {
    if (!group.linkId().equals(linkId)) {
      return new Join.Refused(Reason.DEAD_LINK);
    }
    if (group.has(person.id())) {
      return new Join.Already(true);
    }
    if (group.suspended()) {
      return new Join.Refused(Reason.GROUP_SUSPENDED);
    }
    if (group.banned().contains(person.id())) {
      return new Join.Refused(Reason.BANNED);
    }
    if (group.requestOf(person.id()).isPresent()) {
      return new Join.Already(false);
    }
    if (group.participants().size() >= seats) {
      return new Join.Refused(Reason.GROUP_FULL);
    }
    if (!group.needsApproval()) {
      return new Join.Joined(group.plus(new PlatformGroup.Participant(shown, now)), Webhook.joined(number, group, shown, now));
    }
    if (group.joinRequests().size() >= MAX_JOIN_REQUESTS) {
      return new Join.Refused(Reason.TOO_MANY_REQUESTS);
    }
    var request = new PlatformGroup.JoinRequest(PlatformIds.joinRequest(shown, group), shown, now);
    return new Join.Requested(group.plus(request), Webhook.joinRequested(number, group, request, shown, now));
  }

  public static Departure leave(BusinessNumber number, PlatformGroup group, String personId, Instant now) {
    return group.participants().stream().map(PlatformGroup.Participant::person).filter(person -> person.id().equals(personId)).findFirst()
        .<Departure>map(person -> new Departure.Done(group.without(personId), Webhook.left(number, group, person, now)))
        .orElse(new Departure.NotThere());
  }

  public static Departure cancel(BusinessNumber number, PlatformGroup group, String personId, Instant now) {
    return group.requestOf(personId)
        .<Departure>map(request -> new Departure.Done(
            group.without(personId), Webhook.joinRequestRevoked(number, group, request, request.person(), now)))
        .orElse(new Departure.NotThere());
  }
}
