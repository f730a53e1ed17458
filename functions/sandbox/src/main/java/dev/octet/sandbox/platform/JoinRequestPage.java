package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code GET /{group_id}/join_requests} (spec §2.3). Who asked first stands first. */
public final class JoinRequestPage {
  private JoinRequestPage() {}

  /**
   * @param list names the list that cursors must belong to
   * @param address of the list, without query
   */
  public static GraphAnswer answer(
      PlatformGroup group, Optional<String> limit, Optional<String> after, Optional<String> before, String list, String address) {
    List<PlatformGroup.JoinRequest> all = group.joinRequests().stream().sorted(Comparator.comparing(JoinRequestPage::place)).toList();
    return switch (Paging.read(limit, after, before, list)) {
      case Paging.Request.Invalid invalid -> new GraphAnswer.Refused(invalid.refusal());
      case Paging.Request.First first -> page(all, 0, Math.min(all.size(), first.limit()), Optional.empty(), list, first.limit(), address);
      case Paging.Request.After page -> {
        int from = rowsBefore(all, page.cursor(), !page.cursor().included());
        yield page(all, from, Math.min(all.size(), from + page.limit()), Optional.of(page.cursor()), list, page.limit(), address);
      }
      case Paging.Request.Before page -> {
        int to = rowsBefore(all, page.cursor(), page.cursor().included());
        yield page(all, Math.max(0, to - page.limit()), to, Optional.of(page.cursor()), list, page.limit(), address);
      }
    };
  }

  /** How many stand before a place, or at it. */
  private static int rowsBefore(List<PlatformGroup.JoinRequest> all, Cursor cursor, boolean orAt) {
    return (int) all.stream().map(request -> place(request).compareTo(cursor.place())).filter(order -> order < 0 || (orAt && order == 0)).count();
  }

  private static GraphAnswer page(
      List<PlatformGroup.JoinRequest> all, int from, int to, Optional<Cursor> asked, String list, int limit, String address) {
    List<PlatformGroup.JoinRequest> rows = all.subList(from, to);
    return GraphAnswer.ok(JsonObject.EMPTY
        .with("data", rows.stream().map(JoinRequestPage::row).toList())
        .with("paging", Paging.beside(rows.stream().map(JoinRequestPage::place).toList(), from > 0, to < all.size(), asked, list, limit, address)));
  }

  private static JsonObject row(PlatformGroup.JoinRequest request) {
    return JsonObject.EMPTY
        .with("join_request_id", request.id())
        .withAll(request.person().identity())
        .with("creation_timestamp", request.createdAt().getEpochSecond());
  }

  /** By time, and by person where two asked in the same millisecond. */
  private static String place(PlatformGroup.JoinRequest request) {
    return String.format(Locale.ROOT, "%013d#%s", request.createdAt().toEpochMilli(), request.person().userId().replaceAll("\\D", ""));
  }
}
