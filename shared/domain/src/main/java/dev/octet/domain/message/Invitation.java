package dev.octet.domain.message;

import dev.octet.domain.group.Group;
import dev.octet.domain.group.Person;
import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A person was invited to a group. Immutable; it only goes forward.
 *
 * @param requestId of the operation that sends it, and the invitation's own id
 * @param person as the sender named them, with what receipts and joining told since
 * @param link of a template: the one that the group had when it was sent; of a text: the one in it. Empty while none is known
 * @param invitedAt when it was about to be sent, by our own clock
 * @param messageId the platform's; empty until it is known
 * @param times when it came to each state that it has been in
 */
public record Invitation(
    String requestId,
    Optional<String> commandId,
    String groupId,
    String phoneNumberId,
    Person person,
    Means means,
    Optional<String> link,
    Instant invitedAt,
    Optional<String> messageId,
    Map<InvitationState, Instant> times) {

  /** What it was sent as. */
  public enum Means { TEMPLATE, TEXT }

  public Invitation {
    person = new Person(person.userId(), person.waId(), person.parentUserId(), Optional.empty()); // names are not for keeping
    times = Map.copyOf(times);
  }

  /** One that is about to be sent. */
  public static Invitation begun(
      String requestId, Optional<String> commandId, String groupId, String phoneNumberId, Destination to, Means means, Optional<String> link, Instant at) {
    Instant second = at.truncatedTo(ChronoUnit.SECONDS); // the platform's own precision
    Person person = switch (to) {
      case Destination.Phone(String digits) -> Person.named(digits);
      case Destination.User(String userId) -> Person.named(userId);
      case Destination.Group _ -> throw new IllegalArgumentException("A group is not invited.");
    };
    return new Invitation(requestId, commandId, groupId, phoneNumberId, person, means, link, second, Optional.empty(), Map.of(InvitationState.SENDING, second));
  }

  public InvitationState state() {
    return times.keySet().stream().max(InvitationState::compareTo).orElse(InvitationState.SENDING);
  }

  /** It goes on to a state, if that is forward from where it is; else nothing changes. */
  public Invitation to(InvitationState next, Instant at) {
    if (!leadsTo(next, at)) {
      return this;
    }
    Map<InvitationState, Instant> all = new EnumMap<>(InvitationState.class);
    all.putAll(times);
    all.put(next, at.truncatedTo(ChronoUnit.SECONDS));
    return new Invitation(requestId, commandId, groupId, phoneNumberId, person, means, link, invitedAt, messageId, all);
  }

  private boolean leadsTo(InvitationState next, Instant at) {
    InvitationState now = state();
    return switch (now) {
      case SENDING, SENT, DELIVERED, READ -> next.isBeyond(now);
      case FAILED -> next == InvitationState.DELIVERED || next == InvitationState.READ;
      // Who came in before the link died came in by it, however late that is heard.
      case EXPIRED -> next.isBeyond(now) && at.getEpochSecond() <= times.getOrDefault(InvitationState.EXPIRED, at).getEpochSecond();
      case REQUESTED -> next == InvitationState.JOINED;
      case JOINED -> false;
    };
  }

  /** What became of its message is what became of it. */
  public static InvitationState stateOf(ReceiptState receipt) {
    return switch (receipt) {
      case ACCEPTED, SENT -> InvitationState.SENT;
      case FAILED -> InvitationState.FAILED;
      case DELIVERED -> InvitationState.DELIVERED;
      case READ, PLAYED -> InvitationState.READ;
    };
  }

  /** Since when it has been in a state; empty when it never was. */
  public Optional<Instant> at(InvitationState state) {
    return Optional.ofNullable(times.get(state));
  }

  /** Its link lets nobody in since then. Who was in by then, or asks to be, is no concern of that. */
  public Invitation expired(Instant at) {
    return state() == InvitationState.FAILED ? this : to(InvitationState.EXPIRED, at);
  }

  /**
   * The person came in, or asks to. What they did before they were invited is no answer to it.
   *
   * @param named as the event names them
   */
  public Invitation answered(InvitationState answer, Person named, Instant at) {
    return at.getEpochSecond() < invitedAt.getEpochSecond() ? this : to(answer, at).knowing(named);
  }

  /** With what else is known of the person, where it can be nobody else. */
  public Invitation knowing(Person named) {
    return new Invitation(requestId, commandId, groupId, phoneNumberId, person.and(named), means, link, invitedAt, messageId, times);
  }

  /** Its message has this id; the one that was known first stays. */
  public Invitation as(String message) {
    return new Invitation(requestId, commandId, groupId, phoneNumberId, person, means, link, invitedAt, messageId.or(() -> Optional.of(message)), times);
  }

  /** The group has another link by the time that it is sent. */
  public Invitation linked(Optional<String> address) {
    return new Invitation(requestId, commandId, groupId, phoneNumberId, person, means, address, invitedAt, messageId, times);
  }

  /** Whether it invited somebody who is named so: by user id or number, or because the group knows both to be one. */
  public boolean isOf(Person named, Optional<Group> group) {
    return person.is(named) || group.filter(it -> it.known(person).is(it.known(named))).isPresent();
  }

  /** Whether it came to that state just then: the same occurrence tells it again, and no other does. */
  public boolean came(InvitationState state, Instant at) {
    return Optional.of(at.truncatedTo(ChronoUnit.SECONDS)).equals(Optional.ofNullable(times.get(state)));
  }

  /** As it is shown when it came to a state, whatever has become of it since. */
  public JsonObject toJson(InvitationState then) {
    JsonObject json = JsonObject.EMPTY
        .with("id", requestId)
        .with("state", then.word())
        .with("participant", person.toJson())
        .with("type", means.name().toLowerCase(Locale.ROOT))
        .with("invite_link", link)
        .with("message_id", messageId)
        .with("invited_at", invitedAt.getEpochSecond());
    for (InvitationState state : InvitationState.values()) {
      boolean shown = state != InvitationState.SENDING && !state.isBeyond(then);
      json = json.with(state.word() + "_at", Optional.ofNullable(times.get(state)).filter(_ -> shown).map(Instant::getEpochSecond));
    }
    return json;
  }

  /** As it is kept. */
  public JsonObject toItem() {
    return toJson(state()).without("id").without("state")
        .with("request_id", requestId).with("command_id", commandId).with("group_id", groupId).with("phone_number_id", phoneNumberId);
  }

  public static Invitation ofItem(JsonObject item) {
    Instant invited = Instant.ofEpochSecond(item.whole("invited_at").orElse(0));
    Map<InvitationState, Instant> times = new EnumMap<>(Map.of(InvitationState.SENDING, invited));
    for (InvitationState state : InvitationState.values()) {
      item.whole(state.word() + "_at").ifPresent(seconds -> times.put(state, Instant.ofEpochSecond(seconds)));
    }
    return new Invitation(item.text("request_id").orElseThrow(), item.text("command_id"), item.text("group_id").orElseThrow(),
        item.text("phone_number_id").orElseThrow(), Person.ofJson(item.object("participant").orElse(JsonObject.EMPTY)),
        item.text("type").equals(Optional.of("template")) ? Means.TEMPLATE : Means.TEXT, item.text("invite_link"), invited, item.text("message_id"), times);
  }

  @Override
  public String toString() {
    return "invitation " + requestId; // people and links are not for logs
  }
}
