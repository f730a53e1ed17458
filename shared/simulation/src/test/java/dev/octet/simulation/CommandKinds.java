package dev.octet.simulation;

import dev.octet.domain.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The commands that histories are made of, here and on the local stack. Another one is a line. */
public final class CommandKinds {
  private static final JsonObject WHATSAPP = JsonObject.EMPTY.with("messaging_product", "whatsapp");

  /**
   * One command.
   *
   * @param weight how often it comes, beside the others
   * @param onGroup whether it names a group
   * @param http its form over HTTP, below its group or number; empty where that is a read
   */
  public record Kind(String name, int weight, boolean onGroup, String http, Body body) {}

  public interface Body {
    /** @param group as the platform has it; empty when it is gone, or when the command names none */
    JsonObject of(RandomGenerator random, JsonObject group);
  }

  public static final List<Kind> ALL = List.of(
      new Kind("create_group", 4, false, "POST groups", (random, _) -> create(random, "Group " + random.nextInt(1_000_000_000))),
      new Kind("delete_group", 2, true, "DELETE", (_, _) -> WHATSAPP),
      new Kind("update_group_settings", 6, true, "POST", CommandKinds::settings),
      new Kind("remove_participants", 3, true, "DELETE participants", (random, group) -> WHATSAPP.with("participants", List.of(JsonObject.EMPTY.with("user", somebody(random, group))))),
      new Kind("reset_invite_link", 1, true, "POST invite_link", (_, _) -> WHATSAPP),
      new Kind("approve_join_requests", 2, true, "POST join_requests", (random, group) -> WHATSAPP.with("join_requests", List.of(request(random, group)))),
      new Kind("reject_join_requests", 1, true, "DELETE join_requests", (random, group) -> WHATSAPP.with("join_requests", List.of(request(random, group)))),
      new Kind("get_group", 1, true, "", (_, _) -> JsonObject.EMPTY),
      new Kind("list_groups", 1, false, "", (_, _) -> JsonObject.EMPTY),
      new Kind("get_invite_link", 1, true, "", (_, _) -> JsonObject.EMPTY),
      new Kind("list_join_requests", 1, true, "", (_, _) -> JsonObject.EMPTY));

  private static final int WEIGHTS = ALL.stream().mapToInt(Kind::weight).sum();

  private CommandKinds() {}

  public static Kind draw(RandomGenerator random) {
    int at = random.nextInt(WEIGHTS);
    for (Kind kind : ALL) {
      at -= kind.weight();
      if (at < 0) {
        return kind;
      }
    }
    throw new AssertionError("weights");
  }

  public static JsonObject create(RandomGenerator random, String subject) {
    return WHATSAPP.with("subject", subject)
        .with("description", random.nextBoolean() ? Optional.of("About " + random.nextInt(1000)) : Optional.empty())
        .with("join_approval_mode", random.nextInt(3) == 0 ? Optional.of("approval_required") : Optional.empty());
  }

  private static JsonObject settings(RandomGenerator random, JsonObject group) {
    int which = random.nextInt(3);
    return WHATSAPP
        .with("subject", which != 0 ? Optional.of("Renamed " + random.nextInt(1000)) : Optional.empty())
        .with("description", which != 1 ? Optional.of("Described " + random.nextInt(1000)) : Optional.empty());
  }

  /** Mostly one who is in. */
  private static String somebody(RandomGenerator random, JsonObject group) {
    List<JsonObject> people = group.objects("participants");
    return people.isEmpty() ? "447700900000" : people.get(random.nextInt(people.size())).text("wa_id").orElse("447700900000");
  }

  private static String request(RandomGenerator random, JsonObject group) {
    List<JsonObject> requests = group.objects("join_requests");
    return requests.isEmpty() ? "bm9ib2R5" : requests.get(random.nextInt(requests.size())).text("join_request_id").orElseThrow();
  }
}
