package dev.octet.sandbox;

import dev.octet.aws.http.HttpResponse;
import dev.octet.sandbox.platform.Faults;
import dev.octet.sandbox.platform.GraphAnswer;
import dev.octet.sandbox.platform.PlatformError;
import dev.octet.sandbox.platform.Refusal;
import dev.octet.sandbox.platform.WebhookFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What goes wrong with a call of the Graph API, when it is told to. */
final class GraphFaults {
  /** Longer than a caller waits, shorter than the function may run. */
  private static final Duration UNANSWERED = Duration.ofSeconds(25);

  private final ControlStore controls;
  private final RandomGenerator random;
  private final Pause pause;

  GraphFaults(ControlStore controls, RandomGenerator random, Pause pause) {
    this.controls = controls;
    this.random = random;
    this.pause = pause;
  }

  /**
   * What a fault answers before anything is done.
   *
   * @param tooMany what 429 means for this call
   */
  Optional<HttpResponse> instead(String phoneNumberId, PlatformError tooMany, Control control, String trace) {
    if (control.faults().none()) {
      return Optional.empty();
    }
    Optional<Faults.LostAnswer> none = controls.draw(control, faults -> faults.drawLostAnswer("no_answer", phoneNumberId, random));
    if (none.isPresent()) {
      CallNotes.fault("no_answer");
      return none.map(this::unanswered);
    }
    return controls.draw(control, faults -> faults.drawStatus(phoneNumberId, random)).map(status -> {
      CallNotes.fault("status");
      return answer(status, tooMany, trace);
    });
  }

  private static HttpResponse answer(int status, PlatformError tooMany, String trace) {
    return switch (status) {
      case 429 -> GraphHttp.response(new GraphAnswer.Refused(Refusal.of(tooMany).with(429)), trace);
      case 500 -> GraphHttp.response(GraphAnswer.refused(PlatformError.SOMETHING_WENT_WRONG), trace);
      case 503 -> GraphHttp.response(GraphAnswer.refused(PlatformError.SERVICE_UNAVAILABLE), trace);
      default -> HttpResponse.empty(status); // a gateway in between knows no envelope
    };
  }

  /** Whether an operation fails that was taken: drawn when nothing else refuses it, and once, however often it is tried. */
  Failing failing(String phoneNumberId, Control control) {
    return new Failing(phoneNumberId, control);
  }

  /** One operation's. */
  final class Failing {
    private final String phoneNumberId;
    private final Control control;
    private boolean drawn;
    private Optional<WebhookFailure> failure = Optional.empty();

    private Failing(String phoneNumberId, Control control) {
      this.phoneNumberId = phoneNumberId;
      this.control = control;
    }

    Optional<WebhookFailure> draw() {
      if (!drawn) {
        failure = controls.draw(control, faults -> faults.drawFailure(phoneNumberId, random));
        failure.ifPresent(_ -> CallNotes.fault("failed_in_webhook"));
        drawn = true;
      }
      return failure;
    }
  }

  /** The answer to an operation. What had an effect may lose it; what was refused has none to lose. */
  HttpResponse after(GraphAnswer answer, String phoneNumberId, Control control, String trace) {
    HttpResponse response = GraphHttp.response(answer, trace);
    Optional<Faults.LostAnswer> lost = answer instanceof GraphAnswer.Ok
        ? controls.draw(control, faults -> faults.drawLostAnswer("answer_lost", phoneNumberId, random)) : Optional.empty();
    lost.ifPresent(_ -> CallNotes.fault("answer_lost"));
    return lost.map(this::unanswered).orElse(response);
  }

  /** A function cannot cut a connection. What a caller sees instead says as little about what happened. */
  private HttpResponse unanswered(Faults.LostAnswer as) {
    switch (as) {
      case ERROR -> { }
      case TIMEOUT -> pause.of(UNANSWERED);
    }
    return HttpResponse.empty(504);
  }
}
