package dev.octet.aws;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What is in hand, one message, request or run: the ids by which a command is followed through the call to the platform and the
 * webhook to its notification. Whoever learns of one leaves it here; from then on it is on every line of the log. The keys are
 * those of README.md beside this module.
 *
 * <p>Bound to the thread that has it in hand: what is left or counted elsewhere is left out.
 */
public final class Trail {
  private static final ScopedValue<Trail> IN_HAND = ScopedValue.newInstance();
  /** What ids look like. Anything else that stands in an id's place may be what somebody wrote. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:=+/-]{1,200}");
  /** Some are enough to find the others by. */
  private static final int MAX_LISTED = 20;

  private final Metrics metrics;
  private JsonObject fields;
  private final List<String> notifications = new ArrayList<>();
  private Optional<Instant> arrived = Optional.empty();

  Trail(Metrics metrics, JsonObject fields) {
    this.metrics = metrics;
    this.fields = fields;
  }

  /** Does something while this trail is the one in hand. */
  public <T> T follow(Supplier<T> work) {
    return ScopedValue.where(IN_HAND, this).call(work::get);
  }

  /** Does something apart within what is in hand, such as one group of a run: what it leaves is on its own lines alone. */
  public static <T> T apart(String key, String id, Supplier<T> work) {
    if (!IN_HAND.isBound()) {
      return work.get();
    }
    Trail whole = IN_HAND.get();
    return new Trail(whole.metrics, whole.fields).follow(() -> {
      note(key, id);
      return work.get();
    });
  }

  /** Leaves an id; what does not look like one is left out. */
  public static void note(String key, String id) {
    if (IN_HAND.isBound() && ID.matcher(id).matches()) {
      IN_HAND.get().leave(key, id);
    }
  }

  public static void note(String key, Optional<String> id) {
    id.ifPresent(it -> note(key, it));
  }

  public static void note(String key, long number) {
    if (IN_HAND.isBound()) {
      IN_HAND.get().leave(key, number);
    }
  }

  /** Leaves some of many ids, each of which looks like one. */
  public static void noteAll(String key, List<String> ids) {
    if (IN_HAND.isBound()) {
      List<String> some = ids.stream().filter(id -> ID.matcher(id).matches()).limit(MAX_LISTED).toList();
      IN_HAND.get().leave(key, some);
    }
  }

  /** What is in hand came with a webhook that arrived at this time. */
  public static void arrived(Instant at) {
    if (IN_HAND.isBound()) {
      IN_HAND.get().arrived = Optional.of(at);
      IN_HAND.get().leave("received_at", at.toString());
    }
  }

  /** When the webhook arrived, if one did. */
  public static Optional<Instant> arrivedAt() {
    return IN_HAND.isBound() ? IN_HAND.get().arrived : Optional.empty();
  }

  /** Notifications were sent: their number, and the ids of the first of them. */
  public static void told(List<String> ids) {
    if (IN_HAND.isBound() && !ids.isEmpty()) {
      Trail trail = IN_HAND.get();
      trail.notifications.addAll(ids);
      trail.leave("notifications", (long) trail.notifications.size());
      noteAll("notification_ids", trail.notifications);
    }
  }

  /** What is counted now; counts for nothing when nothing is in hand. */
  static Optional<Metrics> metrics() {
    return IN_HAND.isBound() ? Optional.of(IN_HAND.get().metrics) : Optional.empty();
  }

  /** What every line of the log has now. */
  static JsonObject inHand() {
    return IN_HAND.isBound() ? IN_HAND.get().fields : JsonObject.EMPTY;
  }

  private void leave(String key, Object value) {
    fields = fields.with(key, value);
  }
}
