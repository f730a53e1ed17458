package dev.octet.grouplifecycle;

import dev.octet.domain.json.JsonObject;
import dev.octet.operations.MemoryQueues;
import dev.octet.operations.ScriptedPlatform.Answer;
import dev.octet.operations.ScriptedPlatform.Request;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Scripts a platform that makes a group for each request, and says so by webhook when the test wants it to. */
final class GroupMaker {
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final World world;
  final List<Made> made = new CopyOnWriteArrayList<>();

  record Made(String id, String requestId, String subject, long at) {}

  GroupMaker(World world) {
    this.world = world;
    world.platform.answers(this::answer);
  }

  Answer answer(Request request) {
    if (request.isCreate()) {
      return Answer.ok(JsonObject.EMPTY.with("messaging_product", "whatsapp").with("request_id", make(request).requestId()));
    }
    if (request.path().endsWith("/groups")) {
      List<JsonObject> rows = made.stream().map(group -> JsonObject.EMPTY.with("id", group.id()).with("subject", group.subject())
          .with("created_at", Long.toString(group.at()))).toList();
      return Answer.ok(JsonObject.EMPTY.with("data", JsonObject.EMPTY.with("groups", rows)));
    }
    Optional<Made> linked = made.stream().filter(group -> request.path().endsWith("/" + group.id() + "/invite_link")).findFirst();
    return linked.map(group -> Answer.ok(JsonObject.EMPTY.with("messaging_product", "whatsapp").with("invite_link", link(group))))
        .orElse(Answer.error(400, 131041));
  }

  /** As {@link #answer}, but the caller never learns that its group was made. */
  Answer lose(Request request) {
    Answer answer = answer(request);
    return request.isCreate() ? Answer.lost() : answer;
  }

  Made make(Request request) {
    int number = NUMBERS.incrementAndGet(); // unlike that of any other test on the same table
    Made group = new Made("G-" + number, "%032X".formatted(number),
        MemoryQueues.json(request.body()).text("subject").orElseThrow(), world.clock.instant().plus(Duration.ofSeconds(1)).getEpochSecond());
    made.add(group);
    world.sideEffect();
    return group;
  }

  private static String link(Made group) {
    return "https://chat.whatsapp.com/" + group.id();
  }

  /** Asks for a group until Octet knows it, and forgets what was told of it. */
  Made makeKnown(String subject) {
    world.command(World.create("make " + subject, subject));
    world.runQueues();
    Made group = made.getLast();
    sendWebhook(group);
    world.runQueues();
    world.queues.sent.clear();
    return group;
  }

  void sendWebhook(Made group) {
    world.event("group_lifecycle_update", webhook(group));
  }

  static JsonObject webhook(Made group) {
    return JsonObject.EMPTY.with("timestamp", Long.toString(group.at())).with("group_id", group.id()).with("type", "group_create")
        .with("request_id", group.requestId()).with("subject", group.subject()).with("invite_link", link(group))
        .with("join_approval_mode", "auto_approve");
  }
}
