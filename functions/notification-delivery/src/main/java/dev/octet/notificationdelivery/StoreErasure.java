package dev.octet.notificationdelivery;

import dev.octet.aws.notification.KeptNotification;
import dev.octet.aws.notification.KeptPage;
import dev.octet.aws.notification.NotificationStore;
import dev.octet.aws.notification.Span;
import dev.octet.aws.queue.Handled;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.queue.QueueMessage;
import dev.octet.domain.json.JsonObject;
import dev.octet.operations.Erasure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The store's share of the erasure of a person: they are blanked in what was told of them. */
final class StoreErasure {
  private static final String KIND = "notifications";
  private static final String PLACE = "place";
  private static final int PAGE = 200;
  /** Of the function's 30 seconds. */
  private static final Duration SHARE = Duration.ofSeconds(8);

  private final Optional<NotificationStore> store;
  private final Queue here;
  private final Queue groups;
  private final Clock clock;

  /**
   * @param store empty where nothing is kept
   * @param groups the queue of whoever ends it
   */
  StoreErasure(Optional<NotificationStore> store, Queue here, Queue groups, Clock clock) {
    this.store = store;
    this.here = here;
    this.groups = groups;
    this.clock = clock;
  }

  /** Takes it a share further. */
  Handled handle(Erasure at, QueueMessage message) {
    if (at.step() != Erasure.Step.STORE) {
      groups.send(at.message(message.id()));
      return Handled.done();
    }
    Instant now = clock.instant();
    Instant from = store.map(it -> it.erasing(at.phoneNumberId(), at.person(), at.requestId() + "#" + at.run())).orElse(now);
    if (now.isBefore(from)) {
      return Handled.later(Duration.between(now, from).plusSeconds(1));
    }
    here.send(store.map(it -> pass(it, at)).orElseGet(() -> at.passed(Erasure.Step.END)).message(message.id()));
    return Handled.done();
  }

  private Erasure pass(NotificationStore from, Erasure erasure) {
    Instant end = clock.instant().plus(SHARE);
    Erasure at = erasure.cursor().isEmpty() ? erasure.uncounted(List.of(KIND)) : erasure;
    do {
      KeptPage page = from.ofNumber(at.phoneNumberId(), at.cursor().flatMap(it -> it.text(PLACE)).map(Span.ALL::after).orElse(Span.ALL), PAGE);
      for (KeptNotification kept : page.notifications()) {
        at = blank(from, kept, at);
      }
      if (page.next().isEmpty()) {
        return at.passed(Erasure.Step.END);
      }
      at = at.at(JsonObject.EMPTY.with(PLACE, page.next().get()));
    } while (clock.instant().isBefore(end));
    return at;
  }

  private static Erasure blank(NotificationStore in, KeptNotification kept, Erasure at) {
    JsonObject left = at.person().blank(kept.event());
    if (left.equals(kept.event())) {
      in.tidy(kept);
      return left.toJson().contains(at.person().mark()) ? at.count(KIND) : at;
    }
    boolean _ = in.replace(kept, left); // where another was faster, the next pass sees what it left
    return at.foundOne().count(KIND);
  }
}
