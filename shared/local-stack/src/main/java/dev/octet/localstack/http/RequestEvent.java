package dev.octet.localstack.http;

import com.sun.net.httpserver.HttpExchange;
import dev.octet.domain.json.JsonObject;
import dev.octet.localstack.loopback.Loopback;
import dev.octet.localstack.template.Endpoints;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/** A request as the HTTP API hands it to a function: payload format 2.0. */
final class RequestEvent {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  /** What the HTTP API hands over as text; every other body is encoded, and so is one without a type. */
  private static final Pattern TEXT = Pattern.compile("(text/.*|application/(json|javascript|xml))( *;.*)?", Pattern.CASE_INSENSITIVE);

  private RequestEvent() {}

  static JsonObject of(HttpExchange exchange, byte[] body, Routes.Match match) {
    Map<String, String> headers = new TreeMap<>();
    List<String> cookies = new ArrayList<>();
    exchange.getRequestHeaders().forEach((name, values) -> {
      if (name.equalsIgnoreCase("cookie")) {
        values.forEach(value -> cookies.addAll(List.of(value.split("; *"))));
      } else {
        headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values));
      }
    });
    String rawQuery = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    Map<String, String> query = Query.parse(rawQuery);
    String key = match.route().plan().key();
    JsonObject event = JsonObject.EMPTY
        .with("version", "2.0")
        .with("routeKey", key)
        // Decoded, whatever its name says: so the HTTP API hands it over. The query it leaves as it came.
        .with("rawPath", exchange.getRequestURI().getPath())
        .with("rawQueryString", rawQuery)
        .with("cookies", cookies.isEmpty() ? Optional.empty() : Optional.of(cookies))
        .with("headers", JsonObject.of(headers))
        .with("queryStringParameters", query.isEmpty() ? Optional.empty() : Optional.of(JsonObject.of(query)))
        .with("requestContext", context(exchange, headers, key))
        .with("pathParameters", match.parameters().isEmpty() ? Optional.empty() : Optional.of(JsonObject.of(match.parameters())));
    if (body.length == 0) {
      return event.with("isBase64Encoded", false);
    }
    Optional<String> text = TEXT.matcher(headers.getOrDefault("content-type", "")).matches() ? text(body) : Optional.empty();
    return event
        .with("body", text.orElseGet(() -> Base64.getEncoder().encodeToString(body)))
        .with("isBase64Encoded", text.isEmpty());
  }

  private static JsonObject context(HttpExchange exchange, Map<String, String> headers, String routeKey) {
    Instant now = Instant.now();
    return JsonObject.EMPTY
        .with("accountId", Endpoints.ACCOUNT)
        .with("apiId", Endpoints.STACK)
        .with("domainName", headers.getOrDefault("host", Loopback.HOST))
        .with("domainPrefix", Endpoints.STACK)
        .with("http", JsonObject.EMPTY
            .with("method", exchange.getRequestMethod())
            .with("path", exchange.getRequestURI().getPath())
            .with("protocol", exchange.getProtocol())
            .with("sourceIp", exchange.getRemoteAddress().getAddress().getHostAddress())
            .with("userAgent", headers.getOrDefault("user-agent", "")))
        .with("requestId", UUID.randomUUID().toString())
        .with("routeKey", routeKey)
        .with("stage", "$default")
        .with("time", TIME.format(now))
        .with("timeEpoch", now.toEpochMilli());
  }

  /** Bytes that are no UTF-8 are encoded whatever their type: a signature over them must still fit. */
  private static Optional<String> text(byte[] body) {
    try {
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
