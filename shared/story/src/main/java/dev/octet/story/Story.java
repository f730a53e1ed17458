package dev.octet.story;

import dev.octet.domain.json.JsonObject;
import dev.octet.story.Progress.Kind;
import java.util.Map;
import java.util.Optional;

/**
 * A roofer and its customers: groups are made, people come in, talk, go and stay out; an answer is lost; and in the end Octet
 * knows what the platform has. Every step is seen to happen, by what is told of it.
 */
public final class Story {
  private static final String SUBJECT = "Roof repair";

  private final Scene scene;
  private final Business business;

  public Story(Stage stage, Circumstances circumstances, Progress progress) {
    this.scene = new Scene(stage, circumstances, progress);
    this.business = new Business(scene);
  }

  /**
   * Plays all of it, and leaves the groups there.
   *
   * @return how it ended
   * @throws NotSeenException when a step was not seen to happen; the progress was told so
   */
  public Ending play() {
    Cast cast = scene.gives(Kind.GROUPS, "Ada, Ben, Chiara and Dara have the app", () -> Cast.come(scene.people, scene.circumstances.shown()));
    Gathering repair = scene.gives(Kind.GROUPS, "A group is made: " + SUBJECT, () -> {
      Gathering made = Gathering.made(scene, business, JsonObject.EMPTY.with("subject", SUBJECT).with("description", "Tiles and gutters"));
      Scene.same("the subject", Optional.of(SUBJECT), made.info().text("subject"));
      return made;
    });
    ComingIn coming = new ComingIn(scene, business, cast);
    coming.invited(repair);
    coming.byLink(repair);
    Gathering keys = coming.letIn();
    Talk talk = new Talk(scene, business, repair, cast);
    talk.play();
    new Changes(scene, business, repair, cast).play();
    talk.lastWord();
    Gathering order = new LostAnswer(scene, business).play();
    return ending(Map.of("the repair", repair.id, "the keys", keys.id, "the order", order.id));
  }

  private Ending ending(Map<String, String> groups) {
    Endings endings = new Endings(scene, business, groups);
    scene.step(Kind.MESSAGES, "What it cost is what the platform's own ledger has", () ->
        scene.seen("the costs " + endings.platform().costs(), () -> endings.octet().costs().equals(endings.platform().costs())));
    Ending ending = scene.gives(Kind.MESSAGES, "Octet's rosters, messages and receipts are the platform's", () -> {
      Ending truth = endings.platform();
      Scene.same("Octet's answers", truth, endings.octet());
      return truth;
    });
    scene.step(Kind.MESSAGES, "Nothing was told under two ids, nor two things under one", () -> {
      if (!scene.heard.wrong().isEmpty()) {
        throw new NotSeenException("each thing under one id", String.join("; ", scene.heard.wrong()));
      }
    });
    return ending;
  }

  /** How many different things were told, and how often something was told again. */
  public String told() {
    return scene.heard.things() + " notifications" + (scene.heard.repetitions() == 0 ? "" : ", " + scene.heard.repetitions() + " repeated");
  }
}
