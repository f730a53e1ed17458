package dev.octet.simulation;

import dev.octet.domain.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What happens beside commands and people: the platform, other tools, and troubles of the number. Another one is a line. */
final class Happening {
  private static final JsonObject WHATSAPP = JsonObject.EMPTY.with("messaging_product", "whatsapp");

  private Happening() {}

  /** Who tells of it. */
  enum Told {
    /** A webhook; where that is lost, nobody. */
    BY_WEBHOOK,
    /** Nobody: it is found out by comparing. */
    NEVER
  }

  sealed interface What {
    /**
     * The platform does something to a group.
     *
     * @param undo what it does some time later, if anything
     */
    record ByPlatform(String action, Optional<String> undo, Told told) implements What {}

    /** Somebody calls the platform, and not through Octet. An empty path is the number's groups. */
    record ByOtherTool(String method, String path, Body body, Told told) implements What {}

    /** A person is somebody else for businesses. */
    record Identity(boolean number, boolean userId) implements What {}

    /** The number has a trouble, for a while. */
    record Trouble(JsonObject settings, int longest) implements What {}
  }

  interface Body {
    JsonObject of(RandomGenerator random);
  }

  /** @param weight how often it comes, beside the others */
  record Kind(String name, int weight, What what) {}

  static final List<Kind> ALL = List.of(
      new Kind("suspended", 4, new What.ByPlatform("suspend", Optional.of("clear_suspension"), Told.BY_WEBHOOK)),
      new Kind("vanished", 1, new What.ByPlatform("vanish", Optional.empty(), Told.NEVER)),
      new Kind("made elsewhere", 3, new What.ByOtherTool("POST", "", random ->
          CommandKinds.create(random, "Foreign " + random.nextInt(1_000_000_000)), Told.BY_WEBHOOK)),
      new Kind("renamed elsewhere", 2, new What.ByOtherTool("POST", "/", random ->
          WHATSAPP.with("subject", "Elsewhere " + random.nextInt(1000)).with("description", "Described elsewhere"), Told.BY_WEBHOOK)),
      new Kind("deleted elsewhere", 1, new What.ByOtherTool("DELETE", "/", _ -> WHATSAPP, Told.BY_WEBHOOK)),
      new Kind("reset elsewhere", 2, new What.ByOtherTool("POST", "/invite_link", _ -> WHATSAPP, Told.NEVER)),
      new Kind("another number", 2, new What.Identity(true, false)),
      new Kind("another user id", 2, new What.Identity(false, true)),
      new Kind("another number and user id", 2, new What.Identity(true, true)),
      new Kind("locked", 1, new What.Trouble(Calls.json("{\"locked\":true}"), 3600)),
      new Kind("token of no use", 1, new What.Trouble(Calls.json("{\"token_valid\":false}"), 3600)),
      new Kind("no new groups", 1, new What.Trouble(Calls.json("{\"groups_disabled\":true}"), 3600)),
      new Kind("few calls a minute", 1, new What.Trouble(Calls.json("{\"operations_per_minute\":4}"), 900)),
      new Kind("no calls at all", 1, new What.Trouble(Calls.json("{\"operations_per_minute\":0}"), 1800)));

  private static final int WEIGHTS = ALL.stream().mapToInt(Kind::weight).sum();

  static Kind draw(RandomGenerator random) {
    int at = random.nextInt(WEIGHTS);
    for (Kind kind : ALL) {
      at -= kind.weight();
      if (at < 0) {
        return kind;
      }
    }
    throw new AssertionError("weights");
  }
}
