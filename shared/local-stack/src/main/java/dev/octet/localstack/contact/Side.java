package dev.octet.localstack.contact;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** The platform, or the sandbox: where it is, and what is known of the group that is made there. */
final class Side {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MAX_ANSWER = 1 << 20;

  private final HttpClient http;
  private final String base;
  private final String token;
  private final String number;
  private final String subject;
  private Optional<String> group = Optional.empty();

  /**
   * @param base address and version
   * @param subject what the group is called: found again by it, so nothing else is called the same
   */
  Side(HttpClient http, String base, String token, String number, String subject) {
    this.http = http;
    this.base = base;
    this.token = token;
    this.number = number;
    this.subject = subject;
  }

  String number() {
    return number;
  }

  String subject() {
    return subject;
  }

  String newSubject() {
    return subject + ", renamed";
  }

  String group() {
    return group.orElseThrow();
  }

  Optional<String> groupLeft() {
    return group;
  }

  void groupIs(String id) {
    group = Optional.of(id);
  }

  void groupIsGone() {
    group = Optional.empty();
  }

  /** Asks once: what was asked may have been done, even when nothing answers. */
  Answer ask(Step.Call call) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(base + call.path())).timeout(PATIENCE)
        .header("authorization", "Bearer " + token).header("content-type", "application/json")
        .method(call.method(), call.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(call.body().toBytes())).build();
    HttpResponse<byte[]> answer = http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER));
    return new Answer(answer.statusCode(), json(answer.body()));
  }

  private static JsonObject json(byte[] body) {
    try {
      return JsonObject.parse(body);
    } catch (JsonException e) {
      return JsonObject.EMPTY;
    }
  }

  /** A body that is none, or no JSON object, reads as an empty one. */
  record Answer(int status, JsonObject body) {
    boolean ok() {
      return status >= 200 && status < 300;
    }

    /** The platform's code of an error; 0 when it is none. */
    long code() {
      return body.object("error").map(error -> error.whole("code").orElse(0)).orElse(0L);
    }
  }
}
