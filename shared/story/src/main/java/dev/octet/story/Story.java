package dev.octet.story;

import dev.octet.story.Progress.Kind;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A roofer and its customers: groups are made, people come in, talk, go and stay out; an answer is lost; and in the end Octet
 * knows what the platform has. Every step is seen to happen, by what is told of it.
 */
public final class Story {
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
    ComingIn coming = new ComingIn(scene, business);
    coming.play();
    Talk talk = new Talk(scene, business, coming);
    talk.play();
    Changes changes = new Changes(scene, business, coming);
    changes.play();
    talk.lastWord(changes.newcomer());
    LostAnswer lost = new LostAnswer(scene, business);
    lost.play();
    return ending(coming, lost);
  }

  private Ending ending(ComingIn coming, LostAnswer lost) {
    Map<String, String> groups = new LinkedHashMap<>();
    groups.put("the repair", coming.repair().id);
    groups.put("the keys", coming.keys().id);
    groups.put("the order", lost.order().id);
    Endings endings = new Endings(scene, business, groups);
    scene.step(Kind.MESSAGES, "What all of it cost is what the platform's own ledger has", () ->
        scene.seen("the costs " + endings.platform().costs(), () -> endings.octet().costs().equals(endings.platform().costs())));
    scene.step(Kind.MESSAGES, "Octet's rosters, messages and receipts are the platform's", () ->
        Scene.same("Octet's answers", endings.platform(), endings.octet()));
    scene.step(Kind.MESSAGES, "Nothing was told under two ids, nor two things under one", () -> {
      if (!scene.heard.wrong().isEmpty()) {
        throw new NotSeenException("each thing under one id", String.join("; ", scene.heard.wrong()));
      }
    });
    return endings.platform();
  }

  /** How many different things were told, and how often something was told again. */
  public String told() {
    return scene.heard.things() + " notifications" + (scene.heard.repetitions() == 0 ? "" : ", " + scene.heard.repetitions() + " repeated");
  }
}
