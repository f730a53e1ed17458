package dev.octet.grouplifecycle;

import dev.octet.aws.queue.Handled;
import dev.octet.aws.queue.Notifications;
import dev.octet.domain.Notification;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.CreateStep;
import dev.octet.domain.operation.Operation;
import dev.octet.domain.operation.OperationNotifications;
import dev.octet.domain.operation.OperationState;
import dev.octet.domain.operation.RepeatableStep;
import dev.octet.graph.GraphCode;
import dev.octet.graph.GraphError;
import dev.octet.graph.Outcome;
import dev.octet.operations.Backoff;
import dev.octet.operations.Gate;
import dev.octet.operations.Operations.Recorded;
import dev.octet.operations.Operations;
import dev.octet.operations.Progress;
import dev.octet.operations.SetAside;
import dev.octet.operations.Successes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Carries an operation on a group from step to step. Each step is written before and after what it does. What it asks for
 * may be asked for again, so an answer that was lost is asked for again, until the platform says that it is so.
 */
final class RepeatableSteps {
  private static final int MAX_ATTEMPTS = 10;
  /** What was taken, is not heard of again, and cannot be looked at. */
  private static final int MAX_UNHEARD = 3;

  private final Operations operations;
  private final RequestPointers pointers;
  private final Successes successes;
  private final Notifications notifications;
  private final Gate gate;
  private final Clock clock;
  private final Backoff backoff;
  private final Duration settleWindow;

  RepeatableSteps(Operations operations, RequestPointers pointers, Successes successes, Notifications notifications, Gate gate, Clock clock, Backoff backoff, Duration settleWindow) {
    this.operations = operations;
    this.pointers = pointers;
    this.successes = successes;
    this.notifications = notifications;
    this.gate = gate;
    this.clock = clock;
    this.backoff = backoff;
    this.settleWindow = settleWindow;
  }

  /** Takes an operation as far as it goes now. */
  Handled advance(Recorded recorded, GroupRequest request, Gate.Arrival arrival) {
    return Progress.run(recorded, at -> step(at, request, arrival));
  }

  /** The outcome of an operation has arrived: writes it down, unless it has ended, and tells. */
  Handled complete(Recorded at, GroupRequest request, RequestOutcome outcome) {
    Recorded now = at;
    while (!now.operation().state().ended()) {
      Optional<Recorded> ended = save(now, outcome.succeeded() || !outcome.said().isEmpty()
          ? ended(now.operation(), request, outcome.platformRequestId(), outcome.at(), outcome.said())
          : now.operation().in(new OperationState.Failed(outcome.platformRequestId(), outcome.error())));
      now = ended.isPresent() ? ended.get() : operations.reread(now);
    }
    return advance(now, request, Gate.Arrival.HEARD);
  }

  private Progress step(Recorded at, GroupRequest request, Gate.Arrival arrival) {
    return switch (RepeatableStep.next(at.operation(), clock.instant(), settleWindow)) {
      case RepeatableStep.Call _ -> call(at, request, arrival);
      case RepeatableStep.Become become -> new Progress.Again(become(at, at.operation().in(become.state())));
      case RepeatableStep.Check _ -> check(at, request);
      case RepeatableStep.Leave _ -> new Progress.Stop(Handled.done());
      case RepeatableStep.Tell _ -> tell(at, request, arrival);
    };
  }

  private Progress call(Recorded at, GroupRequest request, Gate.Arrival arrival) {
    if (at.operation().mayBeOvertaken() && successes.haveOvertaken(at.operation())) {
      return new Progress.Again(become(at, at.operation().superseded()));
    }
    Optional<Recorded> heard = heard(at, request);
    if (heard.isPresent()) {
      return new Progress.Again(heard.get());
    }
    Optional<Instant> overtaken = at.operation().state().lastCall().filter(calledAt -> request.isOvertaken(at.operation(), calledAt));
    if (overtaken.isPresent()) {
      return request.canLook(at.operation()) ? done(at, request, overtaken.get()) : new Progress.Again(become(at, unknown(at.operation(), overtaken.get())));
    }
    return switch (request.isGated() ? gate.before(at, arrival) : new Gate.Way.Open(List.of())) {
      case Gate.Way.Open open -> call(at, request, arrival, open);
      case Gate.Way.Held(Handled handled) -> new Progress.Stop(handled);
      case Gate.Way.Shut(GraphError error) -> at.operation().state().lastCall().map(calledAt -> leaveLost(at, calledAt))
          .orElseGet(() -> new Progress.Again(become(at, failed(at.operation(), error))));
      case Gate.Way.Changed _ -> new Progress.Again(operations.reread(at));
    };
  }

