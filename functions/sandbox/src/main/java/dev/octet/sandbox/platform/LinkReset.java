package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.util.Optional;

/** {@code POST /{group_id}/invite_link}: another link, at once; all earlier ones are dead, and nobody is told (spec §2.4). */
public final class LinkReset {
  private LinkReset() {}

  /** What is wrong with the body, which has nothing but the product. */
  public static Optional<Refusal> wrong(JsonObject body) {
    return RequestBody.wrong(body);
  }

  /** @param linkId of the new link; fixed before the first attempt, so that a second attempt makes the same link */
  public static GroupChange decide(PlatformGroup group, String linkId, InviteLinks links) {
    PlatformGroup changed = group.withLink(linkId);
    return new GroupChange.Changed(changed, Optional.empty(), links.answer(changed));
  }
}
