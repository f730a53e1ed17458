package dev.octet.grouplifecycle;

import dev.octet.aws.queue.Handled;
import dev.octet.aws.queue.Notifications;
import dev.octet.domain.group.CreateGroup;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.CreateStep;
import dev.octet.domain.operation.Operation;
import dev.octet.domain.operation.OperationNotifications;
import dev.octet.domain.operation.OperationState;
import dev.octet.domain.operation.Waiting;
import dev.octet.graph.GraphCode;
import dev.octet.graph.GraphError;
import dev.octet.graph.Outcome;
import dev.octet.graph.webhook.GroupEvent;
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
import java.util.List;
import java.util.Optional;

/**
 * Carries an operation that creates a group from step to step. Each step is written before and after what it does, so
 * that whoever comes next, in whatever process, knows what may have happened: one request, one group.
 */
final class GroupCreation {
  private static final int MAX_ATTEMPTS = 10;

  private final Operations operations;
  private final RequestPointers pointers;
  private final CreatingLeases leases;
  private final Groups groups;
  private final Platform platform;
  private final GroupSearch search;
  private final Successes successes;
  private final Notifications notifications;
  private final Gate gate;
  private final Clock clock;
  private final Backoff backoff;
  private final Duration settleWindow;

  /** @param settleWindow how long a webhook may take before its group is looked for in the platform's list */
  GroupCreation(
      Operations operations, RequestPointers pointers, CreatingLeases leases, Groups groups, Platform platform,
      Successes successes, Notifications notifications, Gate gate, Clock clock, Backoff backoff, Duration settleWindow) {
    this.operations = operations;
    this.pointers = pointers;
    this.leases = leases;
    this.groups = groups;
    this.platform = platform;
    this.search = new GroupSearch(platform, groups, leases);
    this.successes = successes;
    this.notifications = notifications;
    this.gate = gate;
    this.clock = clock;
    this.backoff = backoff;
    this.settleWindow = settleWindow;
  }

  /** Takes an operation as far as it goes now. */
  Handled advance(Recorded recorded, Gate.Arrival arrival) {
    return Progress.run(recorded, at -> step(at, arrival));
  }

  private Handled advance(Recorded recorded) {
    return advance(recorded, Gate.Arrival.HEARD);
  }

  /** The outcome of an operation has arrived: applies it, unless it is applied, and tells. */
  Handled complete(Recorded at, CreateOutcome outcome) {
    Operation operation = at.operation();
    if (operation.state().ended()) {
      boolean another = outcome.succeeded() && !outcome.groupId().equals(operation.groupId());
      return another ? late(operation, outcome) : advance(at);
    }
    if (!outcome.succeeded()) {
      return complete(at, outcome, operation.in(new OperationState.Failed(outcome.platformRequestId(), outcome.error())));
    }
    String groupId = outcome.groupId().orElseThrow();
    Groups.Saved saved = groups.created(operation.phoneNumberId(), outcome, Optional.of(operation.requestId()));
    return complete(at, outcome, operation.about(groupId)
        .in(new OperationState.Succeeded(outcome.platformRequestId(), outcome.answer(saved.group()), saved.version())));
  }

  /** When another process was faster, it may be asking again, or have ended it with another group: then this one counts too. */
  private Handled complete(Recorded at, CreateOutcome outcome, Operation next) {
    Optional<Recorded> saved = save(at, next);
    return saved.isPresent() ? advance(saved.get()) : complete(operations.reread(at), outcome);
  }

  /** A group for an operation that ended without it, or with another: known from now on, and never silently. */
  Handled late(Operation operation, CreateOutcome outcome) {
    Groups.Saved saved = groups.created(operation.phoneNumberId(), outcome, Optional.of(operation.requestId()));
    notifications.send(List.of(OperationNotifications.lateGroup(operation, saved.group().id(), outcome.at())));
    return Handled.done();
  }

  private Progress step(Recorded at, Gate.Arrival arrival) {
    return switch (CreateStep.next(at.operation(), clock.instant(), settleWindow)) {
      case CreateStep.Call _ -> call(at, arrival);
      case CreateStep.Become become -> new Progress.Again(become(at, at.operation().in(become.state())));
      case CreateStep.Settle settle -> settle(at, settle.calledAt());
      case CreateStep.Leave _ -> new Progress.Stop(Handled.done());
      case CreateStep.Tell _ -> tell(at, arrival);
    };
  }

