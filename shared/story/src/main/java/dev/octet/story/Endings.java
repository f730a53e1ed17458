package dev.octet.story;

import dev.octet.domain.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The ending as Octet knows it, and as the platform itself does. */
final class Endings {
  /** How far a message comes with somebody, the furthest first. */
  private static final List<String> FURTHEST = List.of("played", "read", "delivered");

  private final Scene scene;
  private final Business business;
  private final Map<String, String> groups;

  /** @param groups their ids, by what the story calls them */
  Endings(Scene scene, Business business, Map<String, String> groups) {
    this.scene = scene;
    this.business = business;
    this.groups = groups;
  }

  Ending octet() {
    return new Ending(
        each(id -> sorted(business.reads(Business.GRAPH + id + "?fields=participants").objects("participants").stream().map(scene.people::name))),
        each(this::said),
        each(this::costs));
  }

  Ending platform() {
    return new Ending(
        each(id -> sorted(truth("groups/" + id).objects("participants").stream().map(scene.people::name))),
        each(this::saidAtThePlatform),
        each(this::ledger));
  }

  private <T> Map<String, T> each(Function<String, T> what) {
    Map<String, T> all = new TreeMap<>();
    groups.forEach((name, id) -> all.put(name, what.apply(id)));
    return all;
  }

  private static List<String> sorted(Stream<String> lines) {
    return lines.sorted().toList();
  }

  private JsonObject truth(String path) {
    Answer answer = scene.stage.call(Request.get("/sandbox/api/" + path));
    if (!answer.ok()) {
      throw new NotSeenException("the platform's own truth", answer.toString());
    }
    return answer.body();
  }

  private List<String> said(String groupId) {
    return sorted(business.reads("/v1/groups/" + groupId + "/messages?limit=100").objects("data").stream()
        .map(row -> business.reads("/v1/messages/" + URLEncoder.encode(row.text("id").orElseThrow(), StandardCharsets.UTF_8)))
        .filter(message -> !message.text("status").equals(Optional.of("failed")) && !message.text("type").equals(Optional.of("pin")))
        .map(message -> line(
            message.object("sender").map(scene.people::name), message.text("type").orElse(""), message.object("message").orElse(JsonObject.EMPTY),
            message.objects("receipts").stream().collect(Collectors.toMap(
                receipt -> receipt.object("participant").map(scene.people::name).orElse(""), receipt -> receipt.text("status").orElse("nothing known"), (one, _) -> one, TreeMap::new)))));
  }

  /** Without what failed, and without pins: they are no messages to be read. */
  private List<String> saidAtThePlatform(String groupId) {
    return sorted(truth("groups/" + groupId + "/messages?limit=1000").objects("messages").stream()
        .filter(message -> !message.has("failed") && !message.text("type").equals(Optional.of("pin")))
        .map(message -> line(
            message.object("from").flatMap(from -> from.text("person_id")).map(scene.people::nameOfId), message.text("type").orElse(""),
            message,
            message.objects("receipts").stream().collect(Collectors.toMap(
                receipt -> scene.people.nameOfId(receipt.text("person_id").orElse("")),
                receipt -> FURTHEST.stream().filter(status -> receipt.has(status + "_at")).findFirst().orElse("nothing known"), (one, _) -> one, TreeMap::new)))));
  }

  private static String line(Optional<String> sender, String type, JsonObject message, Map<String, String> receipts) {
    JsonObject inside = message.object(type).orElse(JsonObject.EMPTY);
    String words = inside.text("body").or(() -> inside.text("caption")).or(() -> inside.text("name")).orElse("");
    return sender.orElse("the business") + ", " + type + ": " + words + (receipts.isEmpty() ? "" : " " + receipts);
  }

  private String costs(String groupId) {
    JsonObject total = business.reads("/v1/groups/" + groupId + "/costs?month=" + month()).object("total").orElse(JsonObject.EMPTY);
    return total.whole("deliveries").orElse(-1) + " deliveries, " + total.whole("charged").orElse(-1) + " charged";
  }

  private String ledger(String groupId) {
    List<JsonObject> lines = new ArrayList<>();
    Optional<String> from = Optional.of("0");
    while (from.isPresent()) {
      JsonObject page = truth("numbers/" + scene.stage.number() + "/ledger?month=" + month() + "&after=" + from.get());
      page.objects("lines").stream().filter(line -> line.text("group_id").equals(Optional.of(groupId))).forEach(lines::add);
      from = page.text("next");
    }
    return lines.size() + " deliveries, " + lines.stream().filter(line -> line.bool("billable").orElse(false)).count() + " charged";
  }

  /** By the platform's clock. */
  private String month() {
    JsonObject clock = truth("clock");
    return clock.text("now").orElseThrow(() -> new NotSeenException("the platform's time", clock.toJson())).substring(0, "2026-11".length());
  }
}
