package dev.octet.grouplifecycle;

import dev.octet.aws.table.Stored;
import dev.octet.domain.Notification;
import dev.octet.domain.group.Missing;
import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A group that is to be compared with the platform, and what is known of that so far.
 *
 * @param since when it became doubtful
 * @param due not before
 * @param attempts how often the platform gave no answer to go by
 * @param goneSince when it was first asked and knew of no such group
 * @param missing who is to be asked about again
 * @param toTell what was put right, and is yet to be told
 * @param again whether it is to be looked at again once that is told
 * @param stored its item; empty while there is none
 */
record ToDo(
    String phoneNumberId, String groupId, Instant since, Instant due, int attempts, Optional<Instant> goneSince,
    List<Missing> missing, List<Notification> toTell, boolean again, Optional<Stored> stored) {

  /** One that nobody has written down. */
  static ToDo unwritten(String phoneNumberId, String groupId, Instant now) {
    return new ToDo(phoneNumberId, groupId, now, now, 0, Optional.empty(), List.of(), List.of(), true, Optional.empty());
  }

  boolean isDue(Instant now) {
    return !toTell.isEmpty() || !due.isAfter(now);
  }

  ToDo dueAt(Instant when) {
    return new ToDo(phoneNumberId, groupId, since, when, attempts, goneSince, missing, toTell, true, stored);
  }

  ToDo failedUntil(Instant when) {
    return new ToDo(phoneNumberId, groupId, since, when, attempts + 1, goneSince, missing, toTell, true, stored);
  }

  /** The platform knows of no such group. */
  ToDo gone(Instant firstAsked, Instant next) {
    return new ToDo(phoneNumberId, groupId, since, next, 0, Optional.of(firstAsked), missing, toTell, true, stored);
  }

  /** The platform told of the group. */
  ToDo seen(List<Missing> nowMissing, Instant next, boolean nowAgain) {
    return new ToDo(phoneNumberId, groupId, since, next, 0, Optional.empty(), nowMissing, List.of(), nowAgain, stored);
  }

  ToDo telling(List<Notification> what) {
    return new ToDo(phoneNumberId, groupId, since, due, attempts, goneSince, missing, what, again, stored);
  }

  ToDo as(Optional<Stored> item) {
    return new ToDo(phoneNumberId, groupId, since, due, attempts, goneSince, missing, toTell, again, item);
  }

  long nextVersion() {
    return stored.map(Stored::version).orElse(0L) + 1;
  }

  JsonObject toJson() {
    return JsonObject.EMPTY
        .with("phone_number_id", phoneNumberId)
        .with("group_id", groupId)
        .with("since", since.getEpochSecond())
        .with("due", due.getEpochSecond())
        .with("attempts", attempts)
        .with("gone_since", goneSince.map(at -> at.plusNanos(999_999_999).getEpochSecond())) // a minute later is no less
        .with("missing", missing.stream().map(Missing::toJson).toList())
        .with("to_tell", toTell.stream().map(ToDo::json).toList())
        .with("again", again);
  }

  static ToDo of(Stored stored) {
    JsonObject json = stored.attributes();
    return new ToDo(json.text("phone_number_id").orElseThrow(), json.text("group_id").orElseThrow(), time(json, "since").orElse(Instant.EPOCH),
        time(json, "due").orElse(Instant.EPOCH), (int) json.whole("attempts").orElse(0), time(json, "gone_since"),
        json.objects("missing").stream().map(Missing::ofJson).toList(), json.objects("to_tell").stream().map(ToDo::notification).toList(),
        json.bool("again").orElse(true), Optional.of(stored));
  }

  private static JsonObject json(Notification notification) {
    return JsonObject.EMPTY
        .with("type", notification.type())
        .with("id", notification.id())
        .with("phone_number_id", notification.phoneNumberId())
        .with("group_id", notification.groupId())
        .with("time", notification.time().getEpochSecond())
        .with("data", notification.data());
  }

  private static Notification notification(JsonObject json) {
    return new Notification(json.text("type").orElseThrow(), json.text("id").orElseThrow(), json.text("phone_number_id"), json.text("group_id"),
        time(json, "time").orElseThrow(), json.object("data").orElse(JsonObject.EMPTY));
  }

  private static Optional<Instant> time(JsonObject json, String name) {
    var seconds = json.whole(name);
    return seconds.isPresent() ? Optional.of(Instant.ofEpochSecond(seconds.getAsLong())) : Optional.empty();
  }

  @Override
  public String toString() {
    return "to do: group " + groupId; // who is missing is not for logs
  }
}
