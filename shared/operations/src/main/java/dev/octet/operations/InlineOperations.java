package dev.octet.operations;

import dev.octet.aws.Log;
import dev.octet.aws.Metric;
import dev.octet.aws.http.HttpResponse;
import dev.octet.aws.queue.Handled;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.CreateStep;
import dev.octet.domain.operation.Operation;
import dev.octet.domain.operation.OperationState;
import dev.octet.graph.GraphCode;
import dev.octet.graph.GraphError;
import dev.octet.operations.Operations.Begun;
import dev.octet.operations.Operations.Recorded;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Operations that are carried out while their caller waits. What is left open, the settlement goes on with. */
public final class InlineOperations {
  /** What callers are told of what was taken, or is done: the platform's documents know no more of it. */
  public static final JsonObject SUCCESS = JsonObject.EMPTY.with("messaging_product", "whatsapp").with("success", true);

  /** How long a caller waits for the same request of another's. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(250);

  /** What the caller waits for. */
  public enum Until {
    /** That it is done, which the platform's answer says. */
    DONE,
    /** That the platform took it; a webhook says later what became of it. */
    TAKEN;

    boolean isOver(OperationState state) {
      return state.ended() || (this == TAKEN && state instanceof OperationState.Answered);
    }

    /** Whether all that the caller is told is that it was taken, whatever became of it since. */
    boolean isTaken(OperationState state) {
      return this == TAKEN && (state.knownPlatformRequestId().isPresent() || state instanceof OperationState.Succeeded);
    }
  }

  /** Takes an operation as far as it goes now. */
  public interface Advance {
    Handled of(Recorded recorded, Gate.Arrival arrival);
  }

  private final Operations operations;
  private final Advance advance;
  private final Clock clock;
  private final Consumer<Duration> pause;
  private final Log log;

  /** @param pause waits so long */
  public InlineOperations(Operations operations, Advance advance, Clock clock, Consumer<Duration> pause, Log log) {
    this.operations = operations;
    this.advance = advance;
    this.clock = clock;
    this.pause = pause;
    this.log = log;
  }

  /** Answers as the platform does. The same request again gets the same answer. */
  public HttpResponse carryOut(Begun begun, Until until) {
    Recorded settled = begun.isNew() ? advanced(begun.recorded()) : awaited(begun.recorded(), until);
    return answer(settled.operation(), until).withHeader("Octet-Request-Id", settled.operation().requestId());
  }

  private Recorded advanced(Recorded recorded) {
    try {
      Handled _ = advance.of(recorded, Gate.Arrival.AWAITED);
    } catch (RuntimeException e) {
      // Done or not, its state says so, and what is still to be told of it, the settlement sees to. After an error, a caller would ask for it once more.
      Metric.FAILURES.count();
      log.with("request_id", recorded.operation().requestId()).error("inline_operation_left_open", e);
    }
    return operations.reread(recorded);
  }

  /** Somebody asked the same before: whoever is carrying it out may be about to end. */
  private Recorded awaited(Recorded found, Until until) {
    Recorded now = found;
    Instant end = clock.instant().plus(PATIENCE);
    while (!until.isOver(now.operation().state())) {
      if (!(now.operation().state() instanceof OperationState.Calling calling) || !clock.instant().isBefore(calling.since().plus(CreateStep.CALL_LIMIT))) {
        return advanced(now);
      }
      if (!clock.instant().isBefore(end)) {
        throw new Refused(GraphError.of(2, "The same request is still being carried out. Ask again in a second.").withStatus(409), Duration.ofSeconds(1));
      }
      pause.accept(LOOK);
      now = operations.reread(now);
    }
    return now;
  }

  private static HttpResponse answer(Operation operation, Until until) {
    if (until.isTaken(operation.state())) {
      return HttpResponse.json(200, SUCCESS.with("request_id", operation.requestId()));
    }
    return switch (operation.state()) {
      case OperationState.Succeeded succeeded -> HttpResponse.json(200, succeeded.answer());
      // The platform answers 200 where it says of each item that it failed.
      case OperationState.Failed failed when !failed.answer().isEmpty() -> HttpResponse.json(200, failed.answer());
      case OperationState.Failed failed -> throw new Refused(error(failed));
      case OperationState.Accepted _ -> throw new Refused(new GraphError(504, 2, "(#2) API Service", "The platform has not been asked yet; it will be. "
          + "What became of it: read GET /v1/operations/" + operation.requestId() + "."));
      case OperationState.Calling _, OperationState.Answered _, OperationState.Unsettled _, OperationState.Unknown _ ->
          throw new Refused(new GraphError(504, 2, "(#2) API Service", "The platform's answer was lost. What became of it is settled within minutes: "
              + "read GET /v1/operations/" + operation.requestId() + "."));
    };
  }

  private static GraphError error(OperationState.Failed failed) {
    GraphCode code = GraphCode.of(failed);
    String details = failed.error().object("error_data").flatMap(data -> data.text("details")).orElse("");
    return new GraphError(code.status(), code.code(), failed.error().text("message").orElse(""), details);
  }
}
