package dev.octet.domain.message;

import dev.octet.domain.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The pinned messages of a group, at most three, the one that was pinned first in front (spec §3.3). */
public record Pins(List<Pin> pinned) {
  public static final Pins NONE = new Pins(List.of());
  public static final int MOST = 3;

  public Pins {
    pinned = List.copyOf(pinned);
  }

  /**
   * A pinned message. In whole seconds, as it is kept.
   *
   * @param at since when, by the platform's clock
   * @param displaced what it took the place of: asked for once more, the same is said
   */
  public record Pin(String messageId, Instant at, Instant until, List<String> displaced) {
    public Pin {
      displaced = List.copyOf(displaced);
    }
  }

  /**
   * What a pin did.
   *
   * @param unpinned those that the platform unpins by itself to make room
   */
  public record Changed(Pins pins, List<String> unpinned) {}

  /** One more is pinned, anew if it was before. One that is heard of after a later pin of the same message changes nothing. */
  public Changed pin(String messageId, Instant when, int days) {
    Instant at = when.truncatedTo(ChronoUnit.SECONDS);
    Instant until = at.plus(Duration.ofDays(days));
    if (pinned.stream().anyMatch(it -> it.messageId().equals(messageId) && (it.at().isAfter(at) || (it.at().equals(at) && it.until().equals(until))))) {
      return again(messageId, when, days);
    }
    List<Pin> all = new ArrayList<>(standing(at));
    all.removeIf(it -> it.messageId().equals(messageId));
    all.add(new Pin(messageId, at, until, List.of()));
    all.sort(Comparator.comparing(Pin::at));
    int over = Math.max(0, all.size() - MOST);
    List<String> displaced = all.subList(0, over).stream().map(Pin::messageId).toList();
    all.replaceAll(it -> it.messageId().equals(messageId) ? new Pin(messageId, at, until, displaced) : it);
    return new Changed(new Pins(all.subList(over, all.size())), displaced);
  }

  /**
   * A pin of then once more, of which all has been told: the message may have been unpinned or displaced since, so nothing
   * changes. What it took the place of is known as long as it stands.
   */
  public Changed again(String messageId, Instant when, int days) {
    Instant at = when.truncatedTo(ChronoUnit.SECONDS);
    Instant until = at.plus(Duration.ofDays(days));
    return new Changed(this, pinned.stream().filter(it -> it.messageId().equals(messageId) && it.at().equals(at) && it.until().equals(until))
        .flatMap(it -> it.displaced().stream()).toList());
  }

  public Pins unpin(String messageId) {
    return new Pins(pinned.stream().filter(it -> !it.messageId().equals(messageId)).toList());
  }

  /** A pin of then did not come to be; one of the same message from another time stays. */
  public Pins without(String messageId, Instant when) {
    Instant at = when.truncatedTo(ChronoUnit.SECONDS);
    return new Pins(pinned.stream().filter(it -> !it.messageId().equals(messageId) || !it.at().equals(at)).toList());
  }

  /** Those whose time is not over. */
  public List<Pin> standing(Instant now) {
    return pinned.stream().filter(it -> now.isBefore(it.until())).toList();
  }

  public List<JsonObject> toJson() {
    return pinned.stream().map(it -> JsonObject.EMPTY.with("message_id", it.messageId()).with("at", it.at().getEpochSecond())
        .with("until", it.until().getEpochSecond()).with("displaced", Optional.of(it.displaced()).filter(ids -> !ids.isEmpty()))).toList();
  }

  public static Pins ofJson(List<JsonObject> items) {
    return new Pins(items.stream().map(it -> new Pin(it.text("message_id").orElse(""), time(it, "at"), time(it, "until"), it.texts("displaced"))).toList());
  }

  private static Instant time(JsonObject item, String name) {
    return Instant.ofEpochSecond(item.whole(name).orElse(0));
  }
}
