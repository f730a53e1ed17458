package dev.octet.notificationdelivery;

import dev.octet.aws.notification.Span;
import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * A stretch of what was told, to be sent again.
 *
 * @param asked the request as it was made: the same again is the same replay while it runs
 * @param from the beginning of what is kept, where it is empty
 * @param place how far it has come
 * @param reason why it failed
 */
record Replay(
    String id, String phoneNumberId, Optional<String> groupId, Optional<Instant> from, Instant to, String target, String asked,
    String askedBy, Instant askedAt, State state, Optional<String> place, long sent, Instant updatedAt, Optional<String> reason) {

  enum State {
    RUNNING, DONE, FAILED;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** What is left of it. */
  Span left() {
    Span all = new Span(from.map(it -> Span.of(it, to).first()).orElse(Span.ALL.first()), Span.of(to, to).end());
    return place.map(all::after).orElse(all);
  }

  Replay at(String newPlace, long more, Instant now) {
    return new Replay(id, phoneNumberId, groupId, from, to, target, asked, askedBy, askedAt, state, Optional.of(newPlace), sent + more, now, reason);
  }

  Replay ended(State end, Optional<String> why, Instant now) {
    return new Replay(id, phoneNumberId, groupId, from, to, target, asked, askedBy, askedAt, end, place, sent, now, why);
  }

  JsonObject toItem() {
    return JsonObject.EMPTY
        .with("id", id).with("phone_number_id", phoneNumberId).with("group_id", groupId).with("from", from.map(Instant::toString)).with("to", to.toString())
        .with("target", target).with("asked", asked).with("asked_by", askedBy).with("asked_at", askedAt.toString()).with("state", state.name())
        .with("place", place).with("sent", sent).with("updated_at", updatedAt.toString()).with("reason", reason);
  }

  static Replay fromItem(JsonObject item) {
    return new Replay(text(item, "id"), text(item, "phone_number_id"), item.text("group_id"), item.text("from").map(Instant::parse), Instant.parse(text(item, "to")),
        text(item, "target"), text(item, "asked"), text(item, "asked_by"), Instant.parse(text(item, "asked_at")), State.valueOf(text(item, "state")),
        item.text("place"), item.whole("sent").orElse(0), Instant.parse(text(item, "updated_at")), item.text("reason"));
  }

  private static String text(JsonObject item, String name) {
    return item.text(name).orElseThrow(() -> new IllegalStateException("A replay has no " + name + "."));
  }
}
