package dev.octet.story;

import static dev.octet.story.Business.GRAPH;
import static dev.octet.story.Business.WHATSAPP;

import dev.octet.domain.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A group of the story's, as the business knows it. */
final class Gathering {
  private static final Duration COMPARED_WITHIN = Duration.ofMinutes(3);

  private final Scene scene;
  private final Business business;
  final String id;
  /** The link that works. */
  String link;

  private Gathering(Scene scene, Business business, String id, String link) {
    this.scene = scene;
    this.business = business;
    this.id = id;
    this.link = link;
  }

  /** Made, and told. */
  static Gathering made(Scene scene, Business business, JsonObject body) {
    JsonObject end = business.done("POST", scene.stage.number() + "/groups", WHATSAPP.withAll(body));
    JsonObject created = scene.seen("group.created", () -> scene.heard.told("group.created", "request_id", end.text("request_id").orElse("")));
    String id = created.text("group_id").orElseThrow();
    // Of a group that was found in the platform's list the link may not be known yet.
    String link = created.text("invite_link").orElseGet(() -> scene.seen("an invite link", () -> scene.stage.call(Request.get(GRAPH + id + "/invite_link")).body().text("invite_link")));
    return new Gathering(scene, business, id, link);
  }

  JsonObject info() {
    return business.reads(GRAPH + id + "?fields=subject,description,participants,total_participant_count");
  }

  Optional<JsonObject> told(String type) {
    return scene.heard.told(type, "group_id", id);
  }

  Optional<JsonObject> told(String type, Person person) {
    return scene.heard.told(type, data -> data.text("group_id").equals(Optional.of(id)) && data.object("participant").filter(person::is).isPresent());
  }

  /** Octet knows that they are in. Where it is not told, Octet is asked to compare the group with the platform, until it does. */
  void hasComeIn(Person person) {
    JsonObject _ = scene.told("participant.joined of " + person.name(), () -> told("participant.joined", person), () -> {
      boolean in = false;
      for (Duration wait = COMPARED_WITHIN; !in && wait.compareTo(scene.circumstances.patience()) < 0; wait = wait.multipliedBy(2)) {
        scene.seen("that the group will be compared", () -> scene.stage.call(Request.of("POST", "/v1/groups/" + id + "/reconcile", JsonObject.EMPTY)).ok());
        in = scene.within(wait, () -> roster().contains(person.name()));
      }
      return JsonObject.EMPTY;
    });
    scene.seen(person.name() + " in Octet's roster", () -> roster().contains(person.name()));
  }

  /** @param becomes what becomes of it, by their app: {@code joined}, {@code requested}, or {@code refused: } and the reason */
  void isOpenedBy(Person person, String address, String becomes) {
    Scene.same("what " + person.name() + "'s app says", becomes, scene.people.opens(person, address));
  }

  List<String> roster() {
    return info().objects("participants").stream().map(scene.people::name).sorted().toList();
  }

  /** Their row in Octet's roster: the names that the business may call them by. */
  JsonObject row(Person person) {
    return info().objects("participants").stream().filter(person::is).findFirst()
        .orElseThrow(() -> new NotSeenException(person.name() + " in Octet's roster", roster().toString()));
  }

  JsonObject message(String type, JsonObject content) {
    return JsonObject.EMPTY.with("recipient_type", "group").with("to", id).with("type", type).with(type, content);
  }
}
