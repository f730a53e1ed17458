package dev.octet.operations;

import dev.octet.aws.queue.Handled;
import dev.octet.aws.queue.Notifications;
import dev.octet.domain.group.GroupCommand;
import dev.octet.domain.operation.Operation;
import dev.octet.domain.operation.OperationState;
import dev.octet.domain.operation.Parked;
import dev.octet.graph.GraphError;
import dev.octet.graph.Outcome;
import dev.octet.operations.Operations.Recorded;
import dev.octet.operations.Pauses.Standing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * Between an operation and the platform: while the number is left alone, it waits, in the queue at first and then in the
 * table, in order and for as long as need be. Nothing is lost by it and nothing counts as an attempt.
 */
public final class Gate {
  private final Pauses pauses;
  private final Operations operations;
  private final ToLongFunction<String> activeGroups;
  private final Notifications notifications;
  private final Clock clock;
  private final Backoff backoff;

  /** @param activeGroups how many active groups a number has, by its id */
  public Gate(Pauses pauses, Operations operations, ToLongFunction<String> activeGroups, Notifications notifications, Clock clock, Backoff backoff) {
    this.pauses = pauses;
    this.operations = operations;
    this.activeGroups = activeGroups;
    this.notifications = notifications;
    this.clock = clock;
    this.backoff = backoff;
  }

  /** How an operation has come here. */
  public enum Arrival {
    /** By the queue: it may wait. */
    QUEUED,
    /** From those that waited, to go on. */
    RELEASED,
    /** Its caller waits for the answer. */
    AWAITED,
    /** Something that the platform said is about it. */
    HEARD
  }

  public sealed interface Way {
    /** @param probed the pauses that this request is let through to see the end of */
    record Open(List<Standing> probed) implements Way {}

    /** It waits. */
    record Held(Handled handled) implements Way {}

    /** There is no use in asking: what the platform would say is known. */
    record Shut(GraphError error) implements Way {}

    /** Another process has changed the operation. */
    record Changed() implements Way {}
  }

  public Way before(Recorded at, Arrival arrival) {
    Operation operation = at.operation();
    if (operation.parked().isPresent() && arrival != Arrival.RELEASED) {
      return new Way.Held(Handled.done());
    }
    List<Standing> probed = new ArrayList<>();
    List<Standing> all = concerning(operation);
    boolean probe = all.stream().anyMatch(standing -> isProbe(operation, standing.pause()));
    for (Standing found : all) {
      Standing standing = told(found);
      Optional<Way> stop = stop(at, arrival, standing, probe);
      if (stop.isPresent()) {
        return stop.get();
      }
      probed.add(standing);
    }
    return new Way.Open(probed);
  }

  private List<Standing> concerning(Operation operation) {
    return operation.command().equals(GroupCommand.CREATE_GROUP.word())
        ? pauses.of(operation.phoneNumberId()) : pauses.get(operation.phoneNumberId(), Pause.Scope.ALL).stream().toList();
  }

  /** Whether it is let through to see the end of the pause in which it waits: then by every other pause too, or two would wait for each other. */
  private static boolean isProbe(Operation operation, Pause pause) {
    return pause.probe().equals(Optional.of(operation.requestId())) && operation.parked().filter(it -> it.scope().equals(pause.scope().name())).isPresent();
  }

  private Optional<Way> stop(Recorded at, Arrival arrival, Standing standing, boolean probe) {
    Pause pause = standing.pause();
    Instant now = clock.instant();
    if (pause.kind() == Pause.Kind.CERTAIN) {
      boolean roomAgain = pause.scope() == Pause.Scope.CREATES && activeGroups.applyAsLong(pause.phoneNumberId()) < pause.activeGroups();
      return pause.isClosed(now) && !roomAgain ? Optional.of(new Way.Shut(pause.error())) : Optional.empty();
    }
    if (at.operation().parked().isPresent()) {
      return probe || !pause.isClosed(now) ? Optional.empty() : Optional.of(wait(at, at.operation().parked().get(), standing));
    }
    boolean others = standing.isWaitedFor() && pauses.isWaitedFor(pause);
    if (!pause.isClosed(now) && !others) {
      return Optional.empty();
    }
    return Optional.of(arrival == Arrival.AWAITED ? new Way.Shut(pause.error()) : hold(at, standing, others));
  }

  /** One that has waited in one pause waits in the other from then on, in its order: those that wait there may need what it holds. */
  private Way wait(Recorded at, Parked place, Standing standing) {
    return place.scope().equals(standing.pause().scope().name()) ? new Way.Held(Handled.done())
        : move(at, place, standing).<Way>map(Way.Held::new).orElseGet(Way.Changed::new);
  }

  /** To the end of a pause, from wherever it waits. Empty when another write came first. */
  private Optional<Handled> move(Recorded at, Parked from, Standing to) {
    return pauses.park(to, at, at.operation().parked(Optional.empty())).map(_ -> {
      pauses.forget(at.operation().phoneNumberId(), from);
      return Handled.done();
    });
  }

  private Way hold(Recorded at, Standing standing, boolean others) {
    Instant now = clock.instant();
    if (standing.pause().isShort(now) && !others) {
      return new Way.Held(Handled.later(untilProbe(standing.pause())));
    }
    return pauses.park(standing, at, at.operation()).isPresent() ? new Way.Held(Handled.done()) : new Way.Changed();
  }

  /** And a little more, each its own: not all at once. */
  private Duration untilProbe(Pause pause) {
    return Duration.between(clock.instant(), pause.probeAt()).plus(backoff.after(2));
  }

