package dev.octet.simulation;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.story.Answer;
import dev.octet.story.Request;
import dev.octet.story.Stage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.Message;

/** A story's place in the simulated world: calls within this process, and time that goes on when nothing is told. */
record SimulatedStage(World world) implements Stage {
  private static final Duration MOMENT = Duration.ofMillis(500);

  @Override
  public String number() {
    return world.number;
  }

  @Override
  public Instant now() {
    return world.clock.instant();
  }

  @Override
  public Answer call(Request request) {
    Calls.Answer answer = request.path().startsWith("/sandbox/")
        ? world.sandbox(request.method(), request.path(), request.headers(), request.body())
        : world.api(request.method(), request.path(), request.body(), request.headers());
    if (request.path().startsWith("/sandbox/")) {
      world.trace.line("outside", request + " " + answer.status() + " " + new String(answer.body(), StandardCharsets.UTF_8));
    }
    return new Answer(answer.status(), read(answer.body()));
  }

  private static JsonObject read(byte[] body) {
    try {
      return JsonObject.parse(body);
    } catch (JsonException e) {
      return JsonObject.EMPTY; // a gateway's empty body, or a page
    }
  }

  @Override
  public List<JsonObject> next() {
    List<Message> messages = world.queues.receiveMessage(request -> request.queueUrl(world.notifications).maxNumberOfMessages(10)).messages();
    messages.forEach(message -> world.queues.deleteMessage(request -> request.queueUrl(world.notifications).receiptHandle(message.receiptHandle())));
    if (messages.isEmpty()) {
      world.pass(MOMENT);
    }
    messages.forEach(message -> world.trace.line("told", message.body()));
    return messages.stream().map(message -> Calls.json(message.body())).toList();
  }
}
