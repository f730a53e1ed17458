package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.table.Query;
import dev.octet.aws.table.Stored;
import dev.octet.domain.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files: uploaded by a business, sent by people, read, downloaded and deleted. */
class MediaTest {
  private static final String MEDIA = "/sandbox/graph/v26.0/" + Platform.NUMBER + "/media";
  private final Platform platform = new Platform();

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void a_file_is_uploaded_read_downloaded_with_the_token_and_deleted() throws Exception {
    byte[] picture = Pictures.jpeg(300, 200);

    Platform.Answer answer = upload("image/jpeg", picture);

    assertThat(answer.json().fields().keySet()).as("spec/graph/upload_media").containsExactly("id");
    JsonObject info = info(answer.text("id"));
    assertThat(info.without("url")).isEqualTo(JsonObject.EMPTY.with("messaging_product", "whatsapp").with("mime_type", "image/jpeg")
        .with("sha256", HexFormat.of().formatHex(sha256(picture))).with("file_size", picture.length).with("id", answer.text("id")));
    Platform.Answer file = download(info);
    assertThat(file.body()).isEqualTo(picture);
    assertThat(file.headers()).containsEntry("Content-Type", "image/jpeg").doesNotContainKey("Octet-Sandbox-Placeholder");

    assertThat(platform.graph("DELETE", "/sandbox/graph/v26.0/" + answer.text("id"), JsonObject.EMPTY).json()).isEqualTo(JsonObject.EMPTY.with("success", true));
    assertThat(platform.get("/sandbox/graph/v26.0/" + answer.text("id")).error().whole("error_subcode")).hasValue(33);
    assertThat(download(info).status()).isEqualTo(404);
  }

