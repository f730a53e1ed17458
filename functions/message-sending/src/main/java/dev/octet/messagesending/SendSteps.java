package dev.octet.messagesending;

import dev.octet.aws.queue.Handled;
import dev.octet.aws.queue.Notifications;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.MessageCommand;
import dev.octet.domain.message.PairLimit;
import dev.octet.domain.message.SendMessage;
import dev.octet.domain.operation.CreateStep;
import dev.octet.domain.operation.Operation;
import dev.octet.domain.operation.OperationState;
import dev.octet.domain.operation.SendStep;
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
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Carries a send from step to step. A second send is a second message, so an answer that was lost is waited for: the statuses
 * of what was sent bring the operation's id back. Until then, what came behind it in its message group waits.
 */
final class SendSteps {
  private static final int MAX_ATTEMPTS = 10;
  private static final int PAIR_LIMIT = 131056;
  private static final int THROUGHPUT = 130429;
  /** So little is waited for here; for more, the queue. */
  private static final Duration SHORT = Duration.ofSeconds(2);
  /** How often a send in doubt is looked at that others wait behind: a status may have settled it. */
  private static final Duration LOOK = Duration.ofSeconds(5);

  private final Operations operations;
  private final MessagePlatform platform;
  private final SendGuard guard;
  private final Inviting inviting;
  private final SendOutcomes outcomes;
  private final Successes successes;
  private final Notifications notifications;
  private final Gate gate;
  private final NumberPace pace;
  private final Clock clock;
  private final Backoff backoff;
  private final Duration window;
  private final Consumer<Duration> pause;

  /**
   * @param window how long the first status of a message may take
   * @param pause waits so long
   */
  SendSteps(
      Operations operations, MessagePlatform platform, SendGuard guard, Inviting inviting, SendOutcomes outcomes, Successes successes, Notifications notifications, Gate gate, NumberPace pace,
      Clock clock, Backoff backoff, Duration window, Consumer<Duration> pause) {
    this.operations = operations;
    this.platform = platform;
    this.guard = guard;
    this.inviting = inviting;
    this.outcomes = outcomes;
    this.successes = successes;
    this.notifications = notifications;
    this.gate = gate;
    this.pace = pace;
    this.clock = clock;
    this.backoff = backoff;
    this.window = window;
    this.pause = pause;
  }

  /** Takes an operation as far as it goes now. */
  Handled advance(Recorded recorded, Gate.Arrival arrival) {
    return Progress.run(recorded, at -> step(at, arrival));
  }

  /** What was sent is seen, whether or not an answer said so. Returns the operation at its end, which may be another. */
  Recorded sentAs(Recorded recorded, JsonObject answer) {
    Recorded now = recorded;
    while (!now.operation().state().ended()) {
      now = become(now, now.operation().in(new OperationState.Succeeded(Optional.empty(), answer, 0)));
    }
    return now;
  }

  private Progress step(Recorded at, Gate.Arrival arrival) {
    return switch (SendStep.next(at.operation(), clock.instant(), window)) {
      case SendStep.Call _ -> call(at, arrival);
      case SendStep.Become become -> new Progress.Again(become(at, at.operation().in(become.state())));
      case SendStep.Leave _ -> new Progress.Stop(arrival == Gate.Arrival.AWAITED ? Handled.done() : Handled.later(untilMore(at.operation())));
      case SendStep.Tell _ -> tell(at, arrival);
    };
  }

  /** What waits behind it must not overtake it, so its message stays in the queue until it is known what became of it. */
  private Duration untilMore(Operation operation) {
    Instant end = switch (operation.state()) {
      case OperationState.Calling calling -> calling.since().plus(CreateStep.CALL_LIMIT);
      case OperationState.Unsettled unsettled -> unsettled.calledAt().plus(window);
      case OperationState.Accepted _, OperationState.Answered _, OperationState.Succeeded _, OperationState.Failed _, OperationState.Unknown _ -> clock.instant();
    };
    Duration wait = Duration.between(clock.instant(), end).plusMillis(999); // visibility is in whole seconds
    return wait.compareTo(LOOK) > 0 ? LOOK : wait;
  }

  private Progress call(Recorded at, Gate.Arrival arrival) {
    if (at.operation().mayBeOvertaken() && successes.haveOvertaken(at.operation())) {
      return new Progress.Again(become(at, at.operation().superseded()));
    }
    return switch (gate.before(at, arrival)) {
      case Gate.Way.Open open -> paced(at, arrival, open);
      case Gate.Way.Held(Handled handled) -> new Progress.Stop(handled);
      case Gate.Way.Shut(GraphError error) -> notNow(at, error, arrival);
      case Gate.Way.Changed _ -> new Progress.Again(operations.reread(at));
    };
  }

  private Progress paced(Recorded at, Gate.Arrival arrival, Gate.Way.Open open) {
    Optional<GraphError> refusal = guard.refusal(at.operation());
    if (refusal.isPresent()) {
      return notNow(at, refusal.get(), arrival);
    }
    Duration wait = pace.take(at.operation().phoneNumberId(), SHORT);
    if (wait.compareTo(SHORT) > 0) {
      return arrival == Gate.Arrival.AWAITED
          ? notNow(at, GraphError.of(THROUGHPUT, "The number sends as many messages as it may. Ask again in a few seconds."), arrival)
          : new Progress.Stop(Handled.later(wait.plusMillis(999)));
    }
    pause.accept(wait);
    return call(at, arrival, open);
  }

