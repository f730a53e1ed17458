package dev.octet.messagesending;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.Destination;
import dev.octet.domain.message.Invite;
import dev.octet.domain.message.MessagePolicy;
import dev.octet.graph.GraphClient;
import dev.octet.graph.GraphError;
import dev.octet.operations.PassThrough;
import dev.octet.operations.PassedCalls;
import dev.octet.operations.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Messages to one person that invite them to nothing: passed on to the platform while the caller waits, where the installation
 * wants that. They are no operations: nothing is kept, and nothing is promised beyond what the platform answers.
 */
final class IndividualSends {
  private static final int THROUGHPUT = 130429;
  /** So little is waited for here. */
  private static final Duration SHORT = Duration.ofSeconds(2);
  /** What is promised of operations, and would be believed. */
  private static final List<String> PROMISES = List.of("Idempotency-Key", "Octet-Delivery", "Prefer");
  private static final String LOST =
      "The platform did not answer. The message may have been sent, or not: what is passed through is not recorded, and a second request is a second message.";

  private final PassThrough allowed;
  private final MessagePolicy policy;
  private final NumberPace pace;
  private final PassedCalls calls;
  private final Consumer<Duration> pause;

  /** @param pause waits so long */
  IndividualSends(PassThrough allowed, MessagePolicy policy, NumberPace pace, PassedCalls calls, Consumer<Duration> pause) {
    this.allowed = allowed;
    this.policy = policy;
    this.pace = pace;
    this.calls = calls;
    this.pause = pause;
  }

  /** Whether such a body is passed on; without the setting none is. */
  boolean isOne(JsonObject body) {
    return allowed.has(PassThrough.What.SENDS) && body.get("status") == null && !Destination.isGroup(body) && (body.has("to") || body.has("recipient"))
        && Destination.problem(body).isEmpty() && Invite.of(body, policy).isEmpty();
  }

  /** @throws Refused when the platform was not asked, or did not answer */
  HttpResponse send(HttpRequest request, String phoneNumberId) {
    for (String promise : PROMISES) {
      if (request.header(promise).isPresent()) {
        throw new Refused(GraphError.of(100, "A message to one person is passed through and not recorded, so `" + promise + "` cannot be kept. Leave it out."));
      }
    }
    byte[] body = PassedCalls.body(request);
    Map<String, String> query = PassedCalls.query(request, Set.of());
    Duration wait = pace.take(phoneNumberId, SHORT);
    if (wait.compareTo(SHORT) > 0) {
      throw new Refused(GraphError.of(THROUGHPUT, "The number sends as many messages as it may. Ask again in a few seconds."));
    }
    pause.accept(wait);
    return calls.pass(phoneNumberId, "POST", "/" + GraphClient.encode(phoneNumberId) + "/messages", query, body, LOST);
  }
}