  private Progress call(Recorded at, Gate.Arrival arrival) {
    if (at.operation().mayBeOvertaken() && successes.haveOvertaken(at.operation())) {
      return new Progress.Again(become(at, at.operation().superseded()));
    }
    return switch (gate.before(at, arrival)) {
      case Gate.Way.Open open -> call(at, open);
      case Gate.Way.Held(Handled handled) -> new Progress.Stop(handled);
      case Gate.Way.Shut(GraphError error) -> new Progress.Again(become(at, failed(at.operation(), error)));
      case Gate.Way.Changed _ -> new Progress.Again(operations.reread(at));
    };
  }

  private Progress call(Recorded at, Gate.Way.Open open) {
    Operation operation = at.operation();
    CreateGroup request = request(operation);
    if (!occupySubject(operation, request.subject())) {
      return new Progress.Stop(gate.behind(at).orElseGet(() -> Handled.later(Waiting.next(operation.createdAt(), clock.instant()))));
    }
    Instant since = clock.instant();
    Optional<Recorded> calling = save(at, operation.in(new OperationState.Calling(since)));
    if (calling.isEmpty()) {
      return new Progress.Again(operations.reread(at));
    }
    Recorded called = calling.get();
    Outcome outcome = platform.createGroup(operation.phoneNumberId(), request);
    if (outcome instanceof Outcome.Refused(GraphError error) && Gate.isPause(error)) {
      leases.release(operation.phoneNumberId(), request.subject(), operation.requestId());
      return gate.refused(called, new OperationState.Accepted(), error)
          .<Progress>map(Progress.Stop::new).orElseGet(() -> new Progress.Again(operations.reread(called)));
    }
    Progress progress = after(outcome, called, request, since);
    gate.saw(outcome, operation.phoneNumberId(), open);
    return progress;
  }

  private Progress after(Outcome outcome, Recorded called, CreateGroup request, Instant since) {
    return switch (outcome) {
      case Outcome.Answered(JsonObject body, _) -> GroupEvent.id(body, "request_id")
          .map(id -> answered(called, id, request.subject(), since))
          // A success of an unknown shape is no success that we could follow: the webhook or the list will tell.
          .orElseGet(() -> unsettled(called, since));
      case Outcome.Unknown _ -> unsettled(called, since);
      case Outcome.Refused(GraphError error) -> refused(called, error, request.subject());
      case Outcome.NotSent(GraphError error) -> refused(called, error, request.subject());
    };
  }

  private Progress unsettled(Recorded calling, Instant since) {
    return new Progress.Again(become(calling, calling.operation().in(new OperationState.Unsettled(since))));
  }

  private Progress answered(Recorded calling, String platformRequestId, String subject, Instant since) {
    Operation operation = calling.operation();
    RequestPointers.Halves halves = pointers.addOperation(operation.phoneNumberId(), platformRequestId, operation.requestId());
    Recorded answered = become(calling, operation.in(new OperationState.Answered(platformRequestId, since)));
    if (operation.attempts() == 1) {
      leases.release(operation.phoneNumberId(), subject, operation.requestId());
    }
    return halves.outcome()
        .<Progress>map(outcome -> new Progress.Stop(complete(answered, CreateOutcome.ofJson(outcome))))
        .orElse(new Progress.Again(answered));
  }

  private Progress refused(Recorded calling, GraphError error, String subject) {
    Operation operation = calling.operation();
    boolean again = switch (GraphCode.of(error.code(), error.status()).action()) {
      case RETRY, WAIT -> operation.attemptsInRun() < MAX_ATTEMPTS;
      case NEVER, CONFIGURATION, TOKEN -> false;
    };
    if (!again) {
      return new Progress.Again(become(calling, failed(operation, error)));
    }
    Progress later = operations.later(calling, operation.in(new OperationState.Accepted()), backoff.after(operation.attemptsInRun()), Gate.Arrival.QUEUED);
    leases.release(operation.phoneNumberId(), subject, operation.requestId());
    return later;
  }

