package dev.octet.grouplifecycle;

import dev.octet.aws.queue.Notifications;
import dev.octet.aws.table.Key;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.domain.Notification;
import dev.octet.domain.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Tells when a number comes near the most groups that it may have (spec §1), once until it has fewer again. The count itself
 * is only ever added to, by whoever makes a group or ends one; it is read where a group was made and nowhere else.
 */
final class GroupLimit {
  static final int MOST = 10_000;
  /** In time to delete some. */
  static final int NEAR = 9_000;

  private final Table table;
  private final Notifications notifications;
  private final Clock clock;

  GroupLimit(Table table, Notifications notifications, Clock clock) {
    this.table = table;
    this.notifications = notifications;
    this.clock = clock;
  }

  /** A group was made, or this pass of its event finds that it was. */
  void watch(String phoneNumberId) {
    Optional<Stored> read = table.get(new Key("NUMBER#" + phoneNumberId, "NUMBER"));
    while (read.isPresent() && isNear(read.get()) != isTold(read.get())) {
      Stored number = read.get();
      boolean near = isNear(number);
      long times = number.attributes().whole("times_near").orElse(0) + (near ? 1 : 0);
      if (near) { // told first: whoever is killed before it is written down leaves it to the next
        notifications.send(List.of(notification(phoneNumberId, number.attributes().whole("active_groups").orElse(0), times)));
      }
      boolean written = table.put(Write.replace(number, number.attributes().with("near", near).with("times_near", times))).applied();
      read = written ? Optional.empty() : table.get(number.key()); // somebody has counted in between
    }
  }

  private Notification notification(String phoneNumberId, long active, long times) {
    return Notification.of("group.limit_near", clock.instant(), Optional.of(phoneNumberId), Optional.empty(),
        JsonObject.EMPTY.with("active_groups", active).with("limit", MOST), phoneNumberId, Long.toString(times));
  }

  private static boolean isNear(Stored number) {
    return number.attributes().whole("active_groups").orElse(0) >= NEAR;
  }

  private static boolean isTold(Stored number) {
    return number.attributes().bool("near").orElse(false);
  }
}