  @Test
  void an_address_opens_nothing_without_the_token_changed_or_after_five_minutes() {
    JsonObject info = info(upload("image/png", Pictures.png(2, 2)).text("id"));
    String path = path(info);

    assertThat(platform.call("GET", path, Map.of(), new byte[0]).code()).isEqualTo(190);
    assertThat(platform.call("GET", path, Map.of("authorization", "Bearer another-token"), new byte[0]).status()).isEqualTo(404);
    assertThat(platform.get(path.replaceAll("ext=\\d+", "ext=99999999999")).status()).isEqualTo(404);
    assertThat(platform.get("/sandbox/media").status()).isEqualTo(404);
    assertThat(download(info).status()).isEqualTo(200);
    platform.api("POST", "clock", "{\"advance\":\"PT5M\"}");
    assertThat(download(info).status()).isEqualTo(404);
    assertThat(download(info(info.text("id").orElseThrow())).status()).as("another address").isEqualTo(200);
    platform.api("POST", "clock", "{\"advance\":\"P30D\"}");
    assertThat(platform.get("/sandbox/graph/v26.0/" + info.text("id").orElseThrow()).code()).as("after 30 days").isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, (256 << 10) - 1, 256 << 10, (256 << 10) + 1, 4 * (256 << 10), 4_700_000})
  void whatever_its_size_it_comes_back_byte_for_byte(int size) {
    byte[] file = random(size);

    JsonObject info = info(upload("application/pdf", file).text("id"));

    assertThat(info.whole("file_size")).hasValue(size);
    Platform.Answer answer = download(info);
    assertThat(answer.body()).isEqualTo(file);
    assertThat(answer.headers()).doesNotContainKey("Octet-Sandbox-Placeholder");
    assertThat(platform.api("GET", "media/" + info.text("id").orElseThrow(), "").body()).as("for the page").isEqualTo(file);
  }

  @Test
  void no_item_is_larger_than_350_kilobytes() {
    byte[] file = random(1 << 20);

    String id = upload("application/pdf", file).text("id");

    List<Stored> pieces = platform.table.query(Query.under(new Keys(0).file(id), 100)).items();
    assertThat(pieces).as("a page of a query ends at 1 MB").hasSizeBetween(2, 4)
        .allSatisfy(piece -> assertThat(piece.attributes().toJson().length()).isLessThan(350_000));
    assertThat(pieces).allSatisfy(piece -> assertThat(piece.attributes().whole("expires_at")).isPresent());
  }

  @Test
  void a_file_that_is_deleted_leaves_no_bytes() {
    String id = upload("application/pdf", random(600_000)).text("id");

    platform.graph("DELETE", "/sandbox/graph/v26.0/" + id, JsonObject.EMPTY);

    assertThat(platform.table.query(Query.under(new Keys(0).file(id), 100)).items()).isEmpty();
    assertThat(platform.api("GET", "media/" + id, "").status()).isEqualTo(404);
  }

  @Test
  void a_file_whose_bytes_are_gone_is_gone_and_not_cut() {
    String id = upload("application/pdf", random(600_000)).text("id");
    JsonObject info = info(id);

    platform.table.delete(platform.table.get(new Keys(0).piece(id, 1)).orElseThrow());

    assertThat(download(info).status()).isEqualTo(404);
  }

  @Test
  void of_what_is_larger_than_an_answer_ranges_can_be_had() {
    byte[] file = random(5_000_000);
    String path = path(info(upload("application/pdf", file).text("id")));

    Platform.Answer whole = platform.get(path);
    assertThat(whole.status()).isEqualTo(413);
    assertThat(whole.text()).contains("ask for ranges");
    assertThat(range(path, "bytes=0-999").body()).isEqualTo(Arrays.copyOf(file, 1000));
    assertThat(range(path, "bytes=0-999").headers()).containsEntry("Content-Range", "bytes 0-999/5000000");
    assertThat(range(path, "bytes=4000000-").body()).isEqualTo(Arrays.copyOfRange(file, 4_000_000, 5_000_000));
    assertThat(range(path, "bytes=-10").body()).isEqualTo(Arrays.copyOfRange(file, 4_999_990, 5_000_000));
    assertThat(range(path, "bytes=0-").body()).as("as much as fits").isEqualTo(Arrays.copyOf(file, 4_700_000));
  }

  @ParameterizedTest
  @CsvSource({"bytes=10-,416", "bytes=3-2,416", "bytes=-0,416", "bytes=9-9,206", "bytes=0-99,206", "bytes=-99,206", "bytes=-,200", "lines=1-2,200", "'bytes=0-1,3-4',200"})
  void a_range_that_is_none_is_the_whole_and_one_beyond_it_is_said(String range, int status) {
    String path = path(info(upload("text/plain", new byte[10]).text("id")));

    assertThat(range(path, range).status()).isEqualTo(status);
  }

  private Platform.Answer range(String path, String range) {
    return platform.call("GET", path, Map.of("authorization", "Bearer " + Platform.TOKEN, "range", range), new byte[0]);
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest
  @CsvSource({"image/gif,10,100", "image/webp,102401,131053", "image/jpeg,0,100", "video/quicktime,10,100"})
  void what_messages_cannot_carry_is_refused(String type, int bytes, long code) {
    Platform.Answer answer = upload(type, new byte[bytes]);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(code);
    assertThat(answer.details()).endsWith(".");
  }

  @Test
  void a_sticker_that_moves_may_be_larger_than_one_that_does_not() {
    byte[] sticker = new byte[102_401];
    System.arraycopy("RIFF....WEBPVP8X".getBytes(StandardCharsets.US_ASCII), 0, sticker, 0, 16);
    assertThat(upload("image/webp", sticker).code()).isEqualTo(131053);
    sticker[20] = 2;
    assertThat(upload("image/webp", sticker).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/jpeg", "image/png", "image/webp", "video/mp4", "video/3gpp", "audio/aac", "audio/amr", "audio/mpeg", "audio/mp4",
      "audio/ogg; codecs=opus", "text/plain", "application/pdf"})
  void every_type_of_the_spec_is_taken(String type) {
    assertThat(upload(type, new byte[] {1, 2, 3}).status()).isEqualTo(200);
  }

  @Test
  void a_form_that_is_none_is_refused_and_a_type_that_contradicts_the_file_too() {
    assertThat(send(Pictures.form(Pictures.product())).code()).isEqualTo(131008);
    assertThat(send(Pictures.form(Pictures.file("file", "image/png", Pictures.png(1, 1)))).code()).isEqualTo(131008);
    assertThat(send(Pictures.form(Pictures.product(), Pictures.text("type", "image/jpeg"), Pictures.file("file", "image/png", Pictures.png(1, 1)))).code()).isEqualTo(100);
    assertThat(send(new byte[] {1}).code()).isEqualTo(100);
    assertThat(platform.graph("GET", MEDIA, JsonObject.EMPTY).code()).isEqualTo(100);
    assertThat(send(Pictures.form(Pictures.product(), Pictures.text("type", "image/png"), Pictures.file("file", "image/png", Pictures.png(1, 1)))).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"image", "video", "audio", "document", "sticker"})
  void what_a_person_sends_is_readable_by_the_webhooks_id_and_its_hash_is_true(String type) throws Exception {
    JsonObject group = platform.group("Roof repair");
    String ada = platform.person("Ada");
    platform.join(ada, group.text("invite_link").orElseThrow());
    platform.act(ada, "messages", JsonObject.EMPTY.with("group_id", group.text("group_id")).with("type", type));
    platform.deliver();

    JsonObject sent = platform.receiver.only("message").value().objects("messages").getFirst().object(type).orElseThrow();
    JsonObject info = info(sent.text("id").orElseThrow());

    byte[] file = download(info).body();
    assertThat(download(info).headers()).containsEntry("Octet-Sandbox-Placeholder", "true");
    assertThat(info.text("mime_type")).isEqualTo(sent.text("mime_type"));
    assertThat(sent.text("sha256")).contains(Base64.getEncoder().encodeToString(sha256(file)));
    assertThat(info.text("sha256")).contains(HexFormat.of().formatHex(sha256(file)));
    assertThat(info.whole("file_size")).hasValue(file.length);
    platform.api("POST", "clock", "{\"advance\":\"P7D\"}");
    assertThat(platform.get("/sandbox/graph/v26.0/" + sent.text("id").orElseThrow()).code()).isEqualTo(100);
  }

  @Test
  void a_file_is_that_of_its_number() {
    String id = upload("text/plain", new byte[] {65}).text("id");

    assertThat(platform.get("/sandbox/graph/v26.0/" + id + "?phone_number_id=" + Platform.NUMBER).status()).isEqualTo(200);
    assertThat(platform.get("/sandbox/graph/v26.0/" + id + "?phone_number_id=" + Platform.OTHER_NUMBER).code()).isEqualTo(100);
    assertThat(platform.call("GET", "/sandbox/graph/v26.0/" + id, Map.of("authorization", "Bearer another-token"), new byte[0]).error().whole("error_subcode")).hasValue(33);
    assertThat(platform.operate("POST", id, "", JsonObject.EMPTY).code()).isEqualTo(100);
    assertThat(List.of(info(id).text("mime_type").orElse(""))).containsExactly("text/plain");
  }

  private Platform.Answer upload(String type, byte[] content) {
    return send(Pictures.form(Pictures.product(), Pictures.text("type", type), Pictures.file("file", type, content)));
  }

  private Platform.Answer send(byte[] form) {
    return platform.call("POST", MEDIA, Map.of("authorization", "Bearer " + Platform.TOKEN, "content-type", Pictures.FORM), form);
  }

  private JsonObject info(String id) {
    return platform.get("/sandbox/graph/v26.0/" + id).json();
  }

  private Platform.Answer download(JsonObject info) {
    return platform.get(path(info));
  }

  private static String path(JsonObject info) {
    URI url = URI.create(info.text("url").orElseThrow());
    assertThat(url.toString()).startsWith(Platform.ADDRESS + "/sandbox/media?");
    return url.getRawPath() + "?" + url.getRawQuery();
  }

  private static byte[] sha256(byte[] bytes) throws Exception {
    return MessageDigest.getInstance("SHA-256").digest(bytes);
  }
}
