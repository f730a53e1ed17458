package dev.octet.grouplifecycle;

import dev.octet.domain.Notification;
import dev.octet.domain.group.Group;
import dev.octet.domain.group.Participant;
import dev.octet.domain.group.Person;
import dev.octet.domain.group.RemoveParticipants;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.Operation;
import dev.octet.domain.operation.OperationNotifications;
import dev.octet.domain.operation.OperationState;
import dev.octet.graph.GraphError;
import dev.octet.graph.Outcome;
import dev.octet.graph.webhook.GroupEvent;
import dev.octet.operations.InlineOperations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code remove_participants} (spec §2.6). It may work for some and fail for others. Somebody who is not in the group when
 * a lost answer is asked for again was removed the first time, and cannot have come back.
 */
final class ParticipantRemoval implements GroupRequest {
  private static final int NOT_A_PARTICIPANT = 131212;

  private final Platform platform;
  private final Groups groups;
  private final History history;

  ParticipantRemoval(Platform platform, Groups groups, History history) {
    this.platform = platform;
    this.groups = groups;
    this.history = history;
  }

  @Override
  public Outcome call(Operation operation) {
    return platform.removeParticipants(operation.phoneNumberId(), GroupRequest.groupId(operation), operation.body());
  }

  /** The error table has a code for some that failed (131201, 206), which would come with the answer: the same lists, then. */
  @Override
  public Taken taken(JsonObject answer) {
    boolean lists = !answer.objects("removed_participants").isEmpty() || !answer.objects("failed_participants").isEmpty();
    return lists ? new Taken.Done(answer) : GroupRequest.super.taken(answer);
  }

  @Override
  public boolean isDone(Operation operation, GraphError refusal) {
    return refusal.code() == NOT_A_PARTICIPANT && RemoveParticipants.inputs(operation.body()).stream().allMatch(input -> isGone(operation, input));
  }

  /** Of a name that somebody has given up the platform always says that nobody of it is there: they may be, under the new one. */
  private boolean isGone(Operation operation, String input) {
    String groupId = GroupRequest.groupId(operation);
    Person person = groups.get(groupId).map(it -> it.group().known(named(input))).orElse(named(input));
    if (person.is(named(input))) {
      return true;
    }
    if (platform.groupInfo(operation.phoneNumberId(), groupId, "participants") instanceof Outcome.Answered(JsonObject info, _) && info.has("participants")) {
      return info.objects("participants").stream().map(Person::ofJson).noneMatch(person::is);
    }
    groups.update(groupId, operation.phoneNumberId(), Group::inDoubt);
    return false;
  }

  @Override
  public Optional<Boolean> look(Operation operation) {
    String groupId = GroupRequest.groupId(operation);
    Outcome look = platform.groupInfo(operation.phoneNumberId(), groupId, "participants");
    if (!(look instanceof Outcome.Answered(JsonObject info, _)) || !info.has("participants")) {
      return GroupRequest.unseen(look);
    }
    List<Person> there = info.objects("participants").stream().map(Person::ofJson).toList();
    Group known = groups.get(groupId).map(Groups.Saved::group).orElseGet(() -> Group.seen(groupId, operation.phoneNumberId()));
    return Optional.of(RemoveParticipants.inputs(operation.body()).stream().map(input -> known.known(named(input)))
        // Who shows no number to this business cannot be told from others by it: asked again, the platform says.
        .allMatch(person -> there.stream().noneMatch(person::is) && (person.userId().isPresent() || there.stream().allMatch(it -> it.waId().isPresent()))));
  }

