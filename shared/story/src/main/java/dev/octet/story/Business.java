package dev.octet.story;

import dev.octet.domain.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/** Another service, which asks Octet for what it wants and hears what became of it. */
final class Business {
  static final JsonObject WHATSAPP = JsonObject.EMPTY.with("messaging_product", "whatsapp");
  static final String GRAPH = "/graph/v26.0/";
  private static final int TRIES = 20;
  private static final Duration AT_FIRST = Duration.ofSeconds(5);
  private static final Duration AT_MOST = Duration.ofMinutes(10);
  /** Octet has written it down, and goes on with it when it can. */
  private static final int WRITTEN_DOWN = 504;

  private final Scene scene;
  private final String tag;
  private int asked;

  Business(Scene scene) {
    this.scene = scene;
    this.tag = Long.toString(scene.stage.now().toEpochMilli(), Character.MAX_RADIX);
  }

  /** Asks until it is done, and returns what {@code operation.succeeded} tells. */
  JsonObject done(String method, String path, JsonObject body) {
    return done(Request.of(method, GRAPH + path, body));
  }

  JsonObject done(Request request) {
    String last = "";
    for (int tries = 0; tries < tries(); tries++) {
      rest(tries);
      String key = "story-" + tag + "-" + asked++;
      Answer answer = scene.stage.call(keyed(request, key));
      last = answer.toString();
      if (answer.ok() || answer.status() == WRITTEN_DOWN) {
        JsonObject end = ended(request, key);
        if (end.has("succeeded")) {
          return end;
        }
        last = end.toJson();
      }
    }
    throw new NotSeenException("success of " + request, last);
  }

  private int tries() {
    return scene.circumstances.troubled() ? TRIES : 1;
  }

  /** Ever longer: what is asked of a number that rests is refused until it has. */
  private void rest(int tries) {
    if (tries > 0) {
      Duration time = AT_FIRST.multipliedBy(1L << Math.min(tries - 1, 10));
      scene.rest(time.compareTo(AT_MOST) < 0 ? time : AT_MOST);
    }
  }

  private static Request keyed(Request request, String key) {
    return request.with("idempotency-key", key).with("octet-on-unknown", "repeat");
  }

  /** The data of what was told at its end, with {@code succeeded} where it ended well. */
  private JsonObject ended(Request request, String key) {
    return scene.seen("the end of " + request, () -> scene.heard.told("operation.succeeded", "command_id", key).map(it -> it.with("succeeded", true))
        .or(() -> scene.heard.told("operation.failed", "command_id", key))
        .or(() -> scene.heard.told("operation.unknown", "command_id", key)));
  }

  /** Sends a message until one leaves the platform, and returns its id. */
  String sent(JsonObject message) {
    for (int tries = 0; tries < tries(); tries++) {
      rest(tries);
      String id = done("POST", scene.stage.number() + "/messages", WHATSAPP.withAll(message)).object("answer").stream()
          .flatMap(answer -> answer.objects("messages").stream()).flatMap(it -> it.text("id").stream()).findFirst()
          .orElseThrow(() -> new NotSeenException("the id of what was sent", "an answer without"));
      boolean left = scene.seen("that it leaves the platform", () -> told("message.sent", id).map(_ -> true).or(() -> told("message.failed", id).map(_ -> false)));
      if (left) {
        return id;
      }
    }
    throw new NotSeenException("a message that leaves the platform", "it failed");
  }

  Optional<JsonObject> told(String type, String messageId) {
    return scene.heard.told(type, data -> data.object("message").flatMap(it -> it.text("id")).equals(Optional.of(messageId)));
  }

  /** Reads from Octet until it answers. */
  JsonObject reads(String path) {
    return scene.seen("an answer to GET " + path, () -> Optional.of(scene.stage.call(Request.get(path))).filter(Answer::ok).map(Answer::body));
  }
}
