package dev.octet.operations;

import dev.octet.aws.Ids;
import dev.octet.aws.Log;
import dev.octet.aws.http.HttpHandler;
import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.aws.secret.SecretSource;
import dev.octet.aws.secret.Secrets.ApiToken;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphError;
import java.util.List;

/** Octet's HTTP API: for callers with a token, in the platform's own language. What is refused is refused in the platform's envelope. */
public abstract class ApiHandler extends HttpHandler {
  private final SecretSource secrets;
  private final Ids ids;

  protected ApiHandler(SecretSource secrets, Ids ids, Log log) {
    super(log);
    this.secrets = secrets;
    this.ids = ids;
  }

  /**
   * @param path its segments
   * @throws Refused when it is refused
   */
  protected abstract HttpResponse handle(HttpRequest request, List<String> path, ApiToken token);

  @Override
  protected HttpResponse handle(HttpRequest request) {
    try {
      return handle(request, request.segments(), token(request));
    } catch (Refused refused) {
      return answer(refused);
    }
  }

  private ApiToken token(HttpRequest request) {
    return request.bearerToken().flatMap(token -> secrets.get().apiToken(token).or(() -> secrets.again().apiToken(token)))
        .orElseThrow(() -> new Refused(GraphError.of(190, "Send a token of Octet's, as `Authorization: Bearer …`.")));
  }

  /** The number, if the token is for it. */
  public static String numberOf(ApiToken token, String phoneNumberId) {
    if (!token.mayUse(phoneNumberId)) {
      throw new Refused(GraphError.of(10, "The token is not for this phone number id. Use one whose `phone_number_ids` name it."));
    }
    return phoneNumberId;
  }

  /** Whether a segment of a path is a version of the platform's API. */
  protected static boolean isVersion(String segment) {
    return segment.matches("v\\d{1,3}\\.\\d{1,2}");
  }

  /** The body; empty where there is none. */
  public static JsonObject json(HttpRequest request) {
    try {
      return request.body().length == 0 ? JsonObject.EMPTY : JsonObject.parse(request.body());
    } catch (JsonException e) {
      throw new Refused(GraphError.of(100, String.valueOf(e.getMessage())));
    }
  }

  @Override
  protected HttpResponse failed() {
    return answer(GraphError.of(131000, "Something failed inside Octet; its log says what. Repeating the request is safe with an Idempotency-Key."));
  }

  protected HttpResponse answer(Refused refused) {
    HttpResponse response = answer(refused.error());
    return refused.retryAfter().isZero() ? response : response.withHeader("Retry-After", Long.toString(refused.retryAfter().toSeconds()));
  }

  private HttpResponse answer(GraphError error) {
    HttpResponse response = HttpResponse.json(error.status(), error.toEnvelope(ids.next()));
    return error.status() == 401 ? response.withHeader("WWW-Authenticate", "Bearer") : response;
  }
}
