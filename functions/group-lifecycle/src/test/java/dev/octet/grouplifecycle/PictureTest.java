package dev.octet.grouplifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.table.Key;
import dev.octet.aws.table.Stored;
import dev.octet.domain.group.GroupPicture;
import dev.octet.domain.group.Picture;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.CreateStep;
import dev.octet.domain.operation.Operation;
import dev.octet.graph.link.LinkFetch.Fetched;
import dev.octet.grouplifecycle.GroupMaker.Made;
import dev.octet.operations.MemoryQueues;
import dev.octet.operations.ScriptedPlatform.Answer;
import dev.octet.operations.ScriptedPlatform.Request;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Changing a group's picture: over HTTP, by command, by link. It is done when its webhook says so; nothing else can tell. */
class PictureTest {
  private static final byte[] JPEG = jpeg(640, 640, 5000);
  private static final String LINK = "https://pictures.example/a.jpg";
  private final World world = new World();
  private final GroupMaker maker = new GroupMaker(world);
  private final List<Request> updates = new ArrayList<>();
  private Made group;

  @BeforeEach
  void make() {
    group = maker.makeKnown("Kitchen");
    updates(_ -> taken());
  }

  @AfterEach
  void close() {
    world.close();
  }

  /** How a picture is asked for. */
  enum Caller { HTTP, COMMAND, LINK }

  private void updates(Function<Request, Answer> script) {
    world.platform.answers(request -> {
      if (!request.method().equals("POST") || !request.path().endsWith("/" + group.id())) {
        return maker.answer(request);
      }
      updates.add(request);
      return script.apply(request);
    });
  }

  private Answer taken() {
    world.sideEffect();
    return Answer.ok(JsonObject.EMPTY.with("messaging_product", "whatsapp").with("request_id", "S-1"));
  }

  /** A frame header and noise, as a decoder would not have it and nobody here decodes. */
  private static byte[] jpeg(int width, int height, int size) {
    byte[] bytes = new byte[size];
    new Random(width).nextBytes(bytes);
    byte[] head = HexFormat.of().parseHex("FFD8FFC0001108%04X%04X03011100021101031101FFDA".formatted(height, width));
    System.arraycopy(head, 0, bytes, 0, head.length);
    return bytes;
  }

