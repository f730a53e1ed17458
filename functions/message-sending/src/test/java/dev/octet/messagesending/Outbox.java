package dev.octet.messagesending;

import dev.octet.domain.json.JsonObject;
import dev.octet.operations.ScriptedPlatform.Answer;
import dev.octet.operations.ScriptedPlatform.Request;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the platform has sent: a message for each request that it took, whether or not its answer arrived. */
final class Outbox {
  final List<Sent> sent = new CopyOnWriteArrayList<>();
  private final World world;
  /** No message has the id of one before it, also when a test looks at later ones only. */
  private int messages;

  /** @param body as it was asked */
  record Sent(String id, JsonObject body) {
    String words() {
      return body.object("text").flatMap(text -> text.text("body")).orElse("");
    }

    /** What the statuses of it echo. */
    String callbackData() {
      return body.text("biz_opaque_callback_data").orElseThrow();
    }
  }

  Outbox(World world) {
    this.world = world;
    world.platform.answers(this::take);
  }

  /** Sends it, and answers as the platform does. */
  synchronized Answer take(Request request) {
    if (!request.isMessage()) {
      return Answer.error(400, 100); // of templates it knows nothing
    }
    JsonObject body = request.json();
    world.sideEffect();
    if (body.text("status").isPresent()) {
      sent.add(new Sent("", body));
      return Answer.ok(JsonObject.EMPTY.with("success", true));
    }
    Sent message = new Sent("wamid.S" + ++messages, body);
    sent.add(message);
    return Answer.ok(answer(message));
  }

  static JsonObject answer(Sent message) {
    String to = message.body().text("to").or(() -> message.body().text("recipient")).orElseThrow();
    return JsonObject.EMPTY.with("messaging_product", "whatsapp")
        .with("contacts", List.of(JsonObject.EMPTY.with("input", to).with("wa_id", to)))
        .with("messages", List.of(JsonObject.EMPTY.with("id", message.id()).with("group_id", to)));
  }

  List<String> words() {
    return sent.stream().map(Sent::words).toList();
  }

  /** The platform says what became of it. */
  void status(Sent message, String status) {
    world.webhook("statuses", JsonObject.EMPTY.with("id", message.id()).with("status", status)
        .with("timestamp", Long.toString(world.clock.instant().getEpochSecond())).with("recipient_id", message.body().text("to").orElse(""))
        .with("recipient_type", "group").with("biz_opaque_callback_data", message.callbackData()));
  }
}
