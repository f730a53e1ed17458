package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code GET /{phone_number_id}/groups} (spec §2.8): the answer. Newest first. */
public final class GroupPage {
  private GroupPage() {}

  /**
   * The sort key of a group among those of its number: by time, and by its number where two are of the same
   * millisecond.
   */
  public static String newest(PlatformGroup group) {
    return String.format(Locale.ROOT, "%013d#%s", group.createdAt().toEpochMilli(), group.number());
  }

  /**
   * @param groups newest first, at most {@code limit}
   * @param newer whether there are groups before the first of these
   * @param older whether there are groups after the last of these
   * @param asked the cursor that was given, for a page without rows
   * @param address of the list, without query
   */
  public static JsonObject answer(
      List<PlatformGroup> groups, boolean newer, boolean older, Optional<Cursor> asked, String list, int limit, String address) {
    JsonObject data = JsonObject.EMPTY.with("groups", groups.stream().map(group -> JsonObject.EMPTY
        .with("id", group.id())
        .with("subject", group.subject())
        .with("created_at", Long.toString(group.createdAt().getEpochSecond()))).toList());
    List<String> places = groups.stream().map(GroupPage::newest).toList();
    return JsonObject.EMPTY.with("data", data).with("paging", Paging.beside(places, newer, older, asked, list, limit, address));
  }
}
