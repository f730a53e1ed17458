package dev.octet.simulation;

import dev.octet.domain.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** The people of the groups: some show no phone number. They read, write, go and come. */
final class Crowd {
  private static final int PEOPLE = 80;
  private static final int FULL = 8;
  /** The beginning of user ids, and of phone numbers. */
  private static final List<String> COUNTRIES = List.of("GB 44", "DE 49", "IN 91", "BR 55", "FR 33");

  private final Traffic traffic;
  private final World world;
  private final SplittableRandom random;
  private final List<String> people = new ArrayList<>();
  private final Map<String, Long> lastActed = new HashMap<>();

  Crowd(Traffic traffic, SplittableRandom random) {
    this.traffic = traffic;
    this.world = traffic.world;
    this.random = random;
  }

  void come() {
    for (int i = 0; i < PEOPLE; i++) {
      String[] country = COUNTRIES.get(random.nextInt(COUNTRIES.size())).split(" ");
      JsonObject person = world.sandboxApi("POST", "people", JsonObject.EMPTY.with("name", "Person " + i).with("country", country[0])
          .with("wa_id", random.nextInt(5) == 0 ? Optional.empty() : Optional.of(country[1] + (7_700_900_000L + i))));
      String id = person.text("id").orElseThrow();
      people.add(id);
      traffic.told.people.put(person.text("user_id").orElseThrow(), id);
      person.text("wa_id").ifPresent(number -> traffic.told.people.put(number, id));
    }
  }

  /** Three to six come in, one a second. */
  void join(String link) {
    Set<String> in = new HashSet<>();
    for (int i = random.nextInt(3, 7); i > 0; i--) {
      String person = people.get(random.nextInt(people.size()));
      if (in.add(person)) {
        world.at(world.clock.instant().plusSeconds(i), () -> act(person, "join", JsonObject.EMPTY.with("invite_link", link)));
      }
    }
  }

  /** Somebody does something in some group, and so on. */
  void live() {
    if (traffic.running()) {
      act(traffic.groups.get(random.nextInt(traffic.groups.size())));
      world.at(world.clock.instant().plusMillis(random.nextInt(500, 5000)), this::live);
    }
  }

  void act(String groupId) {
    JsonObject group = world.sandboxApi("GET", "groups/" + groupId, JsonObject.EMPTY);
    List<String> in = group.objects("participants").stream().map(it -> it.text("id").orElseThrow()).toList();
    JsonObject here = JsonObject.EMPTY.with("group_id", groupId);
    int what = random.nextInt(20);
    String other = people.get(random.nextInt(people.size()));
    if (in.isEmpty() || (what < 3 && in.size() < FULL && !in.contains(other))) {
      act(other, "join", JsonObject.EMPTY.with("invite_link", group.text("invite_link")));
      return;
    }
    String person = in.get(random.nextInt(in.size()));
    // The platform tells times in seconds: who goes and comes within one cannot be followed.
    Long before = lastActed.put(person + groupId, world.clock.instant().getEpochSecond());
    if (what < 5 && in.size() > 2 && (before == null || before + 1 < world.clock.instant().getEpochSecond())) {
      act(person, "leave", here);
    } else if (what < 11) {
      act(person, "messages", here.with("type", "text").with("text", JsonObject.EMPTY.with("body", "Hello " + random.nextInt(100))));
    } else if (what == 11 && !voiceNotes(groupId).isEmpty()) {
      act(person, "play", here.with("message_id", voiceNotes(groupId).getLast()));
    } else {
      act(person, "read", here);
    }
  }

  private List<String> voiceNotes(String groupId) {
    return traffic.told.voiceNotes.getOrDefault(groupId, List.of());
  }

  private void act(String person, String action, JsonObject body) {
    JsonObject answer = world.sandboxApi("POST", "people/" + person + "/" + action, body);
    world.trace.line("person", person + " " + action + " -> " + answer.toJson());
    body.text("group_id").or(() -> answer.text("group_id")).ifPresent(group -> lastActed.put(person + group, world.clock.instant().getEpochSecond()));
    traffic.count("people " + action + (answer.whole("status_code").orElse(0) == 200 ? "" : " in vain"));
  }
}