  /**
   * What the platform's answer to a request that ended, or goes on, says of the number. Was it about this request alone, then
   * what waited goes on; no answer says nothing.
   */
  public void saw(Outcome outcome, String phoneNumberId, Way.Open open) {
    switch (outcome) {
      case Outcome.Refused(GraphError error) when Pause.scope(error).isPresent() -> {
        Standing _ = pause(phoneNumberId, error);
      }
      case Outcome.Answered _, Outcome.Refused _ -> open.probed().forEach(standing -> end(standing.pause()));
      case Outcome.NotSent _, Outcome.Unknown _ -> { }
    }
  }

  /**
   * An operation that has its turn cannot take it yet, because another is in its way, which may wait behind it: it goes behind
   * that one. Empty where it does not wait in a pause.
   */
  public Optional<Handled> behind(Recorded at) {
    Operation operation = at.operation();
    return operation.parked().flatMap(place -> pauses.get(operation.phoneNumberId(), Pause.Scope.valueOf(place.scope()))
        .flatMap(standing -> move(at, place, standing)));
  }

  /** An operation goes on, as a message of Octet's own to its command queue says. */
  public Handled resume(Resumption.Wanted wanted, InlineOperations.Advance advance) {
    Arrival arrival = wanted.waited().isPresent() ? Arrival.RELEASED : Arrival.QUEUED;
    Handled handled = operations.get(wanted.requestId()).map(recorded -> advance.of(recorded, arrival)).orElseGet(Handled::done);
    wanted.waited().ifPresent(waited -> released(wanted.requestId(), waited));
    return handled;
  }

  /** An operation that waited was sent on: unless it went back to its place, it does not wait any more. */
  private void released(String requestId, Resumption.Waited waited) {
    Optional<Operation> operation = operations.get(requestId).map(Recorded::operation);
    if (operation.flatMap(Operation::parked).equals(Optional.of(waited.place()))) {
      return;
    }
    // Of one that is gone, the place would make all others wait for ever.
    operation.map(Operation::phoneNumberId).or(waited::phoneNumberId).ifPresent(phoneNumberId -> pauses.forget(phoneNumberId, waited.place()));
  }

  private void end(Pause seen) {
    while (true) {
      Optional<Standing> standing = pauses.get(seen.phoneNumberId(), seen.scope()).filter(it -> it.pause().since().equals(seen.since()));
      if (standing.isEmpty()) {
        return;
      }
      Pause pause = standing.get().pause();
      if (!pause.over()) {
        notifications.send(List.of(pause.toResumed(clock.instant())));
      }
      boolean waitedFor = pauses.isWaitedFor(pause);
      if (waitedFor && pause.over()) {
        return; // on their way
      }
      if (waitedFor ? pauses.save(standing, pause.ending(clock.instant()), true) : pauses.delete(standing.get())) {
        return;
      }
    }
  }

  /**
   * The platform refused for a reason that concerns more than this request: from now on others wait too, and this one does.
   *
   * @param calling the operation as it stands
   * @param before the state that it goes back to
   * @return empty when it is to be decided anew
   */
  public Optional<Handled> refused(Recorded calling, OperationState before, GraphError error) {
    Operation back = calling.operation().unasked().in(before).parked(calling.operation().parked());
    while (true) {
      Standing standing = pause(back.phoneNumberId(), error);
      Optional<Parked> parked = back.parked().filter(it -> it.scope().equals(standing.pause().scope().name()));
      if (parked.isPresent()) {
        return operations.save(calling, back, clock.instant()).map(_ -> Handled.done()); // it keeps its place
      }
      boolean others = standing.isWaitedFor() && pauses.isWaitedFor(standing.pause());
      if (standing.pause().isShort(clock.instant()) && !others) {
        Optional<Recorded> saved = operations.save(calling, back, standing.pause().probeAt().plusSeconds(60));
        return saved.map(_ -> Handled.later(untilProbe(standing.pause())));
      }
      Optional<Recorded> waiting = pauses.park(standing, calling, back.parked(Optional.empty()));
      if (waiting.isPresent()) {
        back.parked().ifPresent(elsewhere -> pauses.forget(back.phoneNumberId(), elsewhere));
        return Optional.of(Handled.done());
      }
      if (!operations.reread(calling).stored().equals(calling.stored())) {
        return Optional.empty();
      }
    }
  }

  /** Whether a refusal is for a reason that concerns other requests too. */
  public static boolean isOfMore(GraphError error) {
    return Pause.scope(error).isPresent();
  }

  /** Whether a refusal makes others wait. */
  public static boolean isPause(GraphError error) {
    return Pause.of("", error, Instant.EPOCH, 0).filter(pause -> pause.kind() != Pause.Kind.CERTAIN).isPresent();
  }

  private Standing pause(String phoneNumberId, GraphError error) {
    while (true) {
      Pause fresh = Pause.of(phoneNumberId, error, clock.instant(), activeGroups.applyAsLong(phoneNumberId)).orElseThrow();
      Optional<Standing> standing = pauses.get(phoneNumberId, fresh.scope());
      Pause next = standing.map(Standing::pause).filter(pause -> !pause.over()).map(pause -> pause.again(error, clock.instant())).orElse(fresh);
      if (pauses.save(standing, next, standing.map(Standing::isWaitedFor).orElse(false))) {
        return told(pauses.get(phoneNumberId, fresh.scope()).orElseThrow());
      }
    }
  }

  /** Tells that the number is left alone, unless that is told. */
  private Standing told(Standing standing) {
    if (standing.pause().told()) {
      return standing;
    }
    notifications.send(List.of(standing.pause().toPaused()));
    Pause told = standing.pause().withTold();
    boolean _ = pauses.save(Optional.of(standing), told, standing.isWaitedFor());
    return pauses.get(told.phoneNumberId(), told.scope()).orElse(standing);
  }
}