  private static byte[] form(Object... namesAndContents) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < namesAndContents.length; i += 2) {
      boolean file = namesAndContents[i + 1] instanceof byte[];
      out.writeBytes(bytes("--x\r\nContent-Disposition: form-data; name=\"" + namesAndContents[i] + "\"" + (file ? "; filename=\"profile.jpg\"\r\nContent-Type: image/jpeg" : "") + "\r\n\r\n"));
      out.writeBytes(file ? (byte[]) namesAndContents[i + 1] : bytes((String) namesAndContents[i + 1]));
      out.writeBytes(bytes("\r\n"));
    }
    out.writeBytes(bytes("--x--\r\n"));
    return out.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private JsonObject http(byte[] form, String... headers) {
    Map<String, String> all = new HashMap<>(Map.of("content-type", "multipart/form-data; boundary=x"));
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], headers[i + 1]);
    }
    return world.http("POST", "/graph/v26.0/" + group.id(), "token-a", form, all);
  }

  private void command(JsonObject picture, String... texts) {
    JsonObject body = JsonObject.EMPTY.with("messaging_product", "whatsapp").with("picture", picture);
    for (int i = 0; i < texts.length; i += 2) {
      body = body.with(texts[i], texts[i + 1]);
    }
    world.command(JsonObject.EMPTY.with("command", "update_group_settings").with("id", "p-1").with("phone_number_id", "100").with("group_id", group.id()).with("body", body));
    world.runQueues();
  }

  private static JsonObject base64(byte[] picture) {
    return JsonObject.EMPTY.with("base64", Base64.getEncoder().encodeToString(picture));
  }

  private static JsonObject link() {
    return JsonObject.EMPTY.with("link", LINK);
  }

  private void behindTheLink(byte[] picture) {
    world.links = link -> link.equals(LINK) ? new Fetched.Content(picture) : new Fetched.Refused("There is nothing.");
  }

  private void sendWebhook(int second, JsonObject blocks) {
    world.event("group_settings_update", webhook(second, blocks));
    world.runQueues();
  }

  private JsonObject webhook(int second, JsonObject blocks) {
    return JsonObject.EMPTY.with("timestamp", Long.toString(group.at() + second)).with("group_id", group.id())
        .with("type", "group_settings_update").with("request_id", "S-1").withAll(blocks);
  }

  private static JsonObject pictured(String sha256) {
    return JsonObject.EMPTY.with("profile_picture", JsonObject.EMPTY.with("mime_type", "image/jpeg").with("sha256", sha256).with("update_successful", true));
  }

  private static JsonObject pictured() {
    return pictured(Picture.sha256(JPEG));
  }

  private Optional<GroupPicture> known() {
    return world.groups().get(group.id()).orElseThrow().group().picture();
  }

  private Optional<Stored> part(String requestId, byte[] picture, int n) {
    return world.table().get(new Key("PICTURE#" + requestId + "#" + n, Picture.sha256(picture)));
  }

  private static String requestId(JsonObject answer) {
    return World.body(answer).text("request_id").orElseThrow();
  }

  private String state(String requestId) {
    return World.body(world.get("/v1/operations/" + requestId)).text("state").orElseThrow();
  }

  private void assertSent(Request request, byte[] picture) {
    assertThat(request.contentType()).startsWith("multipart/form-data; boundary=");
    String boundary = request.contentType().substring(request.contentType().indexOf('=') + 1);
    assertThat(latin(request.bytes())).contains("Content-Disposition: form-data; name=\"messaging_product\"\r\n\r\nwhatsapp\r\n--" + boundary)
        .endsWith("Content-Disposition: form-data; name=\"file\"; filename=\"picture.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n" + latin(picture) + "\r\n--" + boundary + "--\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "profile_picture_file"})
  void over_http_it_is_answered_when_the_platform_took_it_and_done_when_the_webhook_says_so(String name) {
    JsonObject answer = http(form("messaging_product", "whatsapp", "subject", "Attic", name, JPEG));

    assertThat(World.status(answer)).isEqualTo(200);
    assertThat(World.body(answer)).isEqualTo(JsonObject.EMPTY.with("messaging_product", "whatsapp").with("success", true).with("request_id", requestId(answer)));
    assertThat(state(requestId(answer))).isEqualTo("answered");
    assertThat(known()).isEmpty();
    assertThat(world.told()).isEmpty();
    assertSent(updates.getFirst(), JPEG);
    assertThat(latin(updates.getFirst().bytes())).contains("name=\"subject\"\r\n\r\nAttic\r\n");
    assertThat(part(requestId(answer), JPEG, 0)).as("kept for a repetition").isPresent();

    sendWebhook(60, pictured().with("group_subject", JsonObject.EMPTY.with("text", "Attic").with("update_successful", true)));

    assertThat(state(requestId(answer))).isEqualTo("succeeded");
    assertThat(world.toldTypes()).containsExactly("group.settings_updated", "operation.succeeded");
    JsonObject told = World.data(world.told().getFirst());
    assertThat(told.object("profile_picture")).isEqualTo(pictured().object("profile_picture").map(it -> JsonObject.of(it.fields())));
    assertThat(told.object("group_subject").flatMap(it -> it.text("text"))).contains("Attic");
    assertThat(known().orElseThrow().sha256()).contains(Picture.sha256(JPEG));
    assertThat(part(requestId(answer), JPEG, 0)).as("nobody needs it any more").isEmpty();
    assertThat(updates).hasSize(1);
  }

  @Test
  void messaging_product_may_be_left_out_of_a_form() {
    assertThat(World.status(http(form("file", JPEG)))).isEqualTo(200);
    assertSent(updates.getFirst(), JPEG);
  }

  @Test
  void a_form_of_texts_alone_is_queued_as_texts_are() {
    JsonObject answer = http(form("messaging_product", "whatsapp", "subject", "Küche 🍳"));
    assertThat(updates).isEmpty();
    world.runQueues();

    assertThat(World.status(answer)).isEqualTo(200);
    assertThat(MemoryQueues.json(updates.getFirst().body()).text("subject")).contains("Küche 🍳");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_webhook_before_the_answer_completes_it_and_the_caller_is_told_that_it_was_taken(boolean successful) {
    updates(_ -> {
      world.event("group_settings_update", webhook(60, successful ? pictured() : failed(131210)));
      world.deliverEvents();
      return taken();
    });
    JsonObject answer = http(form("file", JPEG));

    assertThat(World.status(answer)).isEqualTo(200);
    assertThat(state(requestId(answer))).isEqualTo(successful ? "succeeded" : "failed");
    assertThat(world.toldTypes()).containsExactly(successful ? "group.settings_updated" : "group.settings_update_failed", successful ? "operation.succeeded" : "operation.failed");
    assertThat(part(requestId(answer), JPEG, 0)).isEmpty();
  }

  private static JsonObject failed(int code) {
    List<JsonObject> errors = List.of(JsonObject.EMPTY.with("code", code).with("message", "no"));
    return JsonObject.EMPTY.with("profile_picture", JsonObject.EMPTY.with("mime_type", "image/jpeg").with("update_successful", false).with("errors", errors)).with("errors", errors);
  }

  @Test
  void a_picture_that_fails_beside_a_subject_that_works_is_told_block_by_block_and_the_operation_failed() {
    http(form("subject", "Attic", "file", JPEG), "idempotency-key", "p-1");
    sendWebhook(60, failed(131209).with("group_subject", JsonObject.EMPTY.with("text", "Attic").with("update_successful", true)));

    assertThat(world.toldTypes()).containsExactly("group.settings_updated", "group.settings_update_failed", "operation.failed");
    assertThat(World.data(world.told().getFirst()).has("profile_picture")).isFalse();
    assertThat(World.data(world.told().get(1)).object("profile_picture").orElseThrow().objects("errors").getFirst().whole("code")).hasValue(131209);
    assertThat(World.data(world.told().getLast()).object("error").orElseThrow().whole("code")).hasValue(131209);
    assertThat(known()).isEmpty();
    assertThat(World.status(http(form("subject", "Attic", "file", JPEG), "idempotency-key", "p-1"))).as("the first answer again").isEqualTo(200);
  }

  @Test
  void four_megabytes_go_through_and_come_again_byte_for_byte_when_the_answer_is_lost() {
    byte[] picture = jpeg(2000, 2000, 4 << 20);
    updates(_ -> {
      Answer answer = taken();
      return updates.size() == 1 ? Answer.lost() : answer;
    });
    JsonObject lost = http(form("file", picture), "idempotency-key", "p-1");
    assertThat(World.status(lost)).isEqualTo(504);
    String requestId = Operation.requestId("100", "", "p-1");
    assertThat(part(requestId, picture, 14)).isPresent();
    world.runFor(Duration.ofMinutes(2));
    assertThat(World.status(http(form("file", picture), "idempotency-key", "p-1"))).isEqualTo(200);
    sendWebhook(60, pictured(Picture.sha256(picture)));

    assertThat(updates).hasSize(2).allSatisfy(request -> assertSent(request, picture));
    assertThat(world.toldTypes()).containsExactly("group.settings_updated", "operation.succeeded");
    for (int n = 0; n < 15; n++) {
      assertThat(part(requestId, picture, n)).isEmpty();
    }
  }

  @Test
  void more_than_four_megabytes_are_413_in_the_platforms_envelope() {
    JsonObject answer = http(form("file", jpeg(2000, 2000, (4 << 20) + 1)));

    assertThat(World.status(answer)).isEqualTo(413);
    assertThat(World.body(answer).object("error").flatMap(error -> error.object("error_data")).flatMap(data -> data.text("details")).orElseThrow()).contains("link");
    assertThat(updates).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"191,191,131210", "300,200,131209", "192,192,0"})
  void it_must_be_square_and_large_enough(int width, int height, int code) {
    JsonObject answer = http(form("file", jpeg(width, height, 3000)));
    assertThat(World.status(answer)).isEqualTo(code == 0 ? 200 : 400);
    assertThat(code == 0 ? 0 : World.code(answer)).isEqualTo(code);
    assertThat(updates).hasSize(code == 0 ? 1 : 0);
  }

  @Test
  void what_is_no_form_with_a_picture_is_refused_before_anything_is_done() {
    int before = world.sideEffects;
    Map<byte[], Integer> forms = Map.of(bytes("--x"), 100, form("file", JPEG, "file", JPEG), 100, form("file", JPEG, "profile_picture_file", JPEG), 100,
        form("file", JPEG, "icon", "x"), 100, form("file", HexFormat.of().parseHex("89504E470D0A1A0A")), 131009, form("file", new byte[0]), 131009,
        form("file", JPEG, "messaging_product", "sms"), 100, form("file", JPEG, "subject", " "), 131009, form("messaging_product", "whatsapp"), 131008,
        Arrays.copyOf(form("file", JPEG), 3000), 100);
    forms.forEach((form, code) -> {
      JsonObject answer = http(form);
      assertThat(World.status(answer)).isEqualTo(400);
      assertThat(World.code(answer)).isEqualTo(code);
    });
    assertThat(World.code(http(form("file", JPEG), "content-type", "multipart/form-data"))).isEqualTo(100);
    assertThat(World.code(world.http("POST", "/graph/v26.0/100/groups", "token-a", form("file", JPEG), Map.of("content-type", "multipart/form-data; boundary=x")))).isEqualTo(100);
    assertThat(world.sideEffects).isEqualTo(before);
  }

  @Test
  void a_key_belongs_to_one_picture() {
    JsonObject first = http(form("file", JPEG), "idempotency-key", "p-1");
    JsonObject again = http(form("profile_picture_file", JPEG, "messaging_product", "whatsapp"), "idempotency-key", "p-1");
    JsonObject other = http(form("file", jpeg(641, 641, 5000)), "idempotency-key", "p-1");
    command(base64(JPEG));

    assertThat(World.body(again)).isEqualTo(World.body(first));
    assertThat(World.status(other)).isEqualTo(409);
    assertThat(updates).as("keys are command ids").hasSize(1);
    assertThat(part(requestId(first), jpeg(641, 641, 5000), 0)).as("nothing of the other is kept").isEmpty();
  }

  @Test
  void what_the_platform_refuses_is_the_answer() {
    updates(_ -> Answer.error(400, 131209));
    JsonObject answer = http(form("file", JPEG));

    assertThat(World.code(answer)).isEqualTo(131209);
    assertThat(world.toldTypes()).containsExactly("group.settings_update_failed", "operation.failed");
    assertThat(World.data(world.told().getFirst()).object("profile_picture").flatMap(it -> it.text("sha256"))).contains(Picture.sha256(JPEG));
  }

  @Test
  void who_would_rather_not_wait_has_it_queued() {
    JsonObject answer = http(form("file", JPEG), "prefer", "respond-async");
    assertThat(World.status(answer)).isEqualTo(202);
    assertThat(updates).isEmpty();
    world.runQueues();
    sendWebhook(60, pictured());

    assertSent(updates.getFirst(), JPEG);
    assertThat(state(requestId(answer))).isEqualTo("succeeded");
  }

  @ParameterizedTest
  @EnumSource(Caller.class)
  void without_a_webhook_it_is_asked_for_again_and_at_last_nobody_knows(Caller caller) {
    ask(caller);
    world.runFor(World.WINDOW.multipliedBy(5));

    assertThat(updates).hasSize(3).allSatisfy(request -> assertSent(request, JPEG));
    assertThat(world.toldTypes()).as("never told as done").containsExactly("operation.unknown");
    assertThat(known()).isEmpty();
  }

  @Test
  void a_repetition_is_heard_of() {
    ask(Caller.COMMAND);
    world.runFor(World.WINDOW.plusMinutes(2));
    assertThat(updates).hasSize(2);
    sendWebhook(660, pictured());

    assertThat(world.toldTypes()).containsExactly("group.settings_updated", "operation.succeeded");
  }

  @Test
  void a_repetition_never_undoes_a_later_picture() {
    updates(_ -> {
      taken();
      world.event("group_settings_update", webhook(90, pictured("later")).with("request_id", "S-2"));
      return Answer.lost();
    });
    ask(Caller.COMMAND);
    world.runFor(World.WINDOW.plusMinutes(2));

    assertThat(updates).hasSize(1);
    assertThat(known().orElseThrow().sha256()).contains("later");
    assertThat(world.toldTypes()).as("whether it was there in between, nobody knows").containsExactly("group.settings_updated", "operation.unknown");
  }

  @Test
  void a_late_event_undoes_nothing_and_says_so() {
    sendWebhook(90, pictured("later"));
    sendWebhook(60, pictured("earlier").with("request_id", "S-2"));

    assertThat(known()).contains(new GroupPicture(Optional.of("later"), Instant.ofEpochSecond(group.at() + 90)));
    assertThat(World.data(world.told().getLast()).bool("superseded")).contains(true);
  }

  @Test
  void by_command_the_picture_does_not_stay_in_the_operation() {
    command(base64(JPEG), "description", "Under the roof");
    JsonObject operation = world.table().get(new Key("OPERATION#" + Operation.requestId("100", "", "p-1"), "OPERATION")).orElseThrow().attributes();
    sendWebhook(60, pictured().with("group_description", JsonObject.EMPTY.with("text", "Under the roof").with("update_successful", true)));

    assertSent(updates.getFirst(), JPEG);
    assertThat(operation.object("body").flatMap(body -> body.object("picture")).orElseThrow().fields().keySet()).containsExactlyInAnyOrder("sha256", "size");
    assertThat(World.data(world.told().getLast()).text("command_id")).contains("p-1");
    assertThat(world.state("p-1")).isEqualTo("succeeded");
  }

  @Test
  void a_command_with_a_bad_picture_is_rejected() {
    command(base64(jpeg(191, 191, 900)));

    assertThat(world.toldTypes()).containsExactly("command.rejected");
    assertThat(World.data(world.told().getFirst()).whole("code")).hasValue(131210);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_picture_that_is_not_kept_any_more_is_told_as_failed_or_where_it_may_have_been_sent_as_unknown(boolean lost) {
    updates(_ -> {
      assertThat(world.table().delete(part(Operation.requestId("100", "", "p-1"), JPEG, 0).orElseThrow())).isTrue();
      return lost ? Answer.lost() : Answer.error(400, 2);
    });
    command(base64(JPEG));
    world.runFor(Duration.ofMinutes(5));

    assertThat(updates).hasSize(1);
    assertThat(world.toldTypes()).containsExactlyElementsOf(lost ? List.of("operation.unknown") : List.of("group.settings_update_failed", "operation.failed"));
  }

  @Test
  void by_link_it_is_fetched_when_the_platform_is_asked_and_the_hash_of_what_was_sent_is_told() {
    behindTheLink(JPEG);
    command(link());
    sendWebhook(60, pictured());

    assertSent(updates.getFirst(), JPEG);
    assertThat(world.toldTypes()).containsExactly("group.settings_updated", "operation.succeeded");
    assertThat(World.data(world.told().getFirst()).object("profile_picture").flatMap(it -> it.text("sha256"))).contains(Picture.sha256(JPEG));
  }

  @Test
  void over_http_a_link_goes_in_json() {
    behindTheLink(JPEG);
    JsonObject answer = world.http("POST", "/graph/v26.0/" + group.id(), "token-a",
        JsonObject.EMPTY.with("messaging_product", "whatsapp").with("picture", link()).toJson(), Map.of());

    assertThat(World.status(answer)).isEqualTo(200);
    assertSent(updates.getFirst(), JPEG);
  }

  @Test
  void what_a_link_leads_to_is_fetched_again_for_a_repetition() {
    byte[] second = jpeg(700, 700, 900);
    behindTheLink(JPEG);
    updates(_ -> {
      behindTheLink(second);
      taken();
      return updates.size() == 1 ? Answer.lost() : taken();
    });
    command(link());
    world.runFor(Duration.ofMinutes(2));
    sendWebhook(60, pictured(Picture.sha256(second)));

    assertSent(updates.getFirst(), JPEG);
    assertSent(updates.getLast(), second);
    assertThat(World.data(world.told().getFirst()).object("profile_picture").flatMap(it -> it.text("sha256"))).contains(Picture.sha256(second));
  }

  @Test
  void a_link_that_leads_nowhere_fails_and_says_why() {
    world.links = _ -> new Fetched.Refused("The link leads to an address that is not public.");
    command(link());

    assertThat(updates).isEmpty();
    assertThat(world.toldTypes()).containsExactly("group.settings_update_failed", "operation.failed");
    JsonObject error = World.data(world.told().getLast()).object("error").orElseThrow();
    assertThat(error.whole("code")).hasValue(131052);
    assertThat(error.object("error_data").flatMap(it -> it.text("details"))).contains("The link leads to an address that is not public.");
  }

  @Test
  void what_a_link_leads_to_is_checked_as_any_picture() {
    behindTheLink(jpeg(300, 200, 900));
    command(link());

    assertThat(updates).isEmpty();
    assertThat(World.data(world.told().getLast()).object("error").orElseThrow().whole("code")).hasValue(131209);
  }

  @Test
  void a_link_that_does_not_work_now_is_tried_again() {
    world.links = _ -> {
      behindTheLink(JPEG);
      return new Fetched.Unavailable("The link's server could not be reached, or broke off.");
    };
    command(link());
    world.runFor(Duration.ofMinutes(2));
    sendWebhook(60, pictured());

    assertThat(updates).hasSize(1);
    assertThat(world.state("p-1")).isEqualTo("succeeded");
  }

  @Test
  void a_link_that_does_not_work_any_more_after_a_lost_answer_leaves_it_unknown() {
    behindTheLink(JPEG);
    updates(_ -> {
      world.links = _ -> new Fetched.Refused("The link's server answered with status 403.");
      taken();
      return Answer.lost();
    });
    command(link());
    world.runFor(Duration.ofMinutes(5));

    assertThat(updates).hasSize(1);
    assertThat(world.toldTypes()).as("it may have been done").containsExactly("operation.unknown");
  }

  @Test
  void a_link_that_does_not_work_does_not_end_the_pause_of_a_number() {
    updates(_ -> Answer.error(400, 80007));
    behindTheLink(JPEG);
    command(link());
    assertThat(world.toldTypes()).containsExactly("number.paused");
    world.links = _ -> new Fetched.Refused("The link's server answered with status 403.");
    world.runFor(Duration.ofHours(2));

    assertThat(world.toldTypes()).contains("operation.failed").doesNotContain("number.resumed");
  }

  private void ask(Caller caller) {
    switch (caller) {
      case HTTP -> {
        JsonObject answer = http(form("file", JPEG), "idempotency-key", "p-1");
        for (int i = 0; i < 2 && World.status(answer) == 502; i++) {
          world.clock.advance(CreateStep.CALL_LIMIT); // sooner, whoever asks again would wait for the process that has died
          answer = http(form("file", JPEG), "idempotency-key", "p-1");
        }
      }
      case COMMAND -> command(base64(JPEG));
      case LINK -> {
        behindTheLink(JPEG);
        command(link());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Caller.class)
  void a_process_killed_after_any_side_effect_leaves_it_changed_and_told_under_the_same_ids(Caller caller) {
    int before = world.sideEffects;
    history(caller, Integer.MAX_VALUE);
    int last = world.sideEffects - before;
    System.out.println("update_group_settings with a picture, " + caller + ": killed after each of " + last + " side effects");
    for (int n = 1; n <= last; n++) {
      PictureTest other = new PictureTest();
      try {
        other.make();
        other.history(caller, n);
        assertThat(other.world.wasKilled()).as("killed after %d", n).isTrue();
      } finally {
        other.close();
      }
    }
  }

  private void history(Caller caller, int killAfter) {
    if (killAfter < Integer.MAX_VALUE) {
      world.killAfter(world.sideEffects + killAfter);
    }
    ask(caller);
    world.runFor(Duration.ofMinutes(4));
    sendWebhook(60, pictured());
    world.runFor(World.WINDOW.plusMinutes(5));

    assertThat(new TreeSet<>(world.toldTypes())).as("killed after %d", killAfter).containsExactly("group.settings_updated", "operation.succeeded");
    assertThat(world.told()).as("ids, killed after %d", killAfter).hasSize(2);
    assertThat(known().orElseThrow().sha256()).contains(Picture.sha256(JPEG));
    assertThat(part(Operation.requestId("100", "", "p-1"), JPEG, 0)).isEmpty();
    assertThat(updates).allSatisfy(request -> assertSent(request, JPEG));
  }
}
