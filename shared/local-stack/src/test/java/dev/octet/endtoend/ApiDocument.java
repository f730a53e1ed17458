package dev.octet.endtoend;

import dev.octet.aws.Schema;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.endtoend.Exchanges.Exchange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code events/schema/openapi.yaml}, as what is answered is held against it. */
final class ApiDocument {
  /** Of these, one that is not named is a mistake; others are the way of HTTP. */
  private static final Pattern TELLING = Pattern.compile("octet-.*|retry-after|location|www-authenticate|allow");

  private final JsonObject text;
  private final List<Route> routes = new ArrayList<>();

  /** A method at a path. */
  record Route(String method, String path, Pattern pattern, String id, boolean guarded, Map<String, Response> responses) {
    /** As it is described by itself, or with all of its hundred. */
    Optional<String> described(int status) {
      return Stream.of(Integer.toString(status), status / 100 + "XX").filter(responses::containsKey).findFirst();
    }
  }

  /** What one of its statuses looks like. */
  record Response(String contentType, Optional<StrictSchema> body, Optional<Schema> schema, Map<String, String> headers) {
    boolean isOfType(String type) {
      return contentType.equals("*/*") ? !type.isEmpty() : type.startsWith(contentType);
    }
  }

  private ApiDocument(JsonObject text) {
    this.text = text;
    JsonObject paths = text.object("paths").orElseThrow();
    for (String path : paths.fields().keySet()) {
      JsonObject methods = paths.object(path).orElseThrow().without("parameters");
      for (String method : methods.fields().keySet()) {
        routes.add(route(path, method, methods.object(method).orElseThrow()));
      }
    }
    // A path with fewer variables is the better match.
    routes.sort(Comparator.comparingInt(route -> route.path().split("\\{", -1).length));
  }

  static ApiDocument read() {
    return new ApiDocument(Schema.api());
  }

  List<Route> routes() {
    return routes;
  }

  Optional<Route> route(String method, String path) {
    return routes.stream().filter(route -> route.method().equals(method) && route.pattern().matcher(path).matches()).findFirst();
  }

  private Route route(String path, String method, JsonObject operation) {
    String id = operation.text("operationId").orElseThrow();
    Map<String, Response> responses = new LinkedHashMap<>();
    JsonObject described = operation.object("responses").orElseThrow();
    for (String status : described.fields().keySet()) {
      responses.put(status, response(described.object(status).orElseThrow(), id + " " + status));
    }
    boolean guarded = !operation.has("security") || !operation.items("security").isEmpty();
    return new Route(method.toUpperCase(Locale.ROOT), path, Pattern.compile(path.replaceAll("\\{[^}]+}", "[^/]+")), id, guarded, responses);
  }

  private Response response(JsonObject described, String where) {
    Optional<String> reference = described.text("$ref");
    if (reference.isPresent()) {
      String name = reference.get().substring(reference.get().lastIndexOf('/') + 1);
      return response(text.object("components").flatMap(it -> it.object("responses")).flatMap(it -> it.object(name)).orElseThrow(), name);
    }
    Map<String, String> headers = new LinkedHashMap<>();
    described.object("headers").ifPresent(named -> named.fields().keySet().forEach(name -> headers.put(name.toLowerCase(Locale.ROOT), where + " header " + name)));
    JsonObject content = described.object("content").orElse(JsonObject.EMPTY);
    String type = content.fields().keySet().stream().findFirst().orElse("");
    Optional<StrictSchema> body = type.equals("application/json")
        ? Optional.of(new StrictSchema(text, content.object(type).flatMap(it -> it.object("schema")).orElseThrow(), where)) : Optional.empty();
    return new Response(type, body, body.map(it -> Schema.of(it.schema())), headers);
  }

  /** What an exchange shows that the document does not say; empty when there is nothing. */
  List<String> violations(Exchange exchange) {
    if (isOfTheGateway(exchange)) {
      return List.of();
    }
    Optional<Route> route = route(exchange.method(), exchange.path());
    if (route.isEmpty()) {
      return isRefusal(exchange) ? List.of() : List.of("there is no such route, and it was not refused");
    }
    Optional<String> status = route.get().described(exchange.status());
    if (status.isEmpty()) {
      return List.of(route.get().id() + " has no answer with this status");
    }
    Response response = route.get().responses().get(status.get());
    List<String> wrong = new ArrayList<>();
    exchange.headers().stream().filter(name -> TELLING.matcher(name).matches() && !response.headers().containsKey(name))
        .forEach(name -> wrong.add("it has the header " + name));
    if (response.contentType().isEmpty() ? !exchange.body().isEmpty() : !response.isOfType(exchange.contentType())) {
      wrong.add("its body is " + (exchange.body().isEmpty() ? "empty" : exchange.contentType()));
    } else {
      response.schema().ifPresent(schema -> wrong.addAll(schema.violations(exchange.body())));
    }
    return wrong;
  }

  /** What the document says of all that is not in it. */
  private static boolean isRefusal(Exchange exchange) {
    return Set.of(400, 401, 404, 405).contains(exchange.status()) && json(exchange).object("error").isPresent();
  }

  /** No function answered: there is no such route, more was sent than a function takes, or the function ended on the way. */
  private static boolean isOfTheGateway(Exchange exchange) {
    return Set.of(404, 413, 500, 503).contains(exchange.status()) && json(exchange).fields().keySet().equals(Set.of("message"));
  }

  private static JsonObject json(Exchange exchange) {
    try {
      return JsonObject.parse(exchange.body());
    } catch (JsonException e) {
      return JsonObject.EMPTY;
    }
  }

  /** Everything that it says may be seen: each status of each route, each field and each header of what is answered. */
  Set<String> documented() {
    Set<String> all = new TreeSet<>();
    for (Route route : routes) {
      route.responses().forEach((status, response) -> {
        all.add(route.id() + " " + status);
        all.addAll(response.headers().values());
        response.body().ifPresent(body -> all.addAll(body.fields()));
      });
    }
    return all;
  }

  /** What of that an exchange shows. */
  Set<String> seenIn(Exchange exchange) {
    Set<String> seen = new TreeSet<>();
    if (isOfTheGateway(exchange)) {
      return seen;
    }
    route(exchange.method(), exchange.path()).ifPresent(route -> route.described(exchange.status()).ifPresent(status -> {
      seen.add(route.id() + " " + status);
      Response response = route.responses().get(status);
      exchange.headers().stream().map(response.headers()::get).filter(it -> it != null).forEach(seen::add);
      response.body().ifPresent(body -> seen.addAll(body.seenIn(json(exchange).fields())));
    }));
    return seen;
  }
}
