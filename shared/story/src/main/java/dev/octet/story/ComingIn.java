package dev.octet.story;

import static dev.octet.story.Business.GRAPH;
import static dev.octet.story.Business.WHATSAPP;

import dev.octet.domain.json.JsonObject;
import dev.octet.story.Progress.Kind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Groups are made, and people come in: invited, by the link, and let in. */
final class ComingIn {
  private static final Pattern LINK = Pattern.compile("https?://[^\\s\"]+/sandbox/invite/[\\w-]+");

  private final Scene scene;
  private final Business business;
  final Person ada;
  final Person ben;
  final Person chiara;
  private @Nullable Gathering repair;
  private @Nullable Gathering keys;

  ComingIn(Scene scene, Business business) {
    this.scene = scene;
    this.business = business;
    this.ada = scene.people.comesWithNumber("Ada Okafor");
    this.ben = scene.people.comesWithNumber("Ben Adler");
    this.chiara = scene.circumstances.shown() == Circumstances.Shown.NUMBERS
        ? scene.people.comesWithNumber("Chiara Rossi") : scene.people.comesWithoutNumber("Chiara Rossi");
  }

  void play() {
    scene.step(Kind.GROUPS, "A group is made: Roof repair", () -> {
      repair = Gathering.made(scene, business, JsonObject.EMPTY.with("subject", "Roof repair").with("description", "Tiles and gutters"));
      Scene.same("the subject", Optional.of("Roof repair"), repair().info().text("subject"));
    });
    scene.step(Kind.MESSAGES, "Ada is invited by template, and it reaches her", this::invite);
    scene.step(Kind.GROUPS, "Ada follows the invitation, and is in", () -> {
      comesBy(ada, linkInHerChat());
      scene.told("that the invitation has led her in", () -> invitation("joined"));
    });
    scene.step(Kind.GROUPS, "Ben opens the invite link, and is in", () -> comesBy(ben, repair().link));
    scene.step(Kind.GROUPS, "A second group is made, whose door the business keeps: Keys to the house", () ->
        keys = Gathering.made(scene, business, JsonObject.EMPTY.with("subject", "Keys to the house").with("join_approval_mode", "approval_required")));
    scene.step(Kind.GROUPS, "Chiara, who shows no phone number, asks to be let in", () ->
        Scene.same("what her app says", "requested", scene.people.opens(chiara, keys().link)));
    scene.step(Kind.GROUPS, "She is approved, and is in", () -> approve(request()));
  }

  Gathering repair() {
    return there(repair);
  }

  Gathering keys() {
    return there(keys);
  }

  private static Gathering there(@Nullable Gathering group) {
    if (group == null) {
      throw new IllegalStateException("It is not made yet.");
    }
    return group;
  }

  private void comesBy(Person person, String link) {
    Scene.same("what " + person.name() + "'s app says", "joined", scene.people.opens(person, link));
    repair().hasComeIn(person);
  }

  private void invite() {
    List<JsonObject> parameters = List.of(JsonObject.EMPTY.with("type", "group_id").with("group_id", repair().id),
        JsonObject.EMPTY.with("type", "text").with("text", "your roof"));
    JsonObject template = JsonObject.EMPTY.with("name", "order_group_invite").with("language", JsonObject.EMPTY.with("code", "en"))
        .with("components", List.of(JsonObject.EMPTY.with("type", "body").with("parameters", parameters)));
    JsonObject to = scene.circumstances.shown() == Circumstances.Shown.USER_IDS
        ? JsonObject.EMPTY.with("recipient", ada.userId()) : JsonObject.EMPTY.with("to", ada.number().orElseThrow());
    String _ = business.sent(to.with("type", "template").with("template", template));
    scene.told("that the invitation has reached her", () -> invitation("delivered"));
  }

  private Optional<JsonObject> invitation(String state) {
    return scene.heard.told("invitation.changed", data -> data.text("group_id").equals(Optional.of(repair().id))
        && data.object("invitation").flatMap(it -> it.text("state")).equals(Optional.of(state)));
  }

  private String linkInHerChat() {
    return scene.seen("an invite link in Ada's chat with the business", () -> scene.people.chat(ada).stream()
        .map(message -> LINK.matcher(message.toJson())).filter(Matcher::find).map(Matcher::group).findFirst());
  }

  /** What Octet tells of who asks. Where it does not, the platform is asked who does. */
  private String request() {
    return scene.told("join_request.created", () -> keys().told("join_request.created", chiara), () -> scene.seen("Chiara among those who ask", () ->
        scene.stage.call(Request.get(GRAPH + keys().id + "/join_requests?source=platform")).body().objects("data").stream().findFirst()))
        .text("join_request_id").orElseThrow(() -> new NotSeenException("the id of a join request", "a row without"));
  }

  private void approve(String request) {
    JsonObject _ = business.done("POST", keys().id + "/join_requests", WHATSAPP.with("join_requests", List.of(request)));
    JsonObject _ = scene.seen("join_request.approved", () -> keys().told("join_request.approved"));
    keys().hasComeIn(chiara);
  }
}
