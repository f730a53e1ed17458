package dev.octet.domain.operation;

import dev.octet.domain.Command;
import dev.octet.domain.Hash;
import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * One command and what became of it.
 *
 * @param requestId Octet's own id, 32 upper-case hex digits
 * @param commandId the caller's id or idempotency key; empty for an HTTP request without one
 * @param fingerprint what another command with the same id must equal to be the same command
 * @param lane the message group that it came in: what came in one is done in order
 * @param attempts how often the platform was asked
 * @param lost whether what became of one of those is not known, so that it may have been done then
 * @param parked where it waits while its number is left alone
 * @param redrive how often it came back from the dead letters
 * @param told whether everything that its end asks to be told is in the notifications queue
 * @param asker empty only for one of before that was recorded
 */
public record Operation(
    String requestId,
    String command,
    Optional<String> commandId,
    String phoneNumberId,
    Optional<String> groupId,
    JsonObject body,
    String fingerprint,
    Command.OnUnknown onUnknown,
    Optional<Instant> expiresAt,
    Instant createdAt,
    String lane,
    int attempts,
    boolean lost,
    Optional<Parked> parked,
    Redrive redrive,
    OperationState state,
    boolean told,
    Optional<Asker> asker) {

  /**
   * The id of a command with an id of the caller's: the same in every process and every retry.
   *
   * @param client the caller's name where it has idempotency keys of its own; empty for the command queues
   */
  public static String requestId(String phoneNumberId, String client, String commandId) {
    return Hash.requestId("operation", phoneNumberId, client, commandId);
  }

  public static Operation accepted(String requestId, Command command, boolean named, String lane, Instant now) {
    return new Operation(requestId, command.name(), named ? Optional.of(command.id()) : Optional.empty(), command.phoneNumberId(),
        command.groupId(), command.body(), command.fingerprint(), command.onUnknown(), command.expiresAt(), now, lane, 0,
        false, Optional.empty(), Redrive.NONE, new OperationState.Accepted(), false, Optional.empty());
  }

  public Operation askedBy(Asker who) {
    return new Operation(requestId, command, commandId, phoneNumberId, groupId, body, fingerprint, onUnknown, expiresAt, createdAt, lane, attempts, lost, parked, redrive, state, told,
        Optional.of(who));
  }

  /** From when on a group may be of one of its calls, the last of which was made then. */
  public Instant firstCall(Instant lastCall) {
    return attempts > 1 ? createdAt : lastCall;
  }

  /** Whether it is too late to ask the platform. */
  public boolean expired(Instant now) {
    return expiresAt.filter(end -> !now.isBefore(end)).isPresent();
  }

  /** It keeps its place among those that wait until the platform has been asked, and longer if need be. */
  public Operation in(OperationState next) {
    boolean asking = next instanceof OperationState.Calling;
    boolean losing = next instanceof OperationState.Unsettled || (asking && state instanceof OperationState.Calling);
    return with(groupId, asking ? attempts + 1 : attempts, lost || losing, asking ? parked : Optional.empty(), next, told);
  }

  /** The last time does not count: the platform was not asked for this, but left alone. */
  public Operation unasked() {
    return with(groupId, attempts - 1, lost, parked, state, told);
  }

  public Operation parked(Optional<Parked> place) {
    return with(groupId, attempts, lost, place, state, told);
  }

  public Operation about(String group) {
    return with(Optional.of(group), attempts, lost, parked, state, told);
  }

  /** It is back from the dead letters, to be decided anew: under its id, and as of when it was asked for. */
  public Operation redriven() {
    return new Operation(requestId, command, commandId, phoneNumberId, groupId, body, fingerprint, onUnknown, expiresAt, createdAt, lane, attempts, lost, parked,
        new Redrive(redrive.times() + 1, attempts), new OperationState.Accepted(), false, asker);
  }

  /** Whether another may have come before it that was asked for later: it is back from the dead letters, and is not asked for yet. */
  public boolean mayBeOvertaken() {
    return redrive.times() > 0 && state instanceof OperationState.Accepted;
  }

  public Operation superseded() {
    return in(new OperationState.Failed(Optional.empty(), Overtaken.error(this)));
  }

  /** How often the platform was asked since it began, or came back from the dead letters. */
  public int attemptsInRun() {
    return attempts - redrive.attemptsBefore();
  }

  /** What tells its end apart from all others: its id, and which of its ends it is where it came back from the dead letters. */
  public String ending() {
    return redrive.times() == 0 ? requestId : requestId + "/" + redrive.times();
  }

  /** With another id of the caller's and another body, once nothing is to be done by it any more. */
  public Operation left(Optional<String> calledBy, JsonObject ofBody) {
    return new Operation(requestId, command, calledBy, phoneNumberId, groupId, ofBody, fingerprint, onUnknown, expiresAt, createdAt, lane, attempts, lost, parked, redrive, state, told, asker);
  }

  public Operation withAllTold() {
    return with(groupId, attempts, lost, parked, state, true);
  }

  private Operation with(Optional<String> group, int asked, boolean mayBeDone, Optional<Parked> place, OperationState next, boolean allTold) {
    return new Operation(requestId, command, commandId, phoneNumberId, group, body, fingerprint, onUnknown, expiresAt, createdAt, lane, asked, mayBeDone, place, redrive, next, allTold, asker);
  }

  public JsonObject toJson() {
    return JsonObject.EMPTY
        .with("request_id", requestId)
        .with("command", command)
        .with("command_id", commandId)
        .with("phone_number_id", phoneNumberId)
        .with("group_id", groupId)
        .with("body", body)
        .with("fingerprint", fingerprint)
        .with("on_unknown", onUnknown.name())
        .with("expires_at_time", expiresAt.map(Instant::toString))
        .with("created_at", createdAt.toString())
        .with("lane", lane)
        .with("attempts", attempts)
        .with("lost", lost)
        .with("parked", parked.map(Parked::toJson))
        .with("redrive", Optional.of(redrive).filter(it -> !it.equals(Redrive.NONE)).map(Redrive::toJson))
        .with("state", state.toJson())
        .with("told", told)
        .withAll(asker.map(Asker::toJson).orElse(JsonObject.EMPTY));
  }

  public static Operation ofJson(JsonObject json) {
    return new Operation(
        json.text("request_id").orElseThrow(),
        json.text("command").orElseThrow(),
        json.text("command_id"),
        json.text("phone_number_id").orElseThrow(),
        json.text("group_id"),
        json.object("body").orElse(JsonObject.EMPTY),
        json.text("fingerprint").orElseThrow(),
        Command.OnUnknown.valueOf(json.text("on_unknown").orElseThrow()),
        json.text("expires_at_time").map(Instant::parse),
        Instant.parse(json.text("created_at").orElseThrow()),
        json.text("lane").or(() -> json.text("request_id")).orElseThrow(),
        (int) json.whole("attempts").orElse(0),
        json.bool("lost").orElse(json.whole("attempts").orElse(0) > 1),
        json.object("parked").map(Parked::ofJson),
        json.object("redrive").map(Redrive::ofJson).orElse(Redrive.NONE),
        OperationState.ofJson(json.object("state").orElseThrow()),
        json.bool("told").orElse(false),
        Asker.ofJson(json));
  }

  @Override
  public String toString() {
    return command + " " + requestId + " " + state.word(); // the body may hold what must not be logged
  }
}
