package dev.octet.sandbox.platform;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A place in a list: of a number's groups, or of a group's join requests. Opaque to clients; good for the list that it was
 * given for, and until the sandbox is reset.
 *
 * @param list which list it belongs to
 * @param place the sort key of the row that it stands at
 * @param included whether a walk from here starts with that row itself
 */
public record Cursor(String list, String place, boolean included) {

  public String toText() {
    String text = list + " " + place + (included ? " +" : " -");
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Empty when it is corrupt, or belongs to another list. */
  public static Optional<Cursor> read(String text, String list) {
    try {
      String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", -1);
      return parts.length == 3 && parts[0].equals(list) && parts[1].matches("\\d{13}#\\d+") && parts[2].matches("[+-]")
          ? Optional.of(new Cursor(list, parts[1], parts[2].equals("+")))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
