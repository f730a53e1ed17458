package dev.octet.localstack.contact;

import dev.octet.domain.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * One call, made of the platform and of the sandbox.
 *
 * @param call what is asked for; what was learned by earlier steps is in it
 * @param done whether the answer is the one that the step is about: the platform does some things after it has answered
 * @param learns keeps what later steps need
 */
record Step(String title, Function<Side, Call> call, BiPredicate<Side, Side.Answer> done, BiConsumer<Side, JsonObject> learns) {

  /** @param body empty for none */
  record Call(String method, String path, JsonObject body) {
    boolean writes() {
      return !method.equals("GET");
    }

    @Override
    public String toString() {
      return method + " " + path + (body.isEmpty() ? "" : " " + body.toJson());
    }
  }

  private static final JsonObject PRODUCT = JsonObject.EMPTY.with("messaging_product", "whatsapp");
  private static final String FIELDS =
      "subject,description,creation_timestamp,suspended,total_participant_count,participants,join_approval_mode";
  private static final int NO_SUCH_GROUP = 131041;

  /** The first group, from before it is there until it is gone. */
  static List<Step> all() {
    return List.of(
        once("The active groups of the number", side -> get("/" + side.number() + "/groups?limit=25")),
        once("A group is created", side -> new Call("POST", "/" + side.number() + "/groups", PRODUCT.with("subject", side.subject())
            .with("description", "Made by Octet, and deleted again").with("join_approval_mode", "approval_required"))),
        new Step("It is among the active groups", side -> get("/" + side.number() + "/groups?limit=25"),
            (side, answer) -> listed(side, answer.body()).isPresent(),
            (side, answer) -> side.groupIs(listed(side, answer).flatMap(group -> group.text("id")).orElseThrow())),
        once("Its info", side -> get("/" + side.group() + "?fields=" + FIELDS)),
        once("Its invite link", side -> get("/" + side.group() + "/invite_link")),
        once("It is renamed", side -> new Call("POST", "/" + side.group(), PRODUCT.with("subject", side.newSubject()))),
        new Step("Its new name is in the info", side -> get("/" + side.group() + "?fields=subject"),
            (side, answer) -> answer.body().text("subject").equals(Optional.of(side.newSubject())), (_, _) -> { }),
        once("Its invite link is reset", side -> new Call("POST", "/" + side.group() + "/invite_link", PRODUCT)),
        once("It is deleted", side -> new Call("DELETE", "/" + side.group(), JsonObject.EMPTY)),
        new Step("It is gone", side -> get("/" + side.group()),
            (_, answer) -> answer.code() == NO_SUCH_GROUP, (side, _) -> side.groupIsGone()));
  }

  private static Step once(String title, Function<Side, Call> call) {
    return new Step(title, call, (_, _) -> true, (_, _) -> { });
  }

  private static Call get(String path) {
    return new Call("GET", path, JsonObject.EMPTY);
  }

  private static Optional<JsonObject> listed(Side side, JsonObject answer) {
    return answer.object("data").map(data -> data.objects("groups")).orElse(List.of()).stream()
        .filter(group -> group.text("subject").equals(Optional.of(side.subject()))).findFirst();
  }
}
