package dev.octet.operations;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.aws.secret.SecretSource;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphClient;
import dev.octet.graph.GraphError;
import dev.octet.graph.Outcome;
import dev.octet.graph.Passed;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Requests that are passed on to the platform under a number's token, and whose answers come back as they are: status, content
 * type and body. Nothing of them is recorded, so a lost answer stays lost.
 */
public final class PassedCalls {
  /** Whose token counts is not for the caller to say. */
  private static final Set<String> OF_TOKENS = Set.of("access_token", "appsecret_proof");
  /** With these the platform takes one request for another, or for several, or answers with whatever the token reaches. */
  private static final Set<String> DISGUISES = Set.of("method", "batch", "fields", "ids");

  private final GraphClient graph;
  private final NumberCalls calls;

  public PassedCalls(GraphClient graph, SecretSource secrets) {
    this.graph = graph;
    this.calls = new NumberCalls(secrets);
  }

  /**
   * @param path of segments that were looked at, each
   * @param lost what a caller is told whose answer was lost
   * @throws Refused when there is no answer of the platform's
   */
  public HttpResponse pass(String phoneNumberId, String method, String path, Map<String, String> query, byte[] body, String lost) {
    AtomicReference<Optional<Passed>> last = new AtomicReference<>(Optional.empty());
    Outcome outcome = calls.as(phoneNumberId, token -> {
      Passed passed = graph.pass(method, path, query, body, token);
      last.set(Optional.of(passed));
      return passed.outcome();
    });
    return switch (last.get().orElseThrow(() -> refused(outcome))) {
      case Passed.Answered answered -> HttpResponse.text(answered.status(), answered.contentType().orElse("application/json"), answered.body())
          .withHeader("X-Content-Type-Options", "nosniff");
      case Passed.NotSent(GraphError error) -> throw new Refused(error);
      case Passed.Lost _ -> throw new Refused(new GraphError(504, 2, "(#2) API Service", lost));
    };
  }

  private static Refused refused(Outcome outcome) {
    return new Refused(outcome instanceof Outcome.Refused(GraphError error) ? error : GraphError.of(NumberCalls.NO_TOKEN, "The number has no access token."));
  }

  /**
   * A body as it is passed on: the bytes that came, without what is of tokens.
   *
   * @throws Refused when it is no JSON object, or asks for something else than its address says
   */
  public static byte[] body(HttpRequest request) {
    JsonObject given = ApiHandler.json(request);
    for (String disguise : DISGUISES) {
      if (given.has(disguise)) {
        throw new Refused(GraphError.of(100, "`" + disguise + "` is not passed on in a body: the address and the method say what is asked."));
      }
    }
    JsonObject passed = given;
    for (String name : OF_TOKENS) {
      passed = passed.without(name);
    }
    return passed.equals(given) ? request.body() : passed.toBytes();
  }

  /** @throws Refused when there is a parameter that is not allowed */
  public static Map<String, String> query(HttpRequest request, Set<String> allowed) {
    Map<String, String> passed = new LinkedHashMap<>(request.query());
    passed.keySet().removeAll(OF_TOKENS);
    passed.forEach((name, value) -> {
      if (!allowed.contains(name)) {
        throw new Refused(GraphError.of(100, allowed.isEmpty() ? "No query parameter is passed on here."
            : "A query parameter is not passed on. These are: `" + String.join("`, `", allowed.stream().sorted().toList()) + "`."));
      }
      // Behind braces and dots the platform follows from one object to the next, wherever the token reaches.
      if (name.equals("fields") && !value.matches("[A-Za-z0-9_]{1,100}(,[A-Za-z0-9_]{1,100}){0,99}")) {
        throw new Refused(GraphError.of(100, "`fields` is passed on as plain names with commas between."));
      }
    });
    return passed;
  }
}
