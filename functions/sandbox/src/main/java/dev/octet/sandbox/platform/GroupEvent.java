package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that happened in a group: what its members see between their messages. Made of how the group was before a
 * change and how it is afterwards, so that no change can forget to tell of itself.
 *
 * @param person whom it happened to, where it was somebody
 * @param more what else there is to say of it, such as the new subject
 */
public record GroupEvent(Instant at, Type type, Actor by, Optional<Person> person, JsonObject more) {

  /** What happened. */
  public enum Type {
    CREATED, SUBJECT_CHANGED, DESCRIPTION_CHANGED, PICTURE_CHANGED, LINK_RESET, JOINED, REQUESTED, REQUEST_CANCELLED, APPROVED, REJECTED, LEFT,
    REMOVED, SUSPENDED, SUSPENSION_CLEARED, DELETED, PINNED, UNPINNED;

    public static Type of(String name) {
      return valueOf(name.toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whose doing it was. */
  public enum Actor {
    BUSINESS, PERSON, PLATFORM;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static GroupEvent created(PlatformGroup group) {
    return new GroupEvent(group.createdAt(), Type.CREATED, Actor.BUSINESS, Optional.empty(),
        JsonObject.EMPTY.with("subject", group.subject()).with("description", group.description()));
  }

  public static GroupEvent deleted(Actor by, Instant at) {
    return new GroupEvent(at, Type.DELETED, by, Optional.empty(), JsonObject.EMPTY);
  }

  /** Empty when nothing comes of it: a pin that is not there can be taken away. */
  public static Optional<GroupEvent> of(Pinning pinning, Conversation before, Conversation after, Instant at) {
    JsonObject message = JsonObject.EMPTY.with("message_id", pinning.message().id());
    return pinning.days().isPresent()
        ? Optional.of(new GroupEvent(at, Type.PINNED, Actor.BUSINESS, Optional.empty(), message))
        : before.activePins(at).equals(after.activePins(at)) ? Optional.empty()
        : Optional.of(new GroupEvent(at, Type.UNPINNED, Actor.BUSINESS, Optional.empty(), message));
  }

  /** What a change was, in the order of what a group consists of. */
  public static List<GroupEvent> between(PlatformGroup before, PlatformGroup after, Actor by, Instant at) {
    List<GroupEvent> events = new ArrayList<>();
    if (!after.subject().equals(before.subject())) {
      events.add(ofGroup(Type.SUBJECT_CHANGED, by, at, JsonObject.EMPTY.with("subject", after.subject())));
    }
    if (!after.description().equals(before.description())) {
      events.add(ofGroup(Type.DESCRIPTION_CHANGED, by, at, JsonObject.EMPTY.with("description", after.description())));
    }
    if (!after.picture().equals(before.picture())) {
      events.add(ofGroup(Type.PICTURE_CHANGED, by, at, JsonObject.EMPTY));
    }
    if (!after.linkId().equals(before.linkId())) {
      events.add(ofGroup(Type.LINK_RESET, by, at, JsonObject.EMPTY));
    }
    if (after.suspended() != before.suspended()) {
      events.add(ofGroup(after.suspended() ? Type.SUSPENDED : Type.SUSPENSION_CLEARED, by, at, JsonObject.EMPTY));
    }
    events.addAll(comings(before, after, by, at));
    events.addAll(goings(before, after, by, at));
    return List.copyOf(events);
  }

  private static List<GroupEvent> comings(PlatformGroup before, PlatformGroup after, Actor by, Instant at) {
    List<GroupEvent> events = new ArrayList<>();
    after.participants().stream().map(PlatformGroup.Participant::person).filter(it -> !before.has(it.id()))
        .forEach(it -> events.add(ofPerson(before.requestOf(it.id()).isPresent() ? Type.APPROVED : Type.JOINED, by, it, at)));
    after.joinRequests().stream().map(PlatformGroup.JoinRequest::person).filter(it -> before.requestOf(it.id()).isEmpty())
        .forEach(it -> events.add(ofPerson(Type.REQUESTED, by, it, at)));
    return events;
  }

  private static List<GroupEvent> goings(PlatformGroup before, PlatformGroup after, Actor by, Instant at) {
    List<GroupEvent> events = new ArrayList<>();
    before.participants().stream().map(PlatformGroup.Participant::person).filter(it -> !after.has(it.id()))
        .forEach(it -> events.add(ofPerson(after.banned().contains(it.id()) ? Type.REMOVED : Type.LEFT, by, it, at)));
    before.joinRequests().stream().map(PlatformGroup.JoinRequest::person).filter(it -> after.requestOf(it.id()).isEmpty() && !after.has(it.id()))
        .forEach(it -> events.add(ofPerson(by == Actor.PERSON ? Type.REQUEST_CANCELLED : Type.REJECTED, by, it, at)));
    return events;
  }

  private static GroupEvent ofGroup(Type type, Actor by, Instant at, JsonObject more) {
    return new GroupEvent(at, type, by, Optional.empty(), more);
  }

  private static GroupEvent ofPerson(Type type, Actor by, Person person, Instant at) {
    return new GroupEvent(at, type, by, Optional.of(person), JsonObject.EMPTY);
  }

  public JsonObject toJson() {
    return JsonObject.EMPTY
        .with("at", at.toString())
        .with("type", type.toString())
        .with("by", by.toString())
        .with("person", person.map(it -> JsonObject.EMPTY.with("id", it.id()).with("name", it.name())))
        .withAll(more);
  }

  @Override
  public String toString() {
    return "event " + type; // the rest is what people wrote
  }
}
