package dev.octet.notificationdelivery;

import dev.octet.aws.BeyondLimitException;
import dev.octet.aws.Log;
import dev.octet.aws.notification.KeptNotification;
import dev.octet.aws.notification.KeptPage;
import dev.octet.aws.notification.NotificationStore;
import dev.octet.aws.queue.Handled;
import dev.octet.aws.queue.Patience;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.queue.QueueException;
import dev.octet.aws.queue.QueueMessage;
import dev.octet.aws.queue.Reason;
import dev.octet.domain.json.JsonObject;
import dev.octet.notificationdelivery.Replays.Recorded;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Carries replays out, step by step: a message of the queue is one step, and leaves one for the next. How far it has come is
 * written after every page, on the condition that nobody else has: of two that do the same step, by whatever mishap, one stops.
 */
final class ReplayWork {
  private static final String STEP = "replay";
  private static final int PAGE = 100;
  /** Well within what a function has. */
  private static final Duration STEP_TIME = Duration.ofSeconds(8);

  private final Replays replays;
  private final NotificationStore store;
  private final ReplayTargets targets;
  private final Queue copies;
  private final Patience patience;
  private final Clock clock;
  private final Log log;

  ReplayWork(Replays replays, NotificationStore store, ReplayTargets targets, Queue copies, Patience patience, Clock clock, Log log) {
    this.replays = replays;
    this.store = store;
    this.targets = targets;
    this.copies = copies;
    this.patience = patience;
    this.clock = clock;
    this.log = log;
  }

  static boolean isStep(JsonObject message) {
    return message.has(STEP) && !message.has("specversion");
  }

  /** A step to be done. One after the other: they share a message group. */
  static Queue.Entry step(String replayId, String which) {
    return new Queue.Entry("replay " + replayId, "replay " + replayId + " " + which, JsonObject.EMPTY.with(STEP, replayId).toJson());
  }

  Handled step(QueueMessage message, JsonObject body) {
    Optional<Recorded> recorded = body.text(STEP).flatMap(replays::get).filter(it -> it.replay().state() == Replay.State.RUNNING);
    if (recorded.isEmpty()) {
      return Handled.done(); // ended, by the step that another message asked for
    }
    try {
      advance(recorded.get());
      return Handled.done();
    } catch (SdkException | QueueException e) {
      log.warn("replay_failed", JsonObject.EMPTY.with("replay", recorded.get().replay().id()).with("error", e.getClass().getName()));
      Handled next = patience.after(message, new Reason("replay_failed", "What was to be sent again could not be: " + e.getClass().getSimpleName() + "."));
      if (!(next instanceof Handled.SetAside aside)) {
        return next;
      }
      replays.get(recorded.get().replay().id()).ifPresent(it -> failed(it, aside.reason().sentence()));
      return Handled.done();
    }
  }

  private void advance(Recorded begun) {
    Instant until = clock.instant().plus(STEP_TIME);
    Optional<Recorded> at = Optional.of(begun);
    while (at.isPresent()) {
      at = page(at.get());
      if (at.isPresent() && !clock.instant().isBefore(until)) {
        copies.send(step(at.get().replay().id(), at.get().replay().place().orElse("")));
        return;
      }
    }
  }

  /** Returns where it goes on; empty when it has ended, or another goes on with it. */
  private Optional<Recorded> page(Recorded at) {
    Replay replay = at.replay();
    KeptPage page = replay.groupId().isPresent()
        ? store.ofGroup(replay.phoneNumberId(), replay.groupId(), replay.left(), PAGE)
        : store.ofNumber(replay.phoneNumberId(), replay.left(), PAGE);
    Optional<Integer> sent;
    try {
      sent = targets.send(replay.target(), replay.id(), page.notifications().stream().map(KeptNotification::event).toList());
    } catch (BeyondLimitException e) {
      failed(at, "A notification is larger than the queue takes.");
      return Optional.empty();
    }
    if (sent.isEmpty()) {
      failed(at, "There is no queue " + replay.target() + " any more.");
      return Optional.empty();
    }
    Optional<String> last = page.notifications().isEmpty() ? Optional.empty() : Optional.of(page.notifications().getLast().place());
    Replay further = page.next().or(() -> last).map(place -> replay.at(place, sent.get(), clock.instant())).orElse(replay);
    if (page.next().isPresent()) {
      return replays.put(at, further);
    }
    Optional<Recorded> _ = replays.put(at, further.ended(Replay.State.DONE, Optional.empty(), clock.instant()));
    log.info("replay_done", JsonObject.EMPTY.with("replay", replay.id()).with("notifications", further.sent()));
    return Optional.empty();
  }

  private void failed(Recorded at, String why) {
    Optional<Recorded> _ = replays.put(at, at.replay().ended(Replay.State.FAILED, Optional.of(why), clock.instant()));
    log.warn("replay_given_up", JsonObject.EMPTY.with("replay", at.replay().id()));
  }
}
