package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code GET /{phone_number_id}/groups} (spec §2.8): what is asked, and the answer. Newest first. */
public final class GroupPage {
  public static final int DEFAULT_LIMIT = 25;
  public static final int MAX_LIMIT = 1024;

  private GroupPage() {}

  /**
   * The sort key of a group among those of its number: by time, and by its number where two are of the same
   * millisecond.
   */
  public static String newest(PlatformGroup group) {
    return String.format(Locale.ROOT, "%013d#%s", group.createdAt().toEpochMilli(), group.number());
  }

  /** Which part of the list is asked for. */
  public sealed interface Request {
    /** From the newest on. */
    record First(int limit) implements Request {}

    /** Older than a place. */
    record After(Cursor cursor, int limit) implements Request {}

    /** Newer than a place. */
    record Before(Cursor cursor, int limit) implements Request {}

    record Invalid(Refusal refusal) implements Request {}
  }

  /** @param list names the list that cursors must belong to */
  public static Request read(Optional<String> limit, Optional<String> after, Optional<String> before, String list) {
    OptionalInt rows = limit.map(GroupPage::rows).orElse(OptionalInt.of(DEFAULT_LIMIT));
    if (rows.isEmpty()) {
      return new Request.Invalid(Refusal.of(PlatformError.INVALID_PARAMETER, "limit must be a whole number from 1 to 1024."));
    }
    if (after.isPresent() && before.isPresent()) {
      return new Request.Invalid(Refusal.of(PlatformError.INVALID_PARAMETER, "Give after or before, not both."));
    }
    Optional<String> given = after.or(() -> before);
    if (given.isEmpty()) {
      return new Request.First(rows.getAsInt());
    }
    Optional<Cursor> cursor = Cursor.read(given.get(), list);
    if (cursor.isEmpty()) {
      return new Request.Invalid(Refusal.of(PlatformError.INVALID_CURSOR));
    }
    return after.isPresent() ? new Request.After(cursor.get(), rows.getAsInt()) : new Request.Before(cursor.get(), rows.getAsInt());
  }

  private static OptionalInt rows(String limit) {
    if (!limit.matches("\\d{1,4}")) {
      return OptionalInt.empty();
    }
    int rows = Integer.parseInt(limit);
    return rows >= 1 && rows <= MAX_LIMIT ? OptionalInt.of(rows) : OptionalInt.empty();
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
    JsonObject answer = JsonObject.EMPTY.with("data", data);
    if (groups.isEmpty() && asked.isEmpty()) {
      return answer; // nothing to stand at, so no cursors: as Graph does for an empty list
    }
    // On a page without rows the walk turns round at the place that was asked for, which lies on the page before.
    String before = groups.isEmpty() ? asked.map(GroupPage::turned).orElse("") : new Cursor(list, newest(groups.getFirst()), false).toText();
    String after = groups.isEmpty() ? before : new Cursor(list, newest(groups.getLast()), false).toText();
    JsonObject paging = JsonObject.EMPTY.with("cursors", JsonObject.EMPTY.with("before", before).with("after", after));
    if (newer) {
      paging = paging.with("previous", address + "?limit=" + limit + "&before=" + encode(before));
    }
    if (older) {
      paging = paging.with("next", address + "?limit=" + limit + "&after=" + encode(after));
    }
    return answer.with("paging", paging);
  }

  private static String turned(Cursor cursor) {
    return new Cursor(cursor.list(), cursor.newest(), true).toText();
  }

  private static String encode(String cursor) {
    return URLEncoder.encode(cursor, StandardCharsets.UTF_8);
  }
}
