package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether a number may make one more group, and which (spec §1, §2.1). */
public final class GroupCreation {
  /** Groups that a business number may have at one time, when it is not set to have fewer. */
  public static final int MAX_GROUPS = 10_000;

  private GroupCreation() {}

  /** What comes of a request. */
  public sealed interface Decision {
    record Created(PlatformGroup group, Webhook webhook, JsonObject answer) implements Decision {}

    /** Taken, and then not made. */
    record Failed(Webhook webhook, JsonObject answer) implements Decision {}

    record Refused(Refusal refusal) implements Decision {}
  }

  /** The ids of a group to be made: fixed before the first attempt, so that a second attempt makes the same group. */
  public record NewIds(String groupNumber, String linkId, String requestId) {
    public static NewIds draw(PlatformIds ids) {
      return new NewIds(ids.groupNumber(), ids.link(), ids.request());
    }
  }

  /** @param activeGroups how many groups the number has now */
  public static Decision decide(
      BusinessNumber number, NumberSettings settings, long activeGroups, CreateRequest request, NewIds ids, InviteLinks links, Instant now) {
    if (settings.groupsDisabled()) {
      return new Decision.Refused(Refusal.of(PlatformError.CREATE_DISABLED));
    }
    if (activeGroups >= settings.groupLimit()) {
      return new Decision.Refused(Refusal.of(PlatformError.CREATE_LIMIT));
    }
    PlatformGroup group = new PlatformGroup(
        PlatformIds.group(number, ids.groupNumber()), ids.groupNumber(), number.id(), request.subject(), request.description(),
        Optional.empty(), request.joinApprovalMode(), now, ids.linkId(), false, List.of(), List.of(), List.of());
    return new Decision.Created(
        group,
        Webhook.created(number, group, ids.requestId(), links.address(ids.linkId())),
        GroupChange.taken(ids.requestId()));
  }

  /** What comes instead of a group that would have been made. */
  public static Decision failed(BusinessNumber number, Decision.Created instead, NewIds ids, WebhookFailure failure) {
    return new Decision.Failed(Webhook.createFailed(number, instead.group(), ids.requestId(), failure.error()), instead.answer());
  }
}
