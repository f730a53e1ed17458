package dev.octet.domain.message;

import dev.octet.domain.group.RequestReading.Wrong;
import dev.octet.domain.json.JsonObject;
import java.util.Optional;

/**
 * A request to send something: a message, or the word that one is pinned or not any more (spec §3.1, §3.3).
 *
 * @param type of the message, such as {@code text}
 * @param body in the form that is kept: the same for requests that ask for the same
 */
public record SendMessage(Destination destination, String type, JsonObject body) {
  /** Longer than any message's id. */
  static final int MAX_ID = 512;
  /** The platform's own limit of what it echoes. */
  private static final int MAX_CALLBACK_DATA = 512;
  private static final String CALLBACK_DATA = "biz_opaque_callback_data";

  /** Refuses only what is certain: what depends on the state of the group or of the number is for the platform to say. */
  static Optional<Wrong> problem(JsonObject body, MessagePolicy policy) {
    return Shape.of(body, "")
        .text("type", 64)
        .text(CALLBACK_DATA, MAX_CALLBACK_DATA)
        .and(Destination::problem)
        .and(it -> Destination.isGroup(it) ? Optional.empty() : Invite.problem(it, policy))
        .and(it -> Refusals.of(Asked.message(it), policy).map(Refusal::toWrong))
        .and(it -> Content.problem(typeOf(it), it))
        .and(it -> Reply.problem(it))
        .problem();
  }

  /** Of a body without a problem, or of one that is kept. */
  public static SendMessage ofBody(JsonObject body) {
    Destination destination = Destination.ofBody(body);
    String type = typeOf(body);
    return new SendMessage(destination, type, JsonObject.EMPTY.with("messaging_product", "whatsapp").withAll(destination.toJson()).with("type", type)
        .withAll(body).withAll(destination.toJson()));
  }

  /** The platform takes a text for what nobody says to be anything else. */
  private static String typeOf(JsonObject body) {
    return body.text("type").orElse("text");
  }

  /** The group that it is sent to, or invites to. */
  public Optional<String> group() {
    return destination instanceof Destination.Group(String id) ? Optional.of(id) : Invite.groupOf(body);
  }

  /** How it invites somebody; empty when it goes to a group. */
  public Optional<Invite> invite(MessagePolicy policy) {
    return destination instanceof Destination.Group ? Optional.empty() : Invite.of(body, policy);
  }

  /** The template that is used; empty for what is written freely, which can be sent in an open window only and is a service message. */
  public Optional<UsedTemplate> template() {
    return type.equals("template") ? body.object("template").map(UsedTemplate::of) : Optional.empty();
  }

  /** What the caller wants to have back with its receipts. */
  public Optional<String> callbackData() {
    return body.text(CALLBACK_DATA);
  }

  /** What the platform is sent: the caller's own callback data stay here, and this travels in their place. */
  public JsonObject toPlatform(String callbackData) {
    return body.with(CALLBACK_DATA, callbackData);
  }

  @Override
  public String toString() {
    return type; // neither people nor what they are told is for a log
  }
}
