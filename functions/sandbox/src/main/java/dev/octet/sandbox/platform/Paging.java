package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Lists in pages, with cursors, as Graph has them (spec §2.3, §2.8): what is asked, and what an answer says of the way on. */
public final class Paging {
  public static final int DEFAULT_LIMIT = 25;
  public static final int MAX_LIMIT = 1024;

  private Paging() {}

  /** Which part of the list is asked for. */
  public sealed interface Request {
    /** From the start. */
    record First(int limit) implements Request {}

    /** From after a place on. */
    record After(Cursor cursor, int limit) implements Request {}

    /** The last of those before a place. */
    record Before(Cursor cursor, int limit) implements Request {}

    record Invalid(Refusal refusal) implements Request {}
  }

  /** @param list names the list that cursors must belong to */
  public static Request read(Optional<String> limit, Optional<String> after, Optional<String> before, String list) {
    OptionalInt rows = limit.map(Paging::rows).orElse(OptionalInt.of(DEFAULT_LIMIT));
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
   * What stands beside the rows; empty for a list that has none.
   *
   * @param places the sort keys of the rows, in their order
   * @param earlier whether there are rows before the first of these
   * @param later whether there are rows after the last of these
   * @param asked the cursor that was given, for a page without rows
   * @param address of the list, without query, or with one that stays the same from page to page
   */
  static Optional<JsonObject> beside(
      List<String> places, boolean earlier, boolean later, Optional<Cursor> asked, String list, int limit, String address) {
    if (places.isEmpty() && asked.isEmpty()) {
      return Optional.empty(); // nothing to stand at, so no cursors: as Graph does for an empty list
    }
    // On a page without rows the walk turns round at the place that was asked for, which lies on the page before.
    String before = places.isEmpty() ? asked.map(Paging::turned).orElse("") : new Cursor(list, places.getFirst(), false).toText();
    String after = places.isEmpty() ? before : new Cursor(list, places.getLast(), false).toText();
    JsonObject paging = JsonObject.EMPTY.with("cursors", JsonObject.EMPTY.with("before", before).with("after", after));
    String asking = address + (address.indexOf('?') < 0 ? "?" : "&") + "limit=";
    if (earlier) {
      paging = paging.with("previous", asking + limit + "&before=" + encode(before));
    }
    if (later) {
      paging = paging.with("next", asking + limit + "&after=" + encode(after));
    }
    return Optional.of(paging);
  }

  private static String turned(Cursor cursor) {
    return new Cursor(cursor.list(), cursor.place(), true).toText();
  }

  private static String encode(String cursor) {
    return URLEncoder.encode(cursor, StandardCharsets.UTF_8);
  }
}
