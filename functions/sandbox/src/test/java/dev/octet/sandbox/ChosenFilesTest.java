package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people have on their phones and send: the business gets the very bytes. */
class ChosenFilesTest {
  private final Platform platform = new Platform();
  private String id = "";
  private String ada = "";

  @BeforeEach
  void she_is_in() {
    JsonObject group = platform.group("Roof repair");
    id = group.text("group_id").orElseThrow();
    ada = platform.member("Ada", "447700900123", group);
    platform.deliver();
  }

  @AfterEach
  void close() {
    platform.close();
  }

  @Test
  void a_picture_that_somebody_sends_is_what_the_business_downloads() throws Exception {
    byte[] picture = new byte[700_000];
    new Random(5).nextBytes(picture);
    String chosen = choose(ada, "image/png", picture).text("id");

    assertThat(send("image", JsonObject.EMPTY.with("id", chosen).with("caption", "The roof")).status()).isEqualTo(200);
    platform.deliver();

    JsonObject image = platform.receiver.only("message").value().objects("messages").getFirst().object("image").orElseThrow();
    assertThat(image.text("id")).isPresent().isNotEqualTo(Optional.of(chosen));
    assertThat(image.text("mime_type")).contains("image/png");
    assertThat(image.text("caption")).contains("The roof");
    assertThat(image.text("sha256")).contains(Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(picture)));
    Platform.Answer file = platform.get(path(image.text("url").orElseThrow()));
    assertThat(file.body()).isEqualTo(picture);
    assertThat(file.headers()).containsEntry("Content-Type", "image/png").doesNotContainKey("Octet-Sandbox-Placeholder");
    JsonObject seen = platform.api("GET", "people/" + ada + "/messages?group_id=" + id, "").json().objects("messages").getFirst().object("image").orElseThrow();
    assertThat(platform.api("GET", "media/" + seen.text("id").orElseThrow(), "").body()).as("for the page").isEqualTo(picture);
  }

  @Test
  void it_can_be_sent_twice_and_is_two_files_to_the_business() {
    String chosen = choose(ada, "audio/ogg; codecs=opus", new byte[] {1, 2}).text("id");
    send("audio", JsonObject.EMPTY.with("id", chosen));
    send("audio", JsonObject.EMPTY.with("id", chosen));
    platform.deliver();

    List<String> ids = platform.receiver.deliveries().stream().filter(delivery -> delivery.type().equals("message"))
        .map(delivery -> delivery.value().objects("messages").getFirst().object("audio").orElseThrow().text("id").orElseThrow()).toList();
    assertThat(ids).hasSize(2).doesNotHaveDuplicates().doesNotContain(chosen);
    platform.graph("DELETE", "/sandbox/graph/v26.0/" + ids.getFirst(), JsonObject.EMPTY);
    assertThat(platform.api("GET", "media/" + ids.getLast(), "").body()).as("the other one stays").isEqualTo(new byte[] {1, 2});
  }

  @Test
  void it_is_the_persons_alone_until_it_is_sent_and_not_for_ever() {
    String chosen = choose(ada, "image/jpeg", new byte[] {1}).text("id");
    String ben = platform.person("Ben");

    assertThat(platform.get("/sandbox/graph/v26.0/" + chosen).error().whole("error_subcode")).as("no business has it").hasValue(33);
    assertThat(platform.act(ben, "messages", JsonObject.EMPTY.with("phone_number_id", Platform.NUMBER).with("type", "image")
        .with("image", JsonObject.EMPTY.with("id", chosen))).status()).isEqualTo(400);
    assertThat(send("video", JsonObject.EMPTY.with("id", chosen)).status()).as("no video").isEqualTo(400);
    assertThat(send("image", JsonObject.EMPTY.with("id", chosen).with("mime_type", "image/png")).status()).isEqualTo(400);
    assertThat(send("image", JsonObject.EMPTY.with("id", 7)).status()).isEqualTo(400);
    platform.api("POST", "clock", "{\"advance\":\"P1D\"}");
    assertThat(send("image", JsonObject.EMPTY.with("id", chosen)).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({"image/jpeg,0,400", "'',10,400", "nonsense,10,400", "image/jpeg,5242881,413", "image/webp,102401,413", "application/zip,10,200", "text/html,10,200"})
  void what_can_be_no_file_is_refused(String type, int size, int status) {
    Platform.Answer answer = choose(ada, type, new byte[size]);

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
  }

  @Test
  void no_file_is_ever_a_page_of_the_sandbox() {
    String chosen = choose(ada, "text/html", "<script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII)).text("id");

    assertThat(platform.api("GET", "media/" + chosen, "").headers())
        .containsEntry("Content-Disposition", "attachment").containsEntry("X-Content-Type-Options", "nosniff").containsEntry("Content-Security-Policy", "sandbox");
    assertThat(platform.api("GET", "media/none", "").status()).isEqualTo(404);
    assertThat(platform.api("POST", "media/" + chosen, "").status()).isEqualTo(405);
    assertThat(platform.api("GET", "people/" + ada + "/media", "").status()).isEqualTo(405);
  }

  private Platform.Answer choose(String person, String type, byte[] content) {
    return platform.call("POST", "/sandbox/api/people/" + person + "/media", Map.of("content-type", type), content);
  }

  private Platform.Answer send(String type, JsonObject content) {
    return platform.act(ada, "messages", JsonObject.EMPTY.with("group_id", id).with("type", type).with(type, content));
  }

  private static String path(String url) {
    URI uri = URI.create(url);
    return uri.getRawPath() + "?" + uri.getRawQuery();
  }
}
