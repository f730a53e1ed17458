package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.page.QrCode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person sees who opens an invite link in a browser. */
class InviteEndpointsTest {
  private static final String HOSTILE = "\"><script>alert(1)</script><img src=x onerror=alert(2)>'&amp;\u0000";
  private final Platform platform = new Platform();

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void the_page_says_what_the_group_is() {
    String path = path(platform.group("Roof repair", JsonObject.EMPTY.with("description", "Tiles & gutters")));

    Platform.Answer page = open(path);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.headers()).containsEntry("Content-Type", "text/html; charset=UTF-8").containsEntry("X-Content-Type-Options", "nosniff")
        .containsEntry("Cache-Control", "no-store");
    assertThat(page.text()).startsWith("<!doctype html>").contains("<html lang=\"en\">", "Roof repair", "Tiles &amp; gutters", "Northwind Kitchens",
        "<strong>0 of 8</strong> people are in", "8 places left", "<label for=\"name\">Your name</label>", "Join the group");
  }

  @Test
  void the_link_is_a_qr_code_on_the_page_and_by_itself() {
    JsonObject group = platform.group("Roof repair");
    String link = group.text("invite_link").orElseThrow();

    assertThat(open(path(group)).text()).contains("<svg class=\"qr\" role=\"img\" aria-label=\"QR code of this link\"");
    Platform.Answer code = open(path(group) + "/qr");
    assertThat(code.status()).isEqualTo(200);
    assertThat(code.headers()).containsEntry("Content-Type", "image/svg+xml").containsEntry("Content-Security-Policy", "default-src 'none'");
    assertThat(code.text()).isEqualTo(QrCode.document(link)).isNotEqualTo(QrCode.document(link + "x"));
    assertThat(post(path(group) + "/qr", "").status()).isEqualTo(405);
    assertThat(open(path(group) + "/other").status()).isEqualTo(404);
    assertThat(open("/sandbox/invite/NoSuchLink0000000000000/qr").status()).isEqualTo(404);
  }

  @Test
  void a_group_with_a_picture_shows_it_in_place_of_a_letter() {
    JsonObject group = platform.group("Roof repair");
    assertThat(open(path(group)).text()).doesNotContain("<img");
    String id = group.text("group_id").orElseThrow();
    assertThat(platform.call("POST", "/sandbox/graph/v26.0/" + id, Map.of("authorization", "Bearer " + Platform.TOKEN, "content-type", Pictures.FORM),
        Pictures.form(Pictures.product(), Pictures.file("file", "image/jpeg", Pictures.jpeg(192, 192)))).status()).isEqualTo(200);

    assertThat(open(path(group)).text()).contains("<img alt=\"\" src=\"" + path(group) + "/picture\">");
  }

  @Test
  void nothing_comes_from_elsewhere_and_no_script_could_run() throws Exception {
    Platform.Answer page = open(path(platform.group("Roof repair")));

    Matcher style = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL).matcher(page.text());
    assertThat(style.find()).isTrue();
    String hash = Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(style.group(1).getBytes(StandardCharsets.UTF_8)));
    assertThat(page.headers()).containsEntry("Content-Security-Policy",
        "default-src 'none'; style-src 'sha256-" + hash + "'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
    assertThat(page.text()).doesNotContain("<script", " src=", "http://", "https://", "url(", "style=", "onload");
  }

  @Test
  void who_tells_a_name_is_in_and_the_business_is_told() {
    JsonObject group = platform.group("Roof repair");

    Platform.Answer answer = join(path(group), "Ada Löwe");

    assertThat(answer.status()).isEqualTo(303);
    Platform.Answer result = open(answer.headers().get("Location"));
    assertThat(result.text()).contains("You’re in, <bdi>Ada Löwe</bdi>", "<strong>1 of 8</strong>").doesNotContain("<form");
    assertThat(platform.truth(group.text("group_id").orElseThrow()).objects("participants")).singleElement()
        .satisfies(one -> assertThat(one.text("name")).contains("Ada Löwe"));
    platform.deliver();
    assertThat(platform.receiver.only("group_participants_add").event().objects("added_participants").getFirst().text("wa_id").orElseThrow()).matches("15552\\d{6}");
  }

  @Test
  void a_form_sent_twice_is_one_person() {
    JsonObject group = platform.group("Roof repair");
    String visit = visit(open(path(group)));

    Platform.Answer first = post(path(group), "visit=" + visit + "&name=Ada");
    Platform.Answer second = post(path(group), "visit=" + visit + "&name=Ada");

    assertThat(second.headers().get("Location")).isEqualTo(first.headers().get("Location"));
    assertThat(platform.truth(group.text("group_id").orElseThrow()).whole("total_participant_count")).hasValue(1);
    assertThat(visit(open(path(group)))).as("another opening is another person's").isNotEqualTo(visit);
  }

  @Test
  void a_group_that_asks_for_approval_takes_requests() {
    String path = path(platform.group("Design review", JsonObject.EMPTY.with("join_approval_mode", "approval_required")));
    assertThat(open(path).text()).contains("Ask to join", "looks at every request");

    Platform.Answer answer = join(path, "Ada");

    assertThat(open(answer.headers().get("Location")).text()).contains("Request sent, <bdi>Ada</bdi>", "<strong>0 of 8</strong>");
    platform.deliver();
    platform.receiver.only("group_join_request_created");
  }

  @Test
  void a_full_group_says_so_and_lets_nobody_in() {
    JsonObject group = platform.group("Roof repair");
    for (int i = 0; i < 8; i++) {
      assertThat(join(path(group), "Person " + i).status()).isEqualTo(303);
    }

    assertThat(open(path(group)).text()).contains("This group is full", "<strong>8 of 8</strong>").doesNotContain("<form");
    Platform.Answer ninth = join(path(group), "Too late");
    assertThat(ninth.status()).isEqualTo(200);
    assertThat(ninth.text()).contains("This group is full");
    assertThat(platform.truth(group.text("group_id").orElseThrow()).whole("total_participant_count")).hasValue(8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NoSuchLink0000000000000", "", "a/b", "%3Cscript%3E", "..", "x?person=p_0123456789abcdef"})
  void a_link_that_leads_nowhere_is_a_friendly_404(String link) {
    platform.group("Roof repair");

    Platform.Answer page = open("/sandbox/invite/" + link);

    assertThat(page.status()).isEqualTo(404);
    assertThat(page.text()).contains("This link is not valid any more").doesNotContain("Roof repair", "<script");
    assertThat(page.headers()).containsKey("Content-Security-Policy");
    assertThat(post("/sandbox/invite/" + link, "name=Ada").status()).isEqualTo(404);
  }

  @Test
  void what_people_wrote_is_text_and_never_markup() {
    JsonObject group = platform.group(HOSTILE, JsonObject.EMPTY.with("description", HOSTILE));

    Platform.Answer page = open(path(group));
    Platform.Answer joined = open(join(path(group), HOSTILE).headers().get("Location"));

    for (Platform.Answer answer : new Platform.Answer[] {page, joined}) {
      assertThat(answer.text()).doesNotContain("<script", "<img", "\u0000").contains("&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;", "&#39;&amp;amp;");
    }
  }

  @Test
  void a_name_that_is_not_accepted_can_be_mended() {
    String path = path(platform.group("Roof repair"));

    for (String name : new String[] {"", "   ", "x".repeat(101)}) {
      Platform.Answer answer = join(path, name);
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.text()).contains("role=\"alert\"", "aria-invalid=\"true\"", "value=\"" + name + "\"");
    }
    assertThat(post(path, "visit=<x>&name=").text()).doesNotContain("<x>");
    assertThat(post(path, "").status()).isEqualTo(422);
    assertThat(post(path, "name=%zz").status()).isEqualTo(422);
    assertThat(post(path, "name=%C2%A0%E2%80%8B").status()).as("nothing to see").isEqualTo(422);
    assertThat(post(path, "name=%FF%FE").status()).as("no UTF-8").isEqualTo(422);
    assertThat(post(path, "name=" + "x".repeat(10_000)).status()).isEqualTo(413);
    assertThat(platform.api("GET", "people", "").json().objects("people")).isEmpty();
  }

  @Test
  void who_has_left_sees_the_invitation_again() {
    JsonObject group = platform.group("Roof repair");
    String result = join(path(group), "Ada").headers().get("Location");
    String person = result.substring(result.indexOf("p_"));
    platform.act(person, "leave", JsonObject.EMPTY.with("group_id", group.text("group_id")));

    assertThat(open(result).text()).contains("<form");
    assertThat(open(path(group) + "?person=p_%22%3E").text()).contains("<form");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "multipart/form-data; boundary=b", "text/plain", ""})
  void only_the_form_of_the_page_is_read(String type) {
    JsonObject group = platform.group("Roof repair");

    Platform.Answer answer = platform.call("POST", path(group), Map.of("content-type", type), "name=Ada".getBytes(StandardCharsets.UTF_8));

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.text()).contains("<form");
    assertThat(platform.truth(group.text("group_id").orElseThrow()).whole("total_participant_count")).hasValue(0);
  }

  @Test
  void only_reading_and_joining_can_be_done_to_a_page() {
    Platform.Answer answer = platform.call("DELETE", path(platform.group("Roof repair")), Map.of(), new byte[0]);

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.headers()).containsEntry("Allow", "GET, HEAD, POST");
    assertThat(answer.text()).contains("<form");
  }

  @Test
  void a_long_description_scrolls_and_the_keyboard_reaches_it() {
    String scrolls = "<p class=\"description\" dir=\"auto\" tabindex=\"0\" role=\"region\" aria-label=\"Description\">";

    assertThat(open(path(platform.group("Long", JsonObject.EMPTY.with("description", "Tiles ".repeat(300))))).text()).contains(scrolls);
    assertThat(open(path(platform.group("High", JsonObject.EMPTY.with("description", "Tiles\n".repeat(20))))).text()).contains(scrolls);
    assertThat(open(path(platform.group("Short", JsonObject.EMPTY.with("description", "Tiles")))).text())
        .contains("<p class=\"description\" dir=\"auto\">Tiles</p>");
  }

  @Test
  void who_writes_from_right_to_left_reads_so() {
    assertThat(open(path(platform.group("\u0645\u062c\u0645\u0648\u0639\u0629"))).text()).contains("<header class=\"hero", "dir=\"rtl\"");
    assertThat(open(path(platform.group("2 Roofs"))).text()).doesNotContain("dir=\"rtl\"");
  }

  @Test
  void what_cannot_be_seen_stands_neither_in_the_picture_nor_in_the_windows_title() {
    String page = open(path(platform.group("\u202e\u200babc"))).text();

    assertThat(page).contains("<span>A</span>", "<title>abc \u00b7 Group invitation</title>");
  }

  @Test
  void the_windows_title_tells_what_came_of_it() {
    JsonObject group = platform.group("Roof repair");

    assertThat(open(join(path(group), "Ada").headers().get("Location")).text()).contains("<title>You\u2019re in \u00b7 Roof repair \u00b7 Group invitation</title>");
    assertThat(join(path(group), "").text()).contains("<title>Not joined \u00b7 Roof repair \u00b7 Group invitation</title>");
  }

  private static String path(JsonObject group) {
    return group.text("invite_link").orElseThrow().substring(Platform.ADDRESS.length());
  }

  private static String visit(Platform.Answer page) {
    Matcher visit = Pattern.compile("name=\"visit\" value=\"([0-9a-f]{16})\"").matcher(page.text());
    assertThat(visit.find()).isTrue();
    return visit.group(1);
  }

  private Platform.Answer open(String path) {
    return platform.call("GET", path, Map.of(), new byte[0]);
  }

  private Platform.Answer join(String path, String name) {
    return post(path, "name=" + URLEncoder.encode(name, StandardCharsets.UTF_8));
  }

  private Platform.Answer post(String path, String form) {
    return platform.call("POST", path, Map.of("content-type", "application/x-www-form-urlencoded"), form.getBytes(StandardCharsets.UTF_8));
  }
}
