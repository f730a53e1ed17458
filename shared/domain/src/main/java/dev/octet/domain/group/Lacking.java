package dev.octet.domain.group;

import java.util.Arrays;
import java.util.Optional;

/** What one may look for and the platform does not have, with what there is instead (spec §1, §2.9, §2.10). */
public enum Lacking {
  ADD_PARTICIPANTS("add_participants",
      "Nobody can be added to a group: people come in by the invite link, which GET /{group_id}/invite_link or `get_invite_link` gives."),
  DELETE_INVITE_LINK("delete_invite_link",
      "An invite link cannot be taken away. POST /{group_id}/invite_link or `reset_invite_link` makes another one, and all earlier ones are dead."),
  HIDE_PARTICIPANTS("hide_participants", "The list of participants cannot be hidden from them."),
  SET_ADMINS("set_admins", "The business that made a group is its only admin, and nobody else can become one.");

  private final String command;
  private final String sentence;

  Lacking(String command, String sentence) {
    this.command = command;
    this.sentence = sentence;
  }

  /** What a command of this name would ask for. */
  public static Optional<Lacking> of(String command) {
    return Arrays.stream(values()).filter(lacking -> lacking.command.equals(command)).findFirst();
  }

  /** For the caller to read; its code is the platform's 100. */
  public String sentence() {
    return sentence;
  }
}
