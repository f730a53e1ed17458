package dev.octet.story;

import dev.octet.domain.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** What is told, as another service hears it that keeps the ids of what it has handled. */
final class Heard {
  private final Stage stage;
  private final Function<JsonObject, String> who;
  private final Map<String, JsonObject> byId = new HashMap<>();
  private final Map<String, String> idOf = new HashMap<>();
  private final List<JsonObject> inOrder = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private int repetitions;

  Heard(Stage stage, Function<JsonObject, String> who) {
    this.stage = stage;
    this.who = who;
  }

  /** Hears what has come meanwhile; where nothing has, some time goes by. */
  void listen() {
    stage.next().forEach(this::hear);
  }

  private void hear(JsonObject notification) {
    String id = notification.text("id").orElse("");
    JsonObject before = byId.putIfAbsent(id, notification);
    if (before != null) {
      repetitions++;
      if (!OneThing.said(before).equals(OneThing.said(notification))) {
        wrong.add("one id for two things: " + before.toJson() + " and " + notification.toJson());
      }
      return;
    }
    inOrder.add(notification);
    String thing = OneThing.of(notification, who);
    String other = idOf.putIfAbsent(thing, id);
    if (other != null) {
      wrong.add("told under two ids: " + byId.get(other) + " and " + notification.toJson());
    }
  }

  /** The data of the first notification of this type of which this holds. */
  Optional<JsonObject> told(String type, Predicate<JsonObject> which) {
    return inOrder.stream().filter(it -> it.text("type").equals(Optional.of(type)))
        .flatMap(it -> it.object("data").stream()).filter(which).findFirst();
  }

  Optional<JsonObject> told(String type, String field, String value) {
    return told(type, data -> data.text(field).equals(Optional.of(value)));
  }

  /** How many different things were told. */
  int things() {
    return inOrder.size();
  }

  int repetitions() {
    return repetitions;
  }

  /** What was told under two ids, or with two meanings under one. */
  List<String> wrong() {
    return List.copyOf(wrong);
  }

  /** The types of what was told lately. */
  String lately() {
    List<JsonObject> last = inOrder.subList(Math.max(0, inOrder.size() - 6), inOrder.size());
    return last.isEmpty() ? "nothing was told" : "last told: " + String.join(", ", last.stream().map(it -> it.text("type").orElse("")).toList());
  }
}
