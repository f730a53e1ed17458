package dev.octet.story;

import static dev.octet.story.Business.WHATSAPP;

import dev.octet.domain.json.JsonObject;
import dev.octet.story.Progress.Kind;
import java.util.List;
import java.util.Optional;

/** The platform makes a group and its answer never arrives: in the end there is one, and Octet knows it. */
final class LostAnswer {
  private static final JsonObject BODY = WHATSAPP.with("subject", "Order 4471").with("description", "Forty ridge tiles");
  private static final String FAULTS = "/sandbox/api/faults";

  private final Scene scene;
  private final Business business;

  LostAnswer(Scene scene, Business business) {
    this.scene = scene;
    this.business = business;
  }

  Gathering play() {
    return scene.gives(Kind.GROUPS, "The answer to a create is lost, and there is one group all the same: Order 4471", () -> {
      List<String> before = groups();
      JsonObject faults = scene.stage.call(Request.get(FAULTS)).body();
      put(faults.with("numbers", losingOneAnswer(faults)));
      Gathering order;
      try {
        order = Gathering.made(scene, business, BODY);
        Scene.same("that an answer was lost", 0L, left());
      } finally {
        put(faults);
      }
      Scene.same("the groups of this name at the platform", List.of(order.id), groups().stream().filter(it -> !before.contains(it)).toList());
      return order;
    });
  }

  /** How many answers are still to be lost. */
  private long left() {
    return scene.stage.call(Request.get(FAULTS)).body().object("numbers").flatMap(numbers -> numbers.object(scene.stage.number()))
        .flatMap(faults -> faults.object("answer_lost")).map(lost -> lost.whole("times").orElse(-1)).orElse(-1L);
  }

  /** What is set for the number goes before what is set for all. */
  private JsonObject losingOneAnswer(JsonObject faults) {
    JsonObject numbers = faults.object("numbers").orElse(JsonObject.EMPTY);
    return numbers.with(scene.stage.number(), numbers.object(scene.stage.number()).orElse(JsonObject.EMPTY).with("answer_lost", JsonObject.EMPTY.with("times", 1).with("as", "error"))
        .with("no_answer", false).with("failed_in_webhook", false));
  }

  private void put(JsonObject faults) {
    Answer answer = scene.stage.call(Request.of("PUT", FAULTS, faults));
    if (!answer.ok()) {
      throw new NotSeenException("that the sandbox takes faults", answer.toString());
    }
  }

  private List<String> groups() {
    return scene.stage.call(Request.get("/sandbox/api/groups?phone_number_id=" + scene.stage.number())).body().objects("groups").stream()
        .filter(group -> group.text("subject").equals(Optional.of("Order 4471"))).flatMap(group -> group.text("id").stream()).toList();
  }
}
