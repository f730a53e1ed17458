package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A group as the platform knows it.
 *
 * @param number the number inside its id
 * @param linkId the invite link that works; all earlier ones are dead
 * @param participants at most {@link Membership#MAX_PARTICIPANTS}, the business not counted, in the order in which they came
 * @param banned the ids of people whom the business removed
 */
public record PlatformGroup(
    String id, String number, String phoneNumberId, String subject, Optional<String> description,
    Optional<Picture> picture, String joinApprovalMode, Instant createdAt, String linkId, boolean suspended,
    List<Participant> participants, List<JoinRequest> joinRequests, List<String> banned) {

  /** Somebody who is in. */
  public record Participant(Person person, Instant joinedAt) {}

  /** Somebody who asked to be let in. */
  public record JoinRequest(String id, Person person, Instant createdAt) {}

  public boolean has(String personId) {
    return participants.stream().anyMatch(participant -> participant.person().id().equals(personId));
  }

  public Optional<JoinRequest> requestOf(String personId) {
    return joinRequests.stream().filter(request -> request.person().id().equals(personId)).findFirst();
  }

  Optional<JoinRequest> joinRequest(String requestId) {
    return joinRequests.stream().filter(request -> request.id().equals(requestId)).findFirst();
  }

  public boolean needsApproval() {
    return joinApprovalMode.equals(CreateRequest.APPROVAL_REQUIRED);
  }

  PlatformGroup with(List<Participant> people, List<JoinRequest> requests) {
    return new PlatformGroup(id, number, phoneNumberId, subject, description, picture, joinApprovalMode, createdAt, linkId, suspended,
        List.copyOf(people), List.copyOf(requests), banned);
  }

  PlatformGroup with(String otherSubject, Optional<String> otherDescription, Optional<Picture> otherPicture) {
    return new PlatformGroup(id, number, phoneNumberId, otherSubject, otherDescription, otherPicture, joinApprovalMode, createdAt, linkId, suspended,
        participants, joinRequests, banned);
  }

  PlatformGroup withLink(String otherLinkId) {
    return new PlatformGroup(id, number, phoneNumberId, subject, description, picture, joinApprovalMode, createdAt, otherLinkId, suspended,
        participants, joinRequests, banned);
  }

  /** With somebody who is another now. A phone number that the business was not shown it is not shown now either. */
  public PlatformGroup with(Person before, Person after) {
    return with(
        participants.stream().map(it -> it.person().id().equals(after.id()) ? new Participant(it.person().becoming(before, after), it.joinedAt()) : it).toList(),
        joinRequests.stream().map(it -> it.person().id().equals(after.id()) ? new JoinRequest(it.id(), it.person().becoming(before, after), it.createdAt()) : it).toList());
  }

  /** What a change of somebody is to the business: nothing, unless they are in. */
  public Optional<IdentityChange> identityChange(Person before, Person after) {
    return participants.stream().map(Participant::person).filter(it -> it.id().equals(after.id())).findFirst()
        .map(it -> new IdentityChange(it, it.becoming(before, after)));
  }

  PlatformGroup suspended(boolean nowSuspended) {
    return new PlatformGroup(id, number, phoneNumberId, subject, description, picture, joinApprovalMode, createdAt, linkId, nowSuspended,
        participants, joinRequests, banned);
  }

  PlatformGroup plus(Participant participant) {
    List<Participant> more = new ArrayList<>(participants);
    more.add(participant);
    return with(more, joinRequests);
  }

  PlatformGroup plus(JoinRequest request) {
    List<JoinRequest> more = new ArrayList<>(joinRequests);
    more.add(request);
    return with(participants, more);
  }

  PlatformGroup without(String personId) {
    return with(
        participants.stream().filter(participant -> !participant.person().id().equals(personId)).toList(),
        joinRequests.stream().filter(request -> !request.person().id().equals(personId)).toList());
  }

  /** Without somebody, for good. */
  PlatformGroup banning(String personId) {
    List<String> more = new ArrayList<>(banned);
    more.add(personId);
    PlatformGroup left = without(personId);
    return new PlatformGroup(id, number, phoneNumberId, subject, description, picture, joinApprovalMode, createdAt, linkId, suspended,
        left.participants(), left.joinRequests(), List.copyOf(more));
  }

  public JsonObject toJson() {
    return JsonObject.EMPTY
        .with("id", id)
        .with("group_number", number)
        .with("phone_number_id", phoneNumberId)
        .with("subject", subject)
        .with("description", description)
        .with("picture", picture.map(Picture::toJson))
        .with("join_approval_mode", joinApprovalMode)
        .with("created_at", createdAt.toEpochMilli())
        .with("link_id", linkId)
        .with("suspended", suspended)
        .with("participants", participants.stream().map(it -> it.person().toJson().with("joined_at", it.joinedAt().toEpochMilli())).toList())
        .with("join_requests", joinRequests.stream().map(it ->
            it.person().toJson().with("join_request_id", it.id()).with("requested_at", it.createdAt().toEpochMilli())).toList())
        .with("banned", banned);
  }

  public static PlatformGroup ofJson(JsonObject json) {
    return new PlatformGroup(
        json.text("id").orElseThrow(),
        json.text("group_number").orElseThrow(),
        json.text("phone_number_id").orElseThrow(),
        json.text("subject").orElseThrow(),
        json.text("description"),
        json.object("picture").map(Picture::ofJson),
        json.text("join_approval_mode").orElse(CreateRequest.AUTO_APPROVE),
        time(json, "created_at"),
        json.text("link_id").orElseThrow(),
        json.bool("suspended").orElse(false),
        json.objects("participants").stream().map(it -> new Participant(Person.ofJson(it), time(it, "joined_at"))).toList(),
        json.objects("join_requests").stream().map(it ->
            new JoinRequest(it.text("join_request_id").orElseThrow(), Person.ofJson(it), time(it, "requested_at"))).toList(),
        json.texts("banned"));
  }

  private static Instant time(JsonObject json, String name) {
    return Instant.ofEpochMilli(json.whole(name).orElse(0));
  }

  @Override
  public String toString() {
    return "group " + id; // the rest is what people wrote
  }
}
