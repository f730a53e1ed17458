package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Changing a group's picture, alone or with its texts. */
class PictureTest {
  private static final int FIVE_MB = 5 * 1024 * 1024;
  private final Platform platform = new Platform();
  private final String id = platform.group("Roof repair", JsonObject.EMPTY.with("description", "Tiles")).text("group_id").orElseThrow();

  @AfterEach
  void close() {
    platform.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "profile_picture_file"})
  void a_picture_alone_is_set_and_told_of_by_its_hash(String part) throws Exception {
    byte[] picture = Pictures.jpeg(192, 192);

    Platform.Answer answer = send(Pictures.product(), Pictures.file(part, "image/jpeg", picture));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().fields().keySet()).containsExactly("messaging_product", "request_id");
    assertThat(platform.receiver.deliveries()).as("asynchronous").hasSize(1);
    assertThat(event().without("timestamp")).isEqualTo(JsonObject.EMPTY
        .with("group_id", id).with("type", "group_settings_update").with("request_id", answer.text("request_id"))
        .with("profile_picture", JsonObject.EMPTY.with("mime_type", "image/jpeg").with("sha256", sha256(picture)).with("update_successful", true)));
    assertThat(platform.truth(id).object("picture")).contains(JsonObject.EMPTY
        .with("mime_type", "image/jpeg").with("sha256", sha256(picture)).with("width", 192).with("height", 192));
    assertThat(platform.truth(id).text("subject")).contains("Roof repair");
  }

  @Test
  void picture_and_texts_travel_together_and_each_has_its_block() {
    send(Pictures.text("subject", " Dächer  "), Pictures.file("file", "image/jpeg", Pictures.progressive(640, 640)),
        Pictures.text("description", ""), Pictures.product());

    JsonObject event = event();
    assertThat(event.object("group_subject")).contains(JsonObject.EMPTY.with("text", "Dächer").with("update_successful", true));
    assertThat(event.object("group_description")).contains(JsonObject.EMPTY.with("text", "").with("update_successful", true));
    assertThat(event.object("profile_picture").orElseThrow().bool("update_successful")).contains(true);
    assertThat(event.has("errors")).isFalse();
    assertThat(platform.truth(id).text("subject")).contains("Dächer");
    assertThat(platform.truth(id).has("description")).isFalse();
    assertThat(platform.truth(id).has("picture")).isTrue();
  }

  @Test
  void the_invite_link_shows_it_byte_for_byte_and_the_one_that_is_there_now() {
    String picture = link() + "/picture";
    assertThat(platform.call("GET", picture, Map.of(), new byte[0]).status()).as("none yet").isEqualTo(404);
    byte[] first = Pictures.jpeg(200, 200);
    byte[] second = Arrays.copyOf(Pictures.jpeg(300, 300), 1 << 20);

    send(Pictures.product(), Pictures.file("file", "image/jpeg", first));
    Platform.Answer answer = platform.call("GET", picture, Map.of(), new byte[0]);
    assertThat(answer.body()).isEqualTo(first);
    assertThat(answer.headers()).containsEntry("Content-Type", "image/jpeg").containsEntry("X-Content-Type-Options", "nosniff");
    assertThat(platform.call("HEAD", picture, Map.of(), new byte[0]).body()).isEmpty();
    assertThat(platform.call("POST", picture, Map.of(), new byte[0]).status()).isEqualTo(405);

    send(Pictures.product(), Pictures.file("file", "image/jpeg", second));
    assertThat(platform.call("GET", picture, Map.of(), new byte[0]).body()).isEqualTo(second);
    send(Pictures.product(), Pictures.file("file", "image/jpeg", Pictures.jpeg(100, 100)));
    assertThat(platform.call("GET", picture, Map.of(), new byte[0]).body()).as("refused").isEqualTo(second);
    send(Pictures.product(), Pictures.file("file", "image/jpeg", first));
    assertThat(platform.call("GET", picture, Map.of(), new byte[0]).body()).as("once more").isEqualTo(first);

    platform.operate("POST", id, "invite_link", JsonObject.EMPTY);
    assertThat(platform.call("GET", picture, Map.of(), new byte[0]).status()).as("by a dead link").isEqualTo(404);
    String renewed = link() + "/picture";
    assertThat(platform.call("GET", renewed, Map.of(), new byte[0]).body()).isEqualTo(first);
    platform.delete(id);
    assertThat(platform.call("GET", renewed, Map.of(), new byte[0]).status()).isEqualTo(404);
  }

  private String link() {
    return platform.truth(id).text("invite_link").orElseThrow().substring(Platform.ADDRESS.length());
  }

  @Test
  void a_form_may_have_texts_alone_and_the_picture_stays() {
    send(Pictures.product(), Pictures.file("file", "image/jpeg", Pictures.jpeg(200, 200)));
    JsonObject before = platform.truth(id).object("picture").orElseThrow();

    assertThat(send(Pictures.product(), Pictures.text("subject", "Roof done")).status()).isEqualTo(200);

    assertThat(platform.truth(id).object("picture")).contains(before);
    assertThat(platform.truth(id).text("subject")).contains("Roof done");
    assertThat(platform.truth(id).text("description")).contains("Tiles");
  }

  @ParameterizedTest
  @CsvSource({"200,192,131209", "192,200,131209", "191,191,131210", "1,2,131209", "1,1,131210"})
  void a_picture_that_a_group_cannot_have_is_refused_at_once_when_it_comes_alone(int width, int height, long code) {
    Platform.Answer answer = send(Pictures.product(), Pictures.file("file", "image/jpeg", Pictures.jpeg(width, height)));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo(code);
    assertNothingHappened();
  }

  @Test
  void with_texts_beside_it_they_are_changed_and_its_block_says_why_it_is_not() {
    byte[] picture = Pictures.jpeg(192, 300);

    Platform.Answer answer = send(Pictures.product(), Pictures.file("file", "image/jpeg", picture), Pictures.text("subject", "Roof done"));

    assertThat(answer.status()).isEqualTo(200);
    JsonObject event = event();
    assertThat(event.object("group_subject").orElseThrow().bool("update_successful")).contains(true);
    JsonObject block = event.object("profile_picture").orElseThrow();
    assertThat(block.bool("update_successful")).contains(false);
    assertThat(block.objects("errors")).containsExactly(JsonObject.EMPTY.with("code", 131209)
        .with("message", "(#131209) Invalid Group Profile Picture Aspect Ratio").with("title", "Invalid Group Profile Picture Aspect Ratio")
        .with("error_data", JsonObject.EMPTY.with("details", "Width and height of the image must be equal.")));
    assertThat(event.objects("errors")).extracting(error -> error.whole("code").getAsLong()).containsExactly(131201L);
    assertThat(platform.truth(id).has("picture")).isFalse();
    assertThat(platform.truth(id).text("subject")).contains("Roof done");
  }

  @Test
  void what_is_no_jpeg_is_refused_whatever_it_is_called() {
    byte[] jpeg = Pictures.jpeg(192, 192);
    for (byte[] bytes : List.of(new byte[0], Pictures.png(192, 192), "GIF89a".getBytes(StandardCharsets.US_ASCII), Arrays.copyOf(jpeg, 20), Arrays.copyOf(jpeg, jpeg.length - 1))) {
      Platform.Answer answer = send(Pictures.product(), Pictures.file("file", "image/jpeg", bytes));
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.code()).isEqualTo(131009);
      assertThat(answer.details()).isEqualTo("The picture must be a JPEG, and whole: its bytes are none.");
    }
    assertThat(send(Pictures.product(), Pictures.file("file", "image/png", jpeg)).code()).isEqualTo(131009);
    assertNothingHappened();
  }

  @Test
  void five_megabytes_are_taken_and_one_byte_more_is_not() {
    byte[] largest = Arrays.copyOf(Pictures.jpeg(192, 192), FIVE_MB);
    assertThat(send(Pictures.product(), Pictures.file("file", "image/jpeg", largest)).status()).isEqualTo(200);

    Platform.Answer larger = send(Pictures.product(), Pictures.file("file", "image/jpeg", Arrays.copyOf(largest, FIVE_MB + 1)));
    assertThat(larger.code()).isEqualTo(131009);
    assertThat(larger.details()).contains("5 MB");
    Platform.Answer huge = send(Pictures.product(), Pictures.file("file", "image/jpeg", new byte[6 << 20]));
    assertThat(huge.status()).isEqualTo(413);
    assertThat(huge.code()).isEqualTo(100);
  }

  @Test
  void what_is_no_setting_or_comes_twice_is_refused() {
    byte[] picture = Pictures.file("file", "image/jpeg", Pictures.jpeg(192, 192));
    assertThat(send(Pictures.product(), Pictures.text("join_approval_mode", "auto_approve")).code()).isEqualTo(100);
    assertThat(send(Pictures.product(), picture, Pictures.file("profile_picture_file", "image/jpeg", Pictures.jpeg(192, 192))).code()).isEqualTo(100);
    assertThat(send(Pictures.product(), Pictures.text("subject", "x"), Pictures.text("subject", "y")).code()).isEqualTo(100);
    assertThat(send(picture).code()).as("no messaging_product").isEqualTo(131008);
    assertThat(send(Pictures.product()).code()).as("nothing to change").isEqualTo(131008);
    assertThat(send(Pictures.product(), picture, Pictures.text("subject", " ")).code()).isEqualTo(131009);
    assertThat(send(Pictures.product(), "Content-Disposition: form-data; name=\"subject\"\r\n\r\n\u00ff".getBytes(StandardCharsets.ISO_8859_1)).code()).isEqualTo(131009);
    assertNothingHappened();
  }

  @Test
  void whatever_is_sent_as_a_form_is_answered_in_the_platforms_envelope() {
    byte[] whole = Pictures.form(Pictures.product(), Pictures.file("file", "image/jpeg", Pictures.jpeg(191, 191)), Pictures.text("description", "x".repeat(3000)));
    Random random = new Random(11);
    for (int i = 0; i < 150; i++) {
      byte[] mutated = Arrays.copyOf(whole, i % 3 == 0 ? random.nextInt(whole.length) : whole.length);
      for (int flips = 0; mutated.length > 0 && flips < 1 + random.nextInt(4); flips++) {
        mutated[random.nextInt(Math.min(400, mutated.length))] ^= (byte) (1 << random.nextInt(8));
      }
      Platform.Answer answer = post(Pictures.FORM, mutated);
      assertThat(answer.status()).as("mutation " + i).isEqualTo(400);
      assertThat(answer.details()).isNotBlank();
    }
    for (String type : List.of("multipart/form-data", "multipart/form-data; boundary=", "multipart/mixed; boundary=----grp", "multipart/form-data; boundary=other")) {
      assertThat(post(type, whole).code()).as(type).isEqualTo(100);
    }
    assertNothingHappened();
  }

  @Test
  void a_suspended_group_keeps_its_picture() {
    platform.suspend(id);

    assertThat(send(Pictures.product(), Pictures.file("file", "image/jpeg", Pictures.jpeg(192, 192))).code()).isEqualTo(131207);
    assertNothingHappened();
  }

  private Platform.Answer send(byte[]... parts) {
    return post(Pictures.FORM, Pictures.form(parts));
  }

  private Platform.Answer post(String contentType, byte[] body) {
    return platform.call("POST", "/sandbox/graph/v26.0/" + id, Map.of("authorization", "Bearer sandbox-token", "content-type", contentType), body);
  }

  private JsonObject event() {
    platform.deliver();
    return platform.receiver.only("group_settings_update").event();
  }

  private void assertNothingHappened() {
    platform.deliver();
    platform.receiver.only("group_create");
    assertThat(platform.receiver.deliveries()).hasSize(1);
    assertThat(platform.truth(id).has("picture")).isFalse();
    assertThat(platform.truth(id).text("description")).contains("Tiles");
  }

  private static String sha256(byte[] bytes) throws Exception {
    return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
