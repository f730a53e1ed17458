package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A list that is read whole, given out in pages: {@code data} and cursors (spec §2.3).
 *
 * @param place a row's sort key
 * @param row what stands in {@code data}
 * @param list names the list that cursors must belong to
 * @param address of the list; with or without a query of its own
 */
record RowPage<T>(Function<T, String> place, Function<T, JsonObject> row, String list, String address) {

  GraphAnswer answer(List<T> unordered, Optional<String> limit, Optional<String> after, Optional<String> before) {
    List<T> all = unordered.stream().sorted(Comparator.comparing(place)).toList();
    return switch (Paging.read(limit, after, before, list)) {
      case Paging.Request.Invalid invalid -> new GraphAnswer.Refused(invalid.refusal());
      case Paging.Request.First first -> page(all, 0, Math.min(all.size(), first.limit()), Optional.empty(), first.limit());
      case Paging.Request.After page -> {
        int from = rowsBefore(all, page.cursor(), !page.cursor().included());
        yield page(all, from, Math.min(all.size(), from + page.limit()), Optional.of(page.cursor()), page.limit());
      }
      case Paging.Request.Before page -> {
        int to = rowsBefore(all, page.cursor(), page.cursor().included());
        yield page(all, Math.max(0, to - page.limit()), to, Optional.of(page.cursor()), page.limit());
      }
    };
  }

  /** How many stand before a place, or at it. */
  private int rowsBefore(List<T> all, Cursor cursor, boolean orAt) {
    return (int) all.stream().map(one -> place.apply(one).compareTo(cursor.place())).filter(order -> order < 0 || (orAt && order == 0)).count();
  }

  private GraphAnswer page(List<T> all, int from, int to, Optional<Cursor> asked, int limit) {
    List<T> rows = all.subList(from, to);
    return GraphAnswer.ok(JsonObject.EMPTY
        .with("data", rows.stream().map(row).toList())
        .with("paging", Paging.beside(rows.stream().map(place).toList(), from > 0, to < all.size(), asked, list, limit, address)));
  }
}
