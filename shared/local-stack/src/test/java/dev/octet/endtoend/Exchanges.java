package dev.octet.endtoend;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Every exchange over HTTP of one run of the end-to-end tests, whichever process had it: {@code ApiSeenIT} reads them when all is over. */
final class Exchanges {
  /** One for each run, so that nothing of an earlier one counts. */
  private static final Path RUN = Path.of("target", "exchanges", System.getProperty("octet.run", "").replaceAll("[^0-9A-Za-z]", "_") + "_");
  private static final Path OF_THIS_PROCESS = RUN.resolve(ProcessHandle.current().pid() + ".jsonl");

  private Exchanges() {}

  /**
   * What was asked, and answered.
   *
   * @param path without its query
   * @param headers the names of those of the answer, in lower case
   * @param body as it came
   */
  record Exchange(String method, String path, int status, String contentType, List<String> headers, String body) {
    private JsonObject toJson() {
      return JsonObject.EMPTY.with("method", method).with("path", path).with("status", status).with("content_type", contentType)
          .with("headers", headers).with("body", body);
    }

    private static Exchange ofJson(JsonObject json) {
      return new Exchange(json.text("method").orElseThrow(), json.text("path").orElseThrow(), (int) json.whole("status").orElseThrow(),
          json.text("content_type").orElseThrow(), json.texts("headers"), json.text("body").orElseThrow());
    }

    @Override
    public String toString() {
      return method + " " + path + " " + status + " " + body;
    }
  }

  static synchronized void record(HttpResponse<String> response) {
    Exchange exchange = new Exchange(response.request().method(), response.request().uri().getPath(), response.statusCode(),
        response.headers().firstValue("Content-Type").orElse(""), response.headers().map().keySet().stream().map(it -> it.toLowerCase(Locale.ROOT)).toList(), response.body());
    Personal.record(exchange.body());
    try {
      Files.createDirectories(RUN);
      Files.writeString(OF_THIS_PROCESS, exchange.toJson().toJson() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All of this run's, by every process. */
  static List<Exchange> all() {
    List<Exchange> found = new ArrayList<>();
    if (!Files.isDirectory(RUN)) {
      return found;
    }
    try (Stream<Path> files = Files.list(RUN)) {
      for (Path file : files.toList()) {
        for (String line : Files.readAllLines(file)) {
          found.add(Exchange.ofJson(JsonObject.parse(line)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JsonException e) {
      throw new AssertionError(e);
    }
    return found;
  }
}
