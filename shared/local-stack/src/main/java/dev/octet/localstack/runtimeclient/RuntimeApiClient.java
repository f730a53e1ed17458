package dev.octet.localstack.runtimeclient;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The four calls of the Runtime API, over the HTTP client that every JDK starts fastest. */
final class RuntimeApiClient {
  private final String base;

  /** @param address as {@code AWS_LAMBDA_RUNTIME_API} holds it, without a scheme */
  RuntimeApiClient(String address) {
    this.base = "http://" + address + "/2018-06-01/runtime/";
  }

  /** @param deadline in milliseconds since the epoch */
  record Event(String requestId, String functionArn, long deadline, byte[] body) {}

  Event next() throws IOException {
    HttpURLConnection connection = open("invocation/next");
    try (var body = connection.getInputStream()) {
      return new Event(
          header(connection, "Lambda-Runtime-Aws-Request-Id"),
          header(connection, "Lambda-Runtime-Invoked-Function-Arn"),
          Long.parseLong(header(connection, "Lambda-Runtime-Deadline-Ms")),
          body.readAllBytes());
    }
  }

  void response(String requestId, byte[] body) throws IOException {
    post("invocation/" + requestId + "/response", body);
  }

  void error(String requestId, Throwable error) throws IOException {
    post("invocation/" + requestId + "/error", json(error));
  }

  void initError(Throwable error) throws IOException {
    post("init/error", json(error));
  }

  private void post(String path, byte[] body) throws IOException {
    HttpURLConnection connection = open(path);
    connection.setRequestMethod("POST");
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setFixedLengthStreamingMode(body.length);
    connection.setDoOutput(true);
    try (var out = connection.getOutputStream()) {
      out.write(body);
    }
    if (connection.getResponseCode() != HttpURLConnection.HTTP_ACCEPTED) {
      throw new IOException("The Runtime API answered " + connection.getResponseCode() + " to " + path + ".");
    }
    try (var in = connection.getInputStream()) {
      in.readAllBytes(); // read to its end, the connection is used again
    }
  }

  private HttpURLConnection open(String path) throws IOException {
    return (HttpURLConnection) URI.create(base + path).toURL().openConnection();
  }

  private static String header(HttpURLConnection connection, String name) throws IOException {
    String value = connection.getHeaderField(name);
    if (value == null) {
      throw new IOException("The Runtime API gave no " + name + ".");
    }
    return value;
  }

  /** Written by hand: nothing but the JDK and the function's own code is on this class path. */
  private static byte[] json(Throwable error) {
    List<String> trace = new ArrayList<>();
    for (StackTraceElement element : error.getStackTrace()) {
      trace.add(quoted(element.toString()));
    }
    String text = "{\"errorMessage\":" + quoted(String.valueOf(error.getMessage())) + ",\"errorType\":" + quoted(error.getClass().getName())
        + ",\"stackTrace\":[" + String.join(",", trace) + "]}";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
