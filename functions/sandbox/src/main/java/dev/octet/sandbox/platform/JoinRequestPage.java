package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
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
    return new RowPage<>(JoinRequestPage::place, JoinRequestPage::row, list, address).answer(group.joinRequests(), limit, after, before);
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
