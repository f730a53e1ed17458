package dev.octet.grouplifecycle;

import dev.octet.aws.Log;
import dev.octet.aws.queue.DeadLetters;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.Operation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Sends dead letters back to where they came from, each under its own message group and in its order. It is in its queue before it
 * goes here: whoever dies between leaves it in both, and what is sent back is done once by its own id.
 */
final class Redrives {
  /** Of a function's 30 seconds: when they are over, a call may be under way, and what is in hand must be given back. */
  static final Duration LONGEST = Duration.ofSeconds(18);

  private final SqsClient sqs;
  private final Function<String, Optional<Operation>> operations;
  private final Clock clock;
  private final Log log;

  /** @param operations finds the operation of an id */
  Redrives(SqsClient sqs, Function<String, Optional<Operation>> operations, Clock clock, Log log) {
    this.sqs = sqs;
    this.operations = operations;
    this.clock = clock;
    this.log = log;
  }

  /**
   * What became of it, by message.
   *
   * @param left were asked for, and lie there still
   * @param skipped were not asked for
   * @param complete whether all that was within reach was looked at, and nothing that was asked for is left
   */
  record Counts(int moved, Set<String> left, Set<String> skipped, boolean complete) {
    JsonObject toJson() {
      return JsonObject.EMPTY.with("moved", moved).with("left", left.size()).with("skipped", skipped.size()).with("complete", complete);
    }
  }

  /**
   * The first of those that a caller may see, described.
   *
   * @param complete whether all that is within reach was looked at
   */
  record Seen(List<JsonObject> entries, boolean complete) {}

  /** @param end when it ends, wherever it is */
  Seen look(DeadLetterQueue queue, Predicate<DeadLetter> visible, int limit, Instant end) {
    List<JsonObject> seen = new ArrayList<>();
    try (DeadLetterPass pass = new DeadLetterPass(sqs, queue, operations)) {
      while (seen.size() < limit && !pass.isFull() && clock.instant().isBefore(end)) {
        List<DeadLetter> some = pass.next();
        if (some.isEmpty()) {
          return new Seen(seen, true);
        }
        some.stream().filter(visible).limit(limit - seen.size()).map(DeadLetter::describe).forEach(seen::add);
      }
      return new Seen(seen, false);
    }
  }

  /** @param visible which of them the caller may see: the others stay, and are not counted */
  Counts redrive(DeadLetterQueue queue, RedriveRequest request, Predicate<DeadLetter> visible) {
    return new Run(queue, request, visible, clock.instant()).run();
  }

  private final class Run {
    private final DeadLetterQueue queue;
    private final RedriveRequest request;
    private final Predicate<DeadLetter> visible;
    /** What has come here since is what was sent back and failed again: this press is not about it. */
    private final Instant begun;
    private final Instant end;
    private final Set<String> left = new LinkedHashSet<>();
    private final Set<String> skipped = new LinkedHashSet<>();
    /** Of which one could not be sent: the others must not overtake it. */
    private final Set<String> broken = new HashSet<>();
    private int moved;

    Run(DeadLetterQueue queue, RedriveRequest request, Predicate<DeadLetter> visible, Instant begun) {
      this.queue = queue;
      this.request = request;
      this.visible = visible;
      this.begun = begun;
      this.end = begun.plus(LONGEST);
    }

    Counts run() {
      boolean toTheEnd = true;
      try (DeadLetterPass pass = new DeadLetterPass(sqs, queue, operations)) {
        boolean more = true;
        while (more) {
          Set<String> moving = new HashSet<>();
          Set<String> staying = new HashSet<>();
          toTheEnd = walk(pass, moving, staying);
          pass.giveBack();
          // A queue gives out ten of a message group at a time: where some of them stay, others may have stood behind those that went.
          moving.retainAll(staying);
          more = toTheEnd && !moving.isEmpty();
        }
      }
      return new Counts(moved, left, skipped, toTheEnd && left.isEmpty());
    }

    /** False when there was no time for all, or no room in hand, or enough were moved. */
    private boolean walk(DeadLetterPass pass, Set<String> moving, Set<String> staying) {
      List<DeadLetter> some = pass.next();
      while (!some.isEmpty()) {
        for (DeadLetter letter : some) {
          (take(pass, letter) ? moving : staying).add(letter.messageGroup());
        }
        if (isOver() || pass.isFull()) {
          return false;
        }
        some = pass.next();
      }
      return true;
    }

    private boolean isOver() {
      return moved >= request.limit() || !clock.instant().isBefore(end);
    }

    /** Whether it went. */
    private boolean take(DeadLetterPass pass, DeadLetter letter) {
      String id = letter.message().messageId();
      if (!visible.test(letter) || letter.at().isAfter(begun)) {
        return false;
      }
      if (!request.isAbout(letter)) {
        skipped.add(id);
        return false;
      }
      if (request.dryRun() || isOver() || broken.contains(letter.messageGroup()) || !move(pass, letter)) {
        left.add(id);
        broken.add(letter.messageGroup());
        return false;
      }
      left.remove(id);
      moved++;
      return true;
    }

    private boolean move(DeadLetterPass pass, DeadLetter letter) {
      try {
        sendBack(letter);
        pass.delete(letter);
        return true;
      } catch (SdkException e) {
        log.with("queue", queue.name()).with("sqs_message_id", letter.message().messageId()).error("redrive_failed", e);
        return false;
      }
    }

    private void sendBack(DeadLetter letter) {
      String body = letter.message().body();
      Map<String, String> beside = letter.onTheWayBack();
      sqs.sendMessage(send -> {
        send.queueUrl(queue.source()).messageGroupId(letter.messageGroup()).messageDeduplicationId(letter.deduplication()).messageBody(body);
        if (DeadLetters.hasRoomFor(body, beside)) {
          send.messageAttributes(DeadLetters.attributes(beside));
        }
      });
    }
  }
}
