package dev.octet.domain.message;

import java.util.List;

/**
 * What an installation lets through of what is in doubt.
 *
 * @param unverified whether reactions, locations, contacts and replies are sent to groups: nothing says that they can be (spec §7 row 24)
 * @param inviteBases what invite links begin with, such as {@code https://chat.whatsapp.com/}
 */
public record MessagePolicy(RulesEdition edition, boolean unverified, List<String> inviteBases) {
  /** The platform's own. */
  public static final String INVITE_BASE = "https://chat.whatsapp.com/";

  public MessagePolicy {
    inviteBases = List.copyOf(inviteBases);
  }
}