  /** An answer was lost, and a webhook has said meanwhile that it is done: under the platform's id of that, it was told. */
  private Optional<Recorded> heard(Recorded at, GroupRequest request) {
    Operation operation = at.operation();
    return operation.state().knownPlatformRequestId().isPresent() ? Optional.empty()
        : operation.state().lastCall().flatMap(calledAt -> request.heard(operation, calledAt))
            .map(heard -> become(at, ended(operation, request, Optional.of(heard.platformRequestId()), heard.at(), JsonObject.EMPTY)));
  }

  /** It is not to be asked for now, but an answer before was lost: that it failed is not known. The settlement asks again. */
  private Progress leaveLost(Recorded at, Instant calledAt) {
    become(at, at.operation().in(new OperationState.Unsettled(calledAt)));
    return new Progress.Stop(Handled.done());
  }

  private Progress call(Recorded at, GroupRequest request, Gate.Arrival arrival, Gate.Way.Open open) {
    Instant since = clock.instant();
    Optional<Recorded> saved = save(at, at.operation().in(new OperationState.Calling(since)));
    if (saved.isEmpty()) {
      return new Progress.Again(operations.reread(at));
    }
    Recorded calling = saved.get();
    Outcome outcome = at.operation().state().lastCall().map(before -> request.callAgain(calling.operation(), before))
        .orElseGet(() -> request.call(calling.operation()));
    if (outcome instanceof Outcome.Refused(GraphError error) && request.isGated() && Gate.isPause(error) && arrival != Gate.Arrival.AWAITED) {
      return gate.refused(calling, back(at), error).<Progress>map(Progress.Stop::new).orElseGet(() -> new Progress.Again(operations.reread(calling)));
    }
    Progress progress = after(outcome, calling, back(at), request, arrival, since);
    if (request.isGated()) {
      gate.saw(outcome, at.operation().phoneNumberId(), open);
    }
    return progress;
  }

  /** Where an operation goes back to that is to be asked for again: a call before this one may have been done. */
  private static OperationState back(Recorded at) {
    return at.operation().state().lastCall().<OperationState>map(OperationState.Unsettled::new).orElseGet(OperationState.Accepted::new);
  }

  private Progress after(Outcome outcome, Recorded calling, OperationState before, GroupRequest request, Gate.Arrival arrival, Instant since) {
    return switch (outcome) {
      case Outcome.Answered(JsonObject body, Optional<Instant> answeredAt) -> switch (request.taken(body)) {
        case GroupRequest.Taken.Followed(String id) -> answered(calling, request, id, since);
        case GroupRequest.Taken.Done(JsonObject said) ->
            new Progress.Again(become(calling, ended(calling.operation(), request, Optional.empty(), answeredAt.orElse(since), said)));
        case GroupRequest.Taken.Unclear _ -> lost(calling, request, arrival, since);
      };
      case Outcome.Unknown _ -> lost(calling, request, arrival, since);
      case Outcome.Refused(GraphError error) -> refused(calling, before, request, error, arrival);
      case Outcome.NotSent(GraphError error) when before instanceof OperationState.Unsettled(Instant calledAt) ->
          mayPass(error) ? stillLost(calling, before, request, error, arrival) : new Progress.Again(become(calling, unknown(calling.operation(), calledAt)));
      case Outcome.NotSent(GraphError error) -> refused(calling, before, request, error, arrival);
    };
  }

  private Progress answered(Recorded calling, GroupRequest request, String platformRequestId, Instant since) {
    Operation operation = calling.operation();
    RequestPointers.Halves halves = pointers.addOperation(operation.phoneNumberId(), platformRequestId, operation.requestId());
    Recorded answered = become(calling, operation.in(new OperationState.Answered(platformRequestId, since)));
    return halves.outcome()
        .<Progress>map(outcome -> new Progress.Stop(complete(answered, request, RequestOutcome.ofJson(outcome))))
        .orElse(new Progress.Again(answered));
  }

  private Progress lost(Recorded calling, GroupRequest request, Gate.Arrival arrival, Instant since) {
    Operation unsettled = calling.operation().in(new OperationState.Unsettled(since));
    return unsettled.attemptsInRun() < MAX_ATTEMPTS ? later(calling, unsettled, arrival) : check(become(calling, unsettled), request);
  }

  private Progress later(Recorded calling, Operation back, Gate.Arrival arrival) {
    return operations.later(calling, back, backoff.after(back.attemptsInRun()), arrival);
  }

  private Progress refused(Recorded calling, OperationState before, GroupRequest request, GraphError error, Gate.Arrival arrival) {
    Operation operation = calling.operation();
    if (operation.lost() && request.isDone(operation, error)) {
      return new Progress.Again(become(calling, ended(operation, request, Optional.empty(), clock.instant(), JsonObject.EMPTY)));
    }
    if (before instanceof OperationState.Unsettled && (mayPass(error) || Gate.isOfMore(error))) {
      return stillLost(calling, before, request, error, arrival);
    }
    if (!mayPass(error) || arrival == Gate.Arrival.AWAITED || operation.attemptsInRun() >= MAX_ATTEMPTS) {
      return new Progress.Again(become(calling, failed(operation, error)));
    }
    return later(calling, operation.in(before), arrival);
  }

