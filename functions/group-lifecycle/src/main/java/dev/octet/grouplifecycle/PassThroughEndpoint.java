package dev.octet.grouplifecycle;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.aws.secret.Secrets.ApiToken;
import dev.octet.graph.GraphError;
import dev.octet.operations.PassThrough.What;
import dev.octet.operations.PassThrough;
import dev.octet.operations.PassedCalls;
import dev.octet.operations.Refused;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What of the platform's API is no business of groups, and goes on to it where the installation wants that. */
final class PassThroughEndpoint {
  private static final String LIBRARY = "message_template_library";
  private static final String LOST_READ = "The platform did not answer. Nothing was changed; ask again.";
  private static final String LOST_WRITE = "The platform did not answer. It may have been done, or not: read before you ask again, for nothing of it is kept here.";

  private static final Map<String, Edge> EDGES = Map.of(
      "message_templates", new Edge(What.MESSAGE_TEMPLATES, Map.of(
          "GET", Set.of("fields", "limit", "after", "before", "name", "name_or_content", "content", "language", "status", "category", "quality_score"),
          "POST", Set.of(),
          "DELETE", Set.of("name", "hsm_id", "hsm_ids"))),
      "subscribed_apps", new Edge(What.SUBSCRIBED_APPS, Map.of("GET", Set.of("fields", "limit", "after", "before"), "POST", Set.of(), "DELETE", Set.of())));

  private final PassThrough allowed;
  private final AccountAccess accounts;
  private final PassedCalls calls;

  /**
   * One edge of an account, and what may be asked of it.
   *
   * @param methods the parameters that are passed on, by method
   */
  private record Edge(What what, Map<String, Set<String>> methods) {}

  PassThroughEndpoint(PassThrough allowed, AccountAccess accounts, PassedCalls calls) {
    this.allowed = allowed;
    this.accounts = accounts;
    this.calls = calls;
  }

  /**
   * @param path behind the version
   * @return empty for what is none of these
   * @throws Refused when it is one, and not for this token, or not passed on here
   */
  Optional<HttpResponse> handle(HttpRequest request, List<String> path, ApiToken token) {
    if (path.equals(List.of(LIBRARY))) {
      allowed.require(What.TEMPLATE_LIBRARY);
      String number = token.phoneNumberIds().stream().findFirst().orElseThrow(() -> notTheirs());
      return Optional.of(pass(request, number, "/" + LIBRARY, Map.of("GET",
          Set.of("search", "name", "name_or_content", "category", "topic", "usecase", "industry", "language", "limit", "after", "before"))));
    }
    if (path.size() == 1 && token.mayUse(path.getFirst())) {
      allowed.require(What.NUMBER);
      return Optional.of(pass(request, path.getFirst(), "/" + id(path.getFirst()), Map.of("GET", Set.of("fields"))));
    }
    return path.size() == 2 ? Optional.ofNullable(EDGES.get(path.get(1))).map(edge -> {
      allowed.require(edge.what());
      String number = accounts.numberOf(token.phoneNumberIds(), id(path.getFirst())).orElseThrow(() -> notTheirs());
      return pass(request, number, "/" + path.getFirst() + "/" + path.get(1), edge.methods());
    }) : Optional.empty();
  }

  private HttpResponse pass(HttpRequest request, String number, String path, Map<String, Set<String>> methods) {
    Set<String> parameters = methods.get(request.method());
    if (parameters == null) {
      throw new Refused(GraphError.of(100, "Here " + String.join(", ", methods.keySet().stream().sorted().toList()) + " and nothing else is passed on."));
    }
    Map<String, String> query = PassedCalls.query(request, parameters);
    boolean writes = request.method().equals("POST");
    if (!writes && request.body().length > 0) {
      throw new Refused(GraphError.of(100, "A body is passed on with POST only."));
    }
    return calls.pass(number, request.method(), path, query, writes ? PassedCalls.body(request) : new byte[0],
        request.method().equals("GET") ? LOST_READ : LOST_WRITE);
  }

  /** The platform's are digits; nothing else becomes a part of an address. */
  private static String id(String segment) {
    if (!segment.matches("\\d{1,32}")) {
      throw notTheirs();
    }
    return segment;
  }

  private static Refused notTheirs() {
    return new Refused(GraphError.of(10, "The token is for no number that is known to be of this account. What is passed on is asked with a number's own token."));
  }
}
