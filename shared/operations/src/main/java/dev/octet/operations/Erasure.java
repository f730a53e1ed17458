package dev.octet.operations;

import dev.octet.aws.queue.Queue;
import dev.octet.aws.queue.QueueMessage;
import dev.octet.domain.Hash;
import dev.octet.domain.group.ErasedPerson;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.Optional;

/**
 * A person is being erased: Octet's own message, which goes from function to function and to each of them again, until all is done.
 * It says all that the next one must know, for no item may.
 *
 * @param requestId of the operation that asks for it
 * @param run how often the operation has begun it
 * @param pass how often the step has been gone through
 * @param found what this pass has come upon; one that finds nothing is the last of its step
 * @param cursor where this pass goes on
 * @param counts what is blanked or gone, by kind
 */
public record Erasure(
    String requestId, int run, String phoneNumberId, ErasedPerson person, Step step, int pass, long found, Optional<JsonObject> cursor, JsonObject counts) {
  private static final String MEMBER = "erase_person";
  private static final String PREFIX = "{\"" + MEMBER + "\":";
  /** What is told of somebody while they are erased is found by the next pass; of somebody who never stops, there is an end all the same. */
  private static final int MOST_PASSES = 4;

  /** In their order: all names first, so that each item is written once. */
  public enum Step { NAMES, GROUPS, MESSAGES, STORE, END }

  public static Erasure begun(String requestId, int run, String phoneNumberId, ErasedPerson person) {
    return new Erasure(requestId, run, phoneNumberId, person, Step.NAMES, 1, 0, Optional.empty(), JsonObject.EMPTY);
  }

  /** What stands for somebody of whom nothing else does: it says nothing of them. */
  public static String mark(String requestId) {
    return "erased:" + Hash.hex("a mark", requestId).substring(0, 8);
  }

  /** Empty when the message is something else. One that is handed out again may have found something before its process died. */
  public static Optional<Erasure> read(QueueMessage message) {
    return read(message.body()).map(it -> message.receiveCount() > 1 ? it.foundOne() : it);
  }

  /** What stands in such a message. */
  public static Optional<Erasure> read(String body) {
    if (!body.startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      return JsonObject.parse(body).object(MEMBER).map(Erasure::of);
    } catch (JsonException e) {
      return Optional.empty();
    }
  }

  private static Erasure of(JsonObject json) {
    ErasedPerson person = new ErasedPerson(json.text("person").orElseThrow(), new LinkedHashSet<>(json.texts("names")), json.text("mark").orElseThrow());
    return new Erasure(json.text("request_id").orElseThrow(), (int) json.whole("run").orElse(1), json.text("phone_number_id").orElseThrow(), person,
        Step.valueOf(json.text("step").orElseThrow()), (int) json.whole("pass").orElse(1), json.whole("found").orElse(0), json.object("cursor"),
        json.object("counts").orElse(JsonObject.EMPTY));
  }

  /**
   * In order with itself only. A message leads to one other, however often it is handed out, and whatever it comes upon each time: the
   * queue drops a second. For that, what is gone through leads to the function's own queue, whatever the next step is; and from there it
   * is handed on.
   *
   * @param cause the id of the message that it follows from, or what else is the same each time
   */
  public Queue.Entry message(String cause) {
    JsonObject json = JsonObject.EMPTY.with("request_id", requestId).with("run", run).with("phone_number_id", phoneNumberId).with("person", person.asked())
        .with("names", person.names().stream().sorted().toList()).with("mark", person.mark()).with("step", step.name()).with("pass", pass).with("found", found)
        .with("cursor", cursor).with("counts", counts);
    return new Queue.Entry("erase:" + requestId, "erase:" + requestId + ":" + cause, JsonObject.EMPTY.with(MEMBER, json).toJson());
  }

  public Erasure of(ErasedPerson known) {
    return new Erasure(requestId, run, phoneNumberId, known, step, pass, known.names().size() > person.names().size() ? found + 1 : found, cursor, counts);
  }

  public Erasure count(String kind) {
    return new Erasure(requestId, run, phoneNumberId, person, step, pass, found, cursor, counts.with(kind, counts.whole(kind).orElse(0) + 1));
  }

  public Erasure foundOne() {
    return new Erasure(requestId, run, phoneNumberId, person, step, pass, found + 1, cursor, counts);
  }

  public Erasure at(JsonObject next) {
    return new Erasure(requestId, run, phoneNumberId, person, step, pass, found, Optional.of(next), counts);
  }

  /** The pass is over: another, unless it found nothing; then the next step. */
  public Erasure passed(Step next) {
    boolean again = found > 0 && pass < MOST_PASSES;
    return new Erasure(requestId, run, phoneNumberId, person, again ? step : next, again ? pass + 1 : 1, 0, Optional.empty(), counts);
  }

  /** Without these, of which a new pass counts all. */
  public Erasure uncounted(Iterable<String> kinds) {
    JsonObject left = counts;
    for (String kind : kinds) {
      left = left.without(kind);
    }
    return new Erasure(requestId, run, phoneNumberId, person, step, pass, found, cursor, left);
  }

  @Override
  public String toString() {
    return requestId + " " + step; // people are not for logs
  }
}
