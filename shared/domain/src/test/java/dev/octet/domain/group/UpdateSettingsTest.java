package dev.octet.domain.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateSettingsTest {
  private static final byte[] JPEG = Jpegs.of(640, 640);

  private static RequestReading read(Object picture) {
    return UpdateSettings.read(JsonObject.EMPTY.with("messaging_product", "whatsapp").with("subject", " Attic ").with("picture", picture));
  }

  private static RequestReading.Right right(RequestReading reading) {
    assertThat(reading).isInstanceOf(RequestReading.Right.class);
    return (RequestReading.Right) reading;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Test
  void of_a_picture_its_hash_stays_in_the_body_and_its_bytes_beside_it() {
    RequestReading.Right read = right(read(JsonObject.EMPTY.with("base64", base64(JPEG))));

    assertThat(read.picture().orElseThrow().bytes()).isEqualTo(JPEG);
    assertThat(read.body().toJson()).isEqualTo("{\"messaging_product\":\"whatsapp\",\"subject\":\"Attic\",\"picture\":{\"sha256\":\""
        + Picture.sha256(JPEG) + "\",\"size\":" + JPEG.length + "}}");
    assertThat(UpdateSettings.ofBody(read.body()).picture()).contains(new PictureSource.Kept(Picture.sha256(JPEG), JPEG.length));
    assertThat(UpdateSettings.ofBody(read.body()).toTexts().has("picture")).isFalse();
  }

  @Test
  void a_form_and_a_command_of_the_same_are_the_same() {
    JsonObject texts = JsonObject.EMPTY.with("messaging_product", "whatsapp").with("subject", "Attic");

    assertThat(right(UpdateSettings.ofForm(texts, Optional.of(JPEG))).body()).isEqualTo(right(read(JsonObject.EMPTY.with("base64", base64(JPEG)))).body());
  }

  @Test
  void a_link_stays_a_link() {
    RequestReading.Right read = right(read(JsonObject.EMPTY.with("link", "https://pictures.example/a.jpg?signature=x")));

    assertThat(read.picture()).isEmpty();
    assertThat(UpdateSettings.ofBody(read.body()).picture()).contains(new PictureSource.Link("https://pictures.example/a.jpg?signature=x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://pictures.example/a.jpg", "ftp://pictures.example/a", "https:///a.jpg", "https:a.jpg", "pictures.example/a.jpg", "", "https://",
      "https://user:secret@pictures.example/a.jpg", "https://pictures example/a.jpg", "https://under_score.example/a.jpg", "file:///etc/passwd", "data:image/jpeg;base64,AAAA"})
  void a_link_is_a_whole_https_address(String link) {
    assertThat(read(JsonObject.EMPTY.with("link", link))).isInstanceOfSatisfying(RequestReading.Wrong.class, wrong -> assertThat(wrong.code()).isEqualTo(131009));
  }

  @Test
  void a_link_has_at_most_2048_characters() {
    String link = "https://pictures.example/";
    assertThat(PictureSource.problem(link + "a".repeat(2048 - link.length()))).isEmpty();
    assertThat(PictureSource.problem(link + "a".repeat(2049 - link.length()))).isPresent();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{'picture':'x'}|131009", "{'picture':7}|131009", "{'picture':[]}|131009", "{'picture':{}}|131009", "{'picture':{'link':7}}|131009",
      "{'picture':{'link':'https://a.example/','base64':'AA=='}}|131009", "{'picture':{'base64':'*'}}|131009", "{'picture':{'base64':''}}|131009",
      "{'picture':{'base64':'iVBORw0KGgo='}}|131009", "{'picture':{'sha256':'x','size':1}}|131009", "{'picture':null}|131008", "{'icon':{'link':'https://a.example/'}}|100"})
  void what_is_no_picture_is_refused(String json, int code) throws JsonException {
    JsonObject body = JsonObject.parse(json.replace('\'', '"')).with("messaging_product", "whatsapp");

    assertThat(UpdateSettings.read(body)).isInstanceOfSatisfying(RequestReading.Wrong.class, wrong -> {
      assertThat(wrong.code()).isEqualTo(code);
      assertThat(wrong.sentence()).endsWith(".");
    });
  }

  @Test
  void base64_may_have_700_kilobytes() {
    assertThat(read(JsonObject.EMPTY.with("base64", base64(Jpegs.of(640, 640, (700 << 10) / 4 * 3))))).isInstanceOf(RequestReading.Right.class);
    assertThat(read(JsonObject.EMPTY.with("base64", base64(Jpegs.of(640, 640, (700 << 10) / 4 * 3 + 1))))).isInstanceOf(RequestReading.Wrong.class);
  }

  @Test
  void a_late_picture_undoes_nothing_and_of_one_second_the_one_that_arrives_later_stays() {
    Instant at = Instant.ofEpochSecond(1_795_000_000);
    Group group = Group.seen("G", "1").pictured(new GroupPicture(Optional.of("a"), at)).group();

    assertThat(group.pictured(new GroupPicture(Optional.of("b"), at.minusSeconds(1)))).isEqualTo(new Group.Change(group, true));
    Group.Change later = group.pictured(new GroupPicture(Optional.of("b"), at));
    assertThat(later.superseded()).isFalse();
    assertThat(Group.ofJson(later.group().toJson())).isEqualTo(later.group());
    assertThat(new GroupPicture(Optional.of("x".repeat(45)), at).sha256()).isEmpty();
  }
}