  @Override
  public Kept keep(Operation operation, Instant at, JsonObject said) {
    Set<String> removed = new LinkedHashSet<>(said.isEmpty() ? RemoveParticipants.inputs(operation.body()) : inputs(said, "removed_participants"));
    List<JsonObject> failed = new ArrayList<>();
    for (JsonObject failure : said.objects("failed_participants")) {
      if (operation.lost() && GroupRequest.reasons(failure, said).stream().anyMatch(error -> error.whole("code").orElse(0) == NOT_A_PARTICIPANT)
          && inputs(failure).stream().allMatch(input -> isGone(operation, input))) {
        removed.addAll(inputs(failure));
      } else {
        failed.add(failure.with("errors", GroupRequest.reasons(failure, said)));
      }
    }
    Map<String, Instant> times = new LinkedHashMap<>();
    Groups.Saved saved = groups.update(GroupRequest.groupId(operation), operation.phoneNumberId(), group -> {
      Group now = group;
      for (String input : removed) {
        Group.Moved moved = now.moved(named(input), Participant.Move.REMOVED, at);
        times.put(input, moved.at());
        now = moved.group();
      }
      return now;
    });
    if (said.isEmpty()) { // else its webhook says so there
      times.forEach((input, time) -> history.add(GroupRequest.groupId(operation), time, "participant.removed",
          JsonObject.EMPTY.with("participants", List.of(saved.group().known(named(input)).toJson())).with("initiated_by", "business"), named(input).key()));
    }
    JsonObject answer = InlineOperations.SUCCESS.with("success", failed.isEmpty())
        .with("removed_participants", times.entrySet().stream()
            .map(it -> JsonObject.EMPTY.with("input", it.getKey()).with("timestamp", Long.toString(it.getValue().getEpochSecond()))).toList())
        .with("failed_participants", Optional.of(failed).filter(it -> !it.isEmpty()))
        .with("errors", Optional.of(said.objects("errors")).filter(it -> !failed.isEmpty() && !it.isEmpty()));
    Optional<JsonObject> why = failed.stream().flatMap(failure -> failure.objects("errors").stream()).findFirst();
    return new Kept(answer, saved.version(), removed.isEmpty() ? Optional.of(why.orElse(JsonObject.EMPTY)) : Optional.empty());
  }

  private static List<String> inputs(JsonObject item) {
    return inputs(JsonObject.EMPTY.with("one", List.of(item)), "one");
  }

  /** What the request called them: its webhook repeats that, with {@code +} or without. */
  private static List<String> inputs(JsonObject said, String list) {
    return said.objects(list).stream().map(GroupEvent.Member::of)
        .map(GroupEvent.Member::called).filter(input -> !input.isEmpty()).toList();
  }

  private static Person named(String input) {
    return Person.named(input);
  }

  @Override
  public List<Notification> tell(Operation operation, Instant at) {
    return switch (operation.state()) {
      case OperationState.Succeeded succeeded -> items(operation, succeeded.answer(), succeeded.sequence(), at);
      case OperationState.Failed failed when !failed.answer().isEmpty() -> items(operation, failed.answer(), 0, at);
      case OperationState.Failed failed -> RemoveParticipants.inputs(operation.body()).stream()
          .map(input -> failed(operation, input, List.of(failed.error()), at)).toList();
      case OperationState.Unknown _, OperationState.Accepted _, OperationState.Calling _, OperationState.Answered _,
          OperationState.Unsettled _ -> List.of();
    };
  }

  private List<Notification> items(Operation operation, JsonObject answer, long sequence, Instant at) {
    List<Notification> told = new ArrayList<>();
    String groupId = GroupRequest.groupId(operation);
    for (JsonObject one : answer.objects("removed_participants")) {
      String input = one.text("input").orElseThrow();
      Instant removedAt = Instant.ofEpochSecond(one.whole("timestamp").orElseThrow());
      JsonObject data = JsonObject.EMPTY.with("participant", person(groupId, input)).with("initiated_by", "business")
          .with("timestamp", one.text("timestamp")).with("sequence", sequence);
      told.add(OperationNotifications.ofGroup("participant.removed", operation, removedAt, data,
          GroupNotifications.movedIdentity("participant.removed", groupId, named(input), removedAt)));
    }
    answer.objects("failed_participants").forEach(one -> told.add(failed(operation, one.text("input").orElse(""), one.objects("errors"), at)));
    return told;
  }

  private Notification failed(Operation operation, String input, List<JsonObject> errors, Instant at) {
    String groupId = GroupRequest.groupId(operation);
    String request = operation.state().knownPlatformRequestId().orElse(operation.ending());
    return OperationNotifications.ofGroup("participant.remove_failed", operation, at,
        JsonObject.EMPTY.with("participant", person(groupId, input)).with("errors", errors),
        GroupNotifications.removeFailedIdentity(groupId, named(input), request));
  }

  /** With all that the roster knows of them. */
  private JsonObject person(String groupId, String input) {
    return groups.get(groupId).map(saved -> saved.group().known(named(input))).orElse(named(input)).toJson();
  }
}
