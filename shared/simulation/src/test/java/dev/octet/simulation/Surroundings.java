package dev.octet.simulation;

import dev.octet.domain.json.JsonObject;
import dev.octet.simulation.Happening.Told;
import dev.octet.simulation.Happening.What;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Lets happen what is in {@link Happening}, and knows of which groups no webhook tells the whole. */
final class Surroundings {
  private final History history;
  private final World world;
  private final SplittableRandom random;
  /** Groups that other tools had to do with: what a lost webhook told of those, Octet has no operation to ask about. */
  final Set<String> elsewhere = new LinkedHashSet<>();
  /** Groups to which something happened of which no webhook tells. */
  final Set<String> untold = new LinkedHashSet<>();
  private int troubles;

  Surroundings(History history, SplittableRandom random) {
    this.history = history;
    this.world = history.world;
    this.random = random;
  }

  void happen() {
    Happening.Kind kind = Happening.draw(random);
    switch (kind.what()) {
      case What.ByPlatform what -> onGroup(kind, group -> byPlatform(what, group));
      case What.ByOtherTool what when what.path().isEmpty() -> made(what);
      case What.ByOtherTool what -> onGroup(kind, group -> byOtherTool(what, group));
      case What.Identity what -> identity(what);
      case What.Trouble what -> trouble(what);
    }
    history.count("happening " + kind.name());
  }

  private void onGroup(Happening.Kind kind, java.util.function.Consumer<String> what) {
    List<JsonObject> groups = world.truth();
    if (!groups.isEmpty()) {
      what.accept(groups.get(random.nextInt(groups.size())).text("id").orElseThrow());
    } else {
      history.count("happening in vain " + kind.name());
    }
  }

  private void byPlatform(What.ByPlatform what, String groupId) {
    JsonObject answer = world.sandboxApi("POST", "groups/" + groupId + "/" + what.action(), JsonObject.EMPTY);
    elsewhere.add(groupId);
    if (what.told() == Told.NEVER) {
      untold.add(groupId);
    }
    world.trace.line("platform", what.action() + " " + groupId + " -> " + answer.toJson());
    what.undo().ifPresent(undo -> world.at(later(1800), () ->
        byPlatform(new What.ByPlatform(undo, Optional.empty(), what.told()), groupId)));
  }

  private java.time.Instant later(int longest) {
    return world.clock.instant().plus(Duration.ofSeconds(random.nextInt(1, longest)));
  }

  private void made(What.ByOtherTool what) {
    JsonObject body = what.body().of(random);
    history.creates.merge(body.text("subject").orElseThrow(), 1, Integer::sum);
    Set<String> before = ids();
    call(what, "/" + world.number + "/groups", body);
    elsewhere.addAll(ids().stream().filter(id -> !before.contains(id)).toList());
  }

  private Set<String> ids() {
    return world.truth().stream().map(group -> group.text("id").orElseThrow()).collect(Collectors.toSet());
  }

  private void byOtherTool(What.ByOtherTool what, String groupId) {
    elsewhere.add(groupId);
    if (what.told() == Told.NEVER) {
      untold.add(groupId);
    }
    call(what, "/" + groupId + (what.path().equals("/") ? "" : what.path()), what.body().of(random));
  }

  private void call(What.ByOtherTool what, String path, JsonObject body) {
    Calls.Answer answer = world.withoutFaultsOfCalls(() ->
        world.sandbox(what.method(), "/sandbox/graph/v26.0" + path, World.PLATFORM_TOKEN, body.toBytes()));
    world.trace.line("other tool", what.method() + " " + path + " -> " + answer.status() + " " + answer.json().toJson());
  }

  private void identity(What.Identity what) {
    String person = history.people.get(random.nextInt(history.people.size()));
    boolean shown = world.sandboxApi("GET", "people/" + person, JsonObject.EMPTY).has("wa_id");
    // Who shows no number and gets one is told of by nothing: nobody could follow them. Those who are shown as numbers alone have one.
    boolean number = shown && (what.number() || history.dialect == History.Dialect.OLDER);
    JsonObject body = (number ? JsonObject.EMPTY.with("wa_id", "44" + (7_800_000_000L + random.nextInt(100_000_000))) : JsonObject.EMPTY)
        .with("user_id", what.userId() || !number ? Optional.of(true) : Optional.empty());
    JsonObject answer = world.sandboxApi("POST", "people/" + person + "/identity", body);
    world.trace.line("person", person + " " + body.toJson() + " -> " + answer.toJson());
  }

  /** All that is set for a number is set at once: who sets it last ends the troubles before. */
  private void trouble(What.Trouble what) {
    int mine = ++troubles;
    set(what.settings());
    world.at(later(what.longest()), () -> {
      if (mine == troubles) {
        set(JsonObject.EMPTY);
      }
    });
  }

  private void set(JsonObject settings) {
    JsonObject answer = world.sandboxApi("PUT", "numbers/" + world.number, settings.isEmpty() ? JsonObject.EMPTY.with("locked", false) : settings);
    world.trace.line("number", settings.toJson() + " -> " + answer.whole("status_code").orElse(0));
  }
}