  /**
   * This time it could not be asked for, or was refused for a reason that is not its own, but an answer before was lost: that it
   * failed is not known. Whoever waits is told so.
   */
  private Progress stillLost(Recorded calling, OperationState before, GroupRequest request, GraphError error, Gate.Arrival arrival) {
    Operation operation = Gate.isPause(error) ? calling.operation().unasked() : calling.operation();
    Operation lost = operation.in(before);
    return lost.attemptsInRun() < MAX_ATTEMPTS ? later(calling, lost, arrival) : check(become(calling, lost), request);
  }

  private static boolean mayPass(GraphError error) {
    return switch (GraphCode.of(error.code(), error.status()).action()) {
      case RETRY, WAIT -> true;
      case NEVER, CONFIGURATION, TOKEN -> false;
    };
  }

  private static Operation unknown(Operation operation, Instant calledAt) {
    return operation.in(new OperationState.Unknown(operation.state().knownPlatformRequestId(), calledAt, List.of()));
  }

  private static Operation failed(Operation operation, GraphError error) {
    return operation.in(error.toFailed());
  }

  private Progress check(Recorded at, GroupRequest request) {
    Operation operation = at.operation();
    if (operation.state().lastCall().isEmpty()) {
      return new Progress.Again(at); // another process was faster
    }
    Optional<Recorded> heard = heard(at, request);
    if (heard.isPresent()) {
      return new Progress.Again(heard.get());
    }
    Instant calledAt = operation.state().lastCall().get();
    if (!request.canLook(operation)) {
      return new Progress.Again(become(at, unheard(operation, calledAt)));
    }
    Optional<Boolean> done = request.look(operation);
    if (done.isEmpty()) {
      // It may be days until the platform can be asked: the table waits as long as need be, a queue message does not.
      operations.save(at, operation, clock.instant().plus(CreateStep.UNATTENDED));
      return new Progress.Stop(Handled.done());
    }
    if (done.get() || request.isOvertaken(operation, calledAt)) {
      return done(at, request, calledAt);
    }
    if (operation.expired(clock.instant())) {
      return new Progress.Again(become(at, operation.in(new OperationState.Accepted()))); // it is not so, and not to be begun any more
    }
    return new Progress.Again(become(at, operation.attemptsInRun() < MAX_ATTEMPTS
        ? operation.in(new OperationState.Unsettled(calledAt)) : unknown(operation, calledAt)));
  }

  /** Asked for again it does no harm, and its webhook says what became of it. */
  private static Operation unheard(Operation operation, Instant calledAt) {
    return operation.attemptsInRun() < MAX_UNHEARD ? operation.in(new OperationState.Unsettled(calledAt)) : unknown(operation, calledAt);
  }

  private Progress done(Recorded at, GroupRequest request, Instant calledAt) {
    Operation operation = at.operation();
    return new Progress.Again(become(at, ended(operation, request, operation.state().knownPlatformRequestId(), calledAt, JsonObject.EMPTY)));
  }

  private Operation ended(Operation operation, GroupRequest request, Optional<String> platformRequestId, Instant at, JsonObject said) {
    GroupRequest.Kept kept = request.keep(operation, at, said);
    return operation.in(kept.error()
        .<OperationState>map(error -> new OperationState.Failed(platformRequestId, error, kept.answer()))
        .orElseGet(() -> new OperationState.Succeeded(platformRequestId, kept.answer(), kept.sequence())));
  }

  private Progress tell(Recorded at, GroupRequest request, Gate.Arrival arrival) {
    Operation operation = at.operation();
    Instant now = clock.instant();
    List<Notification> told = new ArrayList<>(request.tell(operation, now));
    OperationNotifications.ofEnd(operation, now).ifPresent(told::add);
    request.handOn(operation, now);
    notifications.send(told);
    Handled handled = SetAside.of(operation, arrival, MAX_ATTEMPTS);
    if (!(handled instanceof Handled.SetAside)) {
      request.forget(operation); // else it may come back
    }
    if (!operation.told()) {
      successes.remember(operation);
      save(at, operation.withAllTold());
    }
    return new Progress.Stop(handled);
  }

  /** Writes the next state; when another process was faster, what it wrote counts. */
  private Recorded become(Recorded at, Operation next) {
    return save(at, next).orElseGet(() -> operations.reread(at));
  }

  private Optional<Recorded> save(Recorded at, Operation next) {
    return operations.save(at, next, RepeatableStep.due(next, clock.instant(), settleWindow));
  }
}
