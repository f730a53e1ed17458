package dev.octet.story;

import static dev.octet.story.Business.GRAPH;
import static dev.octet.story.Business.WHATSAPP;

import dev.octet.domain.json.JsonObject;
import dev.octet.story.Progress.Kind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Groups are made, and people come in: invited, by the link, and let in. */
final class ComingIn {
  private static final Pattern LINK = Pattern.compile("https?://[^\\s\"]+/sandbox/invite/[\\w-]+");

  private final Scene scene;
  private final Business business;
  private final Cast cast;

  ComingIn(Scene scene, Business business, Cast cast) {
    this.scene = scene;
    this.business = business;
    this.cast = cast;
  }

  void invited(Gathering group) {
    scene.step(Kind.MESSAGES, "Ada is invited by template, and it reaches her", () -> invite(group));
    scene.step(Kind.GROUPS, "Ada follows the invitation, and is in", () -> {
      comesBy(group, cast.ada(), linkInHerChat());
      scene.told("that the invitation has led her in", () -> invitation(group, "joined"));
    });
  }

  void byLink(Gathering group) {
    scene.step(Kind.GROUPS, "Ben opens the invite link, and is in", () -> comesBy(group, cast.ben(), group.link));
  }

  /** The group is another one, since each has its way of letting people in from the beginning. */
  Gathering letIn() {
    Gathering keys = scene.gives(Kind.GROUPS, "A second group is made, whose door the business keeps: Keys to the house", () ->
        Gathering.made(scene, business, JsonObject.EMPTY.with("subject", "Keys to the house").with("join_approval_mode", "approval_required")));
    scene.step(Kind.GROUPS, "Chiara, who shows no phone number, asks to be let in", () ->
        keys.isOpenedBy(cast.chiara(), keys.link, "requested"));
    scene.step(Kind.GROUPS, "She is approved, and is in", () -> approve(keys, request(keys)));
    return keys;
  }

  private static void comesBy(Gathering group, Person person, String link) {
    group.isOpenedBy(person, link, "joined");
    group.hasComeIn(person);
  }

  private void invite(Gathering group) {
    List<JsonObject> parameters = List.of(JsonObject.EMPTY.with("type", "group_id").with("group_id", group.id),
        JsonObject.EMPTY.with("type", "text").with("text", "your roof"));
    JsonObject template = JsonObject.EMPTY.with("name", "order_group_invite").with("language", JsonObject.EMPTY.with("code", "en"))
        .with("components", List.of(JsonObject.EMPTY.with("type", "body").with("parameters", parameters)));
    JsonObject to = scene.circumstances.shown() == Circumstances.Shown.USER_IDS
        ? JsonObject.EMPTY.with("recipient", cast.ada().userId()) : JsonObject.EMPTY.with("to", cast.ada().number().orElseThrow());
    String _ = business.sent(to.with("type", "template").with("template", template));
    scene.told("that the invitation has reached her", () -> invitation(group, "delivered"));
  }

  private Optional<JsonObject> invitation(Gathering group, String state) {
    return scene.heard.told("invitation.changed", data -> data.text("group_id").equals(Optional.of(group.id))
        && data.object("invitation").flatMap(it -> it.text("state")).equals(Optional.of(state)));
  }

  private String linkInHerChat() {
    return scene.seen("an invite link in Ada's chat with the business", () -> scene.people.chat(cast.ada()).stream()
        .map(message -> LINK.matcher(message.toJson())).filter(Matcher::find).map(Matcher::group).findFirst());
  }

  /** What Octet tells of who asks. Where it does not, the platform is asked who does. */
  private String request(Gathering keys) {
    return scene.told("join_request.created", () -> keys.told("join_request.created", cast.chiara()), () -> scene.seen("Chiara among those who ask", () ->
        scene.stage.call(Request.get(GRAPH + keys.id + "/join_requests?source=platform")).body().objects("data").stream().findFirst()))
        .text("join_request_id").orElseThrow(() -> new NotSeenException("the id of a join request", "a row without"));
  }

  private void approve(Gathering keys, String request) {
    JsonObject _ = business.done("POST", keys.id + "/join_requests", WHATSAPP.with("join_requests", List.of(request)));
    JsonObject _ = scene.seen("join_request.approved", () -> keys.told("join_request.approved"));
    keys.hasComeIn(cast.chiara());
  }
}