  private static Operation failed(Operation operation, GraphError error) {
    return operation.in(error.toFailed());
  }

  /** Whether the subject is ours, and not another operation's that is still to end. */
  private boolean occupySubject(Operation operation, String subject) {
    String holder = leases.acquire(operation.phoneNumberId(), subject, operation.requestId());
    if (holder.equals(operation.requestId())) {
      return true;
    }
    boolean ended = operations.get(holder).map(it -> it.operation().state().ended()).orElse(true);
    return ended && leases.takeOver(operation.phoneNumberId(), subject, holder, operation.requestId());
  }

  private Progress settle(Recorded at, Instant calledAt) {
    Operation operation = at.operation();
    Optional<JsonObject> outcome = operation.state().knownPlatformRequestId()
        .flatMap(id -> pointers.get(operation.phoneNumberId(), id).outcome());
    if (outcome.isPresent()) {
      return new Progress.Stop(complete(at, CreateOutcome.ofJson(outcome.get())));
    }
    Optional<String> platformRequestId = operation.state().knownPlatformRequestId();
    return switch (search.find(operation, request(operation), calledAt, settleWindow)) {
      case GroupSearch.Found.One one -> new Progress.Stop(complete(at, one.outcome()));
      case GroupSearch.Found.NotAsked _ -> {
        // It may be days until the platform can be asked: the table waits as long as need be, a queue message does not.
        operations.save(at, operation, clock.instant().plus(CreateStep.UNATTENDED));
        yield new Progress.Stop(Handled.done());
      }
      case GroupSearch.Found.None _ when operation.state() instanceof OperationState.Unsettled && mayRepeat(operation) ->
          new Progress.Again(become(at, operation.in(new OperationState.Accepted())));
      case GroupSearch.Found.None _ -> new Progress.Again(become(at,
          operation.in(new OperationState.Unknown(platformRequestId, calledAt, List.of()))));
      case GroupSearch.Found.Several several -> new Progress.Again(become(at,
          operation.in(new OperationState.Unknown(platformRequestId, calledAt, several.candidates()))));
      case GroupSearch.Found.Unexplained unexplained -> new Progress.Again(become(at,
          operation.in(new OperationState.Unknown(platformRequestId, calledAt, unexplained.candidates()))));
    };
  }

  private boolean mayRepeat(Operation operation) {
    return switch (operation.onUnknown()) {
      case REPEAT -> operation.attemptsInRun() < MAX_ATTEMPTS && !operation.expired(clock.instant());
      case REPORT -> false;
    };
  }

  private Progress tell(Recorded at, Gate.Arrival arrival) {
    Operation operation = at.operation();
    String subject = request(operation).subject();
    if (inDoubt(operation)) {
      leases.remember(operation.phoneNumberId(), subject, operation.requestId());
    } else {
      leases.release(operation.phoneNumberId(), subject, operation.requestId());
    }
    notifications.send(OperationNotifications.ofCreate(operation, clock.instant()));
    if (!operation.told()) {
      successes.remember(operation);
      save(at, operation.withAllTold());
    }
    return new Progress.Stop(SetAside.of(operation, arrival, MAX_ATTEMPTS));
  }

  /** Whether a group of this operation may still turn up beside the one it ended with, if any. */
  static boolean inDoubt(Operation operation) {
    return operation.attempts() > 1 || operation.state() instanceof OperationState.Unknown;
  }

  /** Writes the next state; when another process was faster, what it wrote counts. */
  private Recorded become(Recorded at, Operation next) {
    return save(at, next).orElseGet(() -> operations.reread(at));
  }

  private Optional<Recorded> save(Recorded at, Operation next) {
    return operations.save(at, next, CreateStep.due(next, clock.instant(), settleWindow));
  }

  private static CreateGroup request(Operation operation) {
    return switch (CreateGroup.parse(operation.body())) {
      case CreateGroup.Parsed.Valid valid -> valid.request();
      case CreateGroup.Parsed.Invalid _ -> throw new IllegalStateException("An operation was recorded for a body that is not valid.");
    };
  }
}
