package dev.octet.grouplifecycle;

import dev.octet.domain.Notification;
import dev.octet.domain.group.AnswerJoinRequests;
import dev.octet.domain.group.Person;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.Operation;
import dev.octet.domain.operation.OperationNotifications;
import dev.octet.domain.operation.OperationState;
import dev.octet.graph.GraphError;
import dev.octet.graph.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code approve_join_requests} and {@code reject_join_requests} (spec §2.3). The platform says at once of each what became
 * of it. One that is not there when a lost answer is asked for again was answered the first time.
 */
final class JoinRequestAnswer implements GroupRequest {
  private static final int NO_SUCH_REQUEST = 131213;

  /** Either answer, in the platform's words. */
  enum Kind {
    APPROVE("approved"), REJECT("rejected");

    private final String done;

    Kind(String done) {
      this.done = done;
    }

    private String list() {
      return done + "_join_requests";
    }
  }

  private final Kind kind;
  private final Platform platform;
  private final Groups groups;
  private final JoinRequests joinRequests;
  private final History history;

  JoinRequestAnswer(Kind kind, Platform platform, Groups groups, JoinRequests joinRequests, History history) {
    this.kind = kind;
    this.platform = platform;
    this.groups = groups;
    this.joinRequests = joinRequests;
    this.history = history;
  }

  @Override
  public Outcome call(Operation operation) {
    String groupId = GroupRequest.groupId(operation);
    return switch (kind) {
      case APPROVE -> platform.approveJoinRequests(operation.phoneNumberId(), groupId, operation.body());
      case REJECT -> platform.rejectJoinRequests(operation.phoneNumberId(), groupId, operation.body());
    };
  }

  @Override
  public Taken taken(JsonObject answer) {
    return answer.has(kind.list()) || answer.has("failed_join_requests") ? new Taken.Done(answer) : new Taken.Unclear();
  }

  @Override
  public boolean isDone(Operation operation, GraphError refusal) {
    return refusal.code() == NO_SUCH_REQUEST;
  }

  @Override
  public Kept keep(Operation operation, Instant at, JsonObject said) {
    Set<String> done = new LinkedHashSet<>(said.isEmpty() ? AnswerJoinRequests.ids(operation.body()) : said.texts(kind.list()));
    List<JsonObject> failed = new ArrayList<>();
    for (JsonObject failure : said.objects("failed_join_requests")) {
      Optional<String> id = failure.text("join_request_id");
      JsonObject reasoned = failure.with("errors", GroupRequest.reasons(failure, said));
      if (operation.lost() && id.isPresent() && isNoMore(reasoned)) {
        done.add(id.get());
      } else {
        failed.add(reasoned);
      }
    }
    String groupId = GroupRequest.groupId(operation);
    done.forEach(id -> joinRequests.answered(groupId, id, kind.done, at));
    if (!done.isEmpty()) {
      List<JsonObject> people = done.stream().flatMap(id -> joinRequests.person(groupId, id).stream()).map(Person::toJson).toList();
      history.add(groupId, at, "join_request." + kind.done, JsonObject.EMPTY.with("join_request_ids", List.copyOf(done))
          .with("participants", people).with("request_id", operation.requestId()), operation.requestId());
    }
    JsonObject answer = JsonObject.EMPTY.with("messaging_product", "whatsapp").with(kind.list(), List.copyOf(done))
        .with("failed_join_requests", Optional.of(failed).filter(it -> !it.isEmpty()))
        .with("errors", Optional.of(said.objects("errors")).filter(it -> !failed.isEmpty() && !it.isEmpty()));
    long sequence = groups.get(groupId).map(Groups.Saved::version).orElse(0L);
    return new Kept(answer, sequence, done.isEmpty() ? Optional.of(why(failed)) : Optional.empty());
  }

  private static boolean isNoMore(JsonObject failure) {
    return failure.objects("errors").stream().anyMatch(error -> error.whole("code").orElse(0) == NO_SUCH_REQUEST);
  }

  /** Of several that failed, what is said of the first. */
  private static JsonObject why(List<JsonObject> failed) {
    return failed.stream().flatMap(failure -> failure.objects("errors").stream()).findFirst().orElse(JsonObject.EMPTY);
  }

  @Override
  public List<Notification> tell(Operation operation, Instant at) {
    return switch (operation.state()) {
      case OperationState.Succeeded succeeded -> items(operation, succeeded.answer(), at);
      case OperationState.Failed failed when !failed.answer().isEmpty() -> items(operation, failed.answer(), at);
      case OperationState.Failed failed -> AnswerJoinRequests.ids(operation.body()).stream()
          .map(id -> failed(operation, id, List.of(failed.error()), at)).toList();
      case OperationState.Unknown _, OperationState.Accepted _, OperationState.Calling _, OperationState.Answered _,
          OperationState.Unsettled _ -> List.of();
    };
  }

  private List<Notification> items(Operation operation, JsonObject answer, Instant at) {
    List<Notification> told = new ArrayList<>();
    answer.texts(kind.list()).forEach(id -> told.add(item("join_request." + kind.done, operation, id, JsonObject.EMPTY, at)));
    answer.objects("failed_join_requests").forEach(failure ->
        failure.text("join_request_id").ifPresent(id -> told.add(failed(operation, id, failure.objects("errors"), at))));
    return told;
  }

  private Notification failed(Operation operation, String id, List<JsonObject> errors, Instant at) {
    String type = switch (kind) {
      case APPROVE -> "join_request.approve_failed";
      case REJECT -> "join_request.reject_failed";
    };
    return item(type, operation, id, JsonObject.EMPTY.with("errors", errors), at);
  }

  /** The same person may ask and be answered again under the same id: what tells it apart is which operation it was. */
  private Notification item(String type, Operation operation, String id, JsonObject more, Instant at) {
    String groupId = GroupRequest.groupId(operation);
    JsonObject data = JsonObject.EMPTY.with("join_request_id", id)
        .with("participant", joinRequests.person(groupId, id).map(Person::toJson)).withAll(more);
    return OperationNotifications.ofGroup(type, operation, at, data, type, groupId, id, operation.ending());
  }
}
