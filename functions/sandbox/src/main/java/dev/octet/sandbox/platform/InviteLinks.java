package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The addresses of invite links. On the real platform only the last segment varies, too (spec §1).
 *
 * @param publicUrl where the sandbox is reached, without a slash at its end
 */
public record InviteLinks(String publicUrl) {
  private static final Pattern LINK = Pattern.compile("(?:https?://[^\\s?#]*/)?([A-Za-z0-9]{1,64})/?(?:[?#].*)?");

  public String address(String linkId) {
    return publicUrl + "/sandbox/invite/" + linkId;
  }

  /** As reading it and resetting it answer (spec §2.4). */
  public JsonObject answer(PlatformGroup group) {
    return JsonObject.EMPTY.with("messaging_product", "whatsapp").with("invite_link", address(group.linkId()));
  }

  /** The link's id, from a whole address or from the id alone; empty when it cannot be a link. */
  public static Optional<String> id(String link) {
    Matcher matcher = LINK.matcher(link.strip());
    return link.length() <= 2000 && matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