  /** It is not asked this time; a call before this one may have been done, and then nobody can say that it failed. */
  private Progress notNow(Recorded at, GraphError error, Gate.Arrival arrival) {
    Optional<Instant> before = at.operation().state().lastCall();
    if (before.isEmpty()) {
      return new Progress.Again(become(at, failed(at.operation(), error)));
    }
    return arrival == Gate.Arrival.AWAITED ? new Progress.Stop(Handled.done()) : new Progress.Again(become(at, unknown(at.operation(), before.get())));
  }

  private Progress call(Recorded at, Gate.Arrival arrival, Gate.Way.Open open) {
    if (!isMark(at.operation())) {
      inviting.begin(at.operation());
    }
    Instant since = clock.instant();
    Optional<Recorded> saved = save(at, at.operation().in(new OperationState.Calling(since)));
    if (saved.isEmpty()) {
      return new Progress.Again(operations.reread(at));
    }
    Recorded calling = saved.get();
    Outcome outcome = platform.send(calling.operation().phoneNumberId(), body(calling.operation()));
    if (outcome instanceof Outcome.Refused(GraphError error) && Gate.isPause(error) && arrival != Gate.Arrival.AWAITED) {
      return gate.refused(calling, back(at), error).<Progress>map(Progress.Stop::new).orElseGet(() -> new Progress.Again(operations.reread(calling)));
    }
    Progress progress = after(outcome, calling, back(at), arrival, since);
    gate.saw(outcome, at.operation().phoneNumberId(), open);
    return progress;
  }

  private static JsonObject body(Operation operation) {
    return isMark(operation) ? operation.body() : SendMessage.ofBody(operation.body()).toPlatform(OwnId.of(operation.requestId()));
  }

  private static boolean isMark(Operation operation) {
    return operation.command().equals(MessageCommand.MARK_MESSAGE_READ.word());
  }

  /** Where an operation goes back to that is to be asked for again: a call before this one may have been done. */
  private static OperationState back(Recorded at) {
    return at.operation().state().lastCall().<OperationState>map(OperationState.Unsettled::new).orElseGet(OperationState.Accepted::new);
  }

  private Progress after(Outcome outcome, Recorded calling, OperationState before, Gate.Arrival arrival, Instant since) {
    return switch (outcome) {
      case Outcome.Answered(JsonObject answer, _) when isMark(calling.operation()) || SendOutcomes.messageId(answer).isPresent() ->
          new Progress.Again(become(calling, calling.operation().in(new OperationState.Succeeded(Optional.empty(), answer, 0))));
      case Outcome.Answered _, Outcome.Unknown _ -> new Progress.Again(become(calling, calling.operation().in(new OperationState.Unsettled(since))));
      case Outcome.Refused(GraphError error) -> refused(calling, before, error, arrival);
      case Outcome.NotSent(GraphError error) -> refused(calling, before, error, arrival);
    };
  }

  /** A refusal says nothing of a call before this one, of which nobody knows: only who wants it at least once has it asked for again. */
  private Progress refused(Recorded calling, OperationState before, GraphError error, Gate.Arrival arrival) {
    Operation operation = Gate.isPause(error) ? calling.operation().unasked() : calling.operation();
    boolean lost = before instanceof OperationState.Unsettled;
    if (operation.attemptsInRun() < MAX_ATTEMPTS && (lost ? mayPass(error) || Gate.isOfMore(error) : mayPass(error) && arrival != Gate.Arrival.AWAITED)) {
      return later(calling, operation.in(before), error, arrival);
    }
    return new Progress.Again(become(calling, before.lastCall().map(calledAt -> unknown(calling.operation(), calledAt))
        .orElseGet(() -> failed(calling.operation(), error))));
  }

  private Progress later(Recorded calling, Operation back, GraphError error, Gate.Arrival arrival) {
    Duration wait = error.code() == PAIR_LIMIT ? PairLimit.wait(back.attemptsInRun() - 1) : backoff.after(back.attemptsInRun());
    return operations.later(calling, back, wait, arrival);
  }

  /** What has to wait for long is the caller's to send again: by then it may no longer be worth it. */
  private static boolean mayPass(GraphError error) {
    return error.code() == PAIR_LIMIT || switch (GraphCode.of(error.code(), error.status()).action()) {
      case RETRY -> true;
      case WAIT, NEVER, CONFIGURATION, TOKEN -> false;
    };
  }

  private static Operation unknown(Operation operation, Instant calledAt) {
    return operation.in(new OperationState.Unknown(Optional.empty(), calledAt, List.of()));
  }

  private static Operation failed(Operation operation, GraphError error) {
    return operation.in(error.toFailed());
  }

  private Progress tell(Recorded at, Gate.Arrival arrival) {
    Operation operation = at.operation();
    notifications.send(outcomes.of(operation, clock.instant()));
    if (!operation.told()) {
      successes.remember(operation);
      Optional<Recorded> _ = save(at, operation.withAllTold());
    }
    return new Progress.Stop(SetAside.of(operation, arrival, MAX_ATTEMPTS));
  }

  /** Writes the next state; when another process was faster, what it wrote counts. */
  private Recorded become(Recorded at, Operation next) {
    return save(at, next).orElseGet(() -> operations.reread(at));
  }

  private Optional<Recorded> save(Recorded at, Operation next) {
    return operations.save(at, next, SendStep.due(next, clock.instant(), window));
  }
}
