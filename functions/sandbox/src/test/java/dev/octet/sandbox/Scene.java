package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A business on the sandbox, and what has happened before a test begins: told in sentences, each done over the sandbox's
 * public API. What came into being thereby has names, which the tests' files have in braces.
 */
final class Scene {
  final Platform platform;
  private final Map<String, String> names = new HashMap<>(Map.of(
      "number", Platform.NUMBER, "account", "200000000000001", "long", "x".repeat(1025),
      "unknown", "Y2FwaV9ncm91cDoxNTU1MDEwMDAwMToxMjAzNjM0MDAwMDAwMDAwMDAZD"));
  private final ScenePeople people = new ScenePeople(this);
  private final SceneBusiness business = new SceneBusiness(this);

  /** Whatever happened before is forgotten. */
  Scene(Platform platform) {
    this.platform = platform;
    names.put("webhook_url", platform.receiver.url());
    answered(platform.api("POST", "reset", ""));
    platform.deliver();
    platform.receiver.deliveries().clear();
  }

  String name(String name) {
    String value = names.get(name);
    assertThat(value).as("what {%s} is", name).isNotNull();
    return value;
  }

  void name(String name, String value) {
    names.put(name, value);
  }

  /** The text with everything in braces that has a name. */
  String filled(String text) {
    String filled = text;
    for (Map.Entry<String, String> name : names.entrySet()) {
      filled = filled.replace("{" + name.getKey() + "}", name.getValue());
    }
    return filled;
  }

  Scene given(List<String> sentences) {
    sentences.forEach(this::given);
    platform.deliver();
    return this;
  }

  Scene given(String... sentences) {
    return given(List.of(sentences));
  }

  private void given(String sentence) {
    String[] words = sentence.split(" ", 2);
    if (ScenePeople.has(words[0])) {
      people.does(words[0], words[1]);
    } else if (sentence.startsWith("the business ")) {
      business.does(sentence.substring("the business ".length()));
    } else {
      happens(sentence);
    }
  }

  private void happens(String sentence) {
    switch (sentence) {
      case "a group" -> group("group", JsonObject.EMPTY);
      case "a group with approval" -> group("group", JsonObject.EMPTY.with("join_approval_mode", "approval_required"));
      case "a group with a description" -> group("group", JsonObject.EMPTY.with("description", "Tiles, gutters and the chimney."));
      case "another group" -> group("other_group", JsonObject.EMPTY);
      case "a third group" -> group("third_group", JsonObject.EMPTY);
      case "eight people are in" -> people.comeIn(8);
      case "the group is suspended" -> act("groups/" + name("group") + "/suspend", "");
      case "the suspension is cleared" -> act("groups/" + name("group") + "/clear_suspension", "");
      case "something is wrong with the number" -> act("numbers/" + name("number") + "/errors", "{\"code\":130429}");
      case "the template is rejected" -> decide("roof_done", "reject", "{}");
      case "the reminder is paused" -> decide("group_visit_reminder", "pause", "{}");
      case "the reminder is disabled" -> decide("group_visit_reminder", "disable", "{}");
      case "the reminder is marketing" -> decide("group_visit_reminder", "category", "{\"category\":\"MARKETING\"}");
      case "a day has passed" -> pass(Duration.ofHours(25));
      case "October 2026 has come" -> pass(Duration.between(Instant.now(), Instant.parse("2026-10-01T00:00:00Z")));
      default -> throw new IllegalArgumentException("Nothing of this kind happens: " + sentence);
    }
  }

  private void group(String name, JsonObject more) {
    JsonObject made = platform.group("Roof repair", more);
    names.put(name, made.text("group_id").orElseThrow());
    names.put(name + "_link", made.text("invite_link").orElseThrow());
    platform.clock.advance(Duration.ofMillis(3)); // the next one is newer
  }

  /** What the platform does to a template of the account. */
  private void decide(String template, String what, String body) {
    JsonObject found = platform.api("GET", "templates", "").json().objects("templates").stream()
        .filter(it -> it.text("name").orElse("").equals(template) && it.text("account_id").orElse("").equals(name("account"))).findFirst().orElseThrow();
    act("templates/" + found.text("id").orElseThrow() + "/" + what, body);
  }

  private void pass(Duration time) {
    if (time.isPositive()) {
      act("clock", JsonObject.EMPTY.with("advance", time.toString()).toJson());
    }
  }

  private void act(String route, String body) {
    answered(platform.api("POST", route, body));
  }

  static Platform.Answer answered(Platform.Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer;
  }

  /** What a row of a test's file asks of the Graph API. */
  Platform.Answer asked(JsonObject row) {
    JsonObject request = Shape.parse(filled(row.toJson()));
    Map<String, String> headers = new HashMap<>(Map.of("authorization", "Bearer " + request.text("token").orElse(Platform.TOKEN)));
    byte[] body = request.object("body").map(JsonObject::toBytes).orElse(new byte[0]);
    if (request.has("body")) {
      headers.put("content-type", "application/json");
      int length = body.length;
      body = Arrays.copyOf(body, length + (int) request.whole("spaces_after").orElse(0));
      Arrays.fill(body, length, body.length, (byte) ' ');
    }
    if (request.has("form")) {
      headers.put("content-type", Pictures.FORM);
      body = Pictures.form(request.objects("form").stream().map(Scene::part).toArray(byte[][]::new));
    }
    return platform.call(request.text("method").orElseThrow(),
        "/sandbox/graph/" + request.text("version").orElse("v26.0") + "/" + request.text("path").orElseThrow(), headers, body);
  }

  private static byte[] part(JsonObject part) {
    String name = part.text("name").orElseThrow();
    return part.text("picture").map(size -> size.split("x", -1))
        .map(sides -> Pictures.file(name, "image/jpeg", Pictures.jpeg(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]))))
        .orElseGet(() -> Pictures.text(name, part.text("value").orElseThrow()));
  }
}
