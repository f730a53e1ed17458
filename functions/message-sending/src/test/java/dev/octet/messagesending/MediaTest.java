package dev.octet.messagesending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import dev.octet.graph.MultipartForm;
import dev.octet.graph.MultipartForm.Part;
import dev.octet.operations.ScriptedPlatform.Answer;
import dev.octet.operations.ScriptedPlatform.Request;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files are uploaded before they are sent: what the platform would not take is refused here, the rest is passed on. */
class MediaTest {
  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  private static Part file(String type, byte[] content) {
    return new Part("file", Optional.of("walk.jpg"), Optional.of(type), content);
  }

  private JsonObject upload(Part... parts) {
    return upload("100", parts);
  }

  private JsonObject upload(String number, Part... parts) {
    List<Part> all = new ArrayList<>(List.of(Part.text("messaging_product", "whatsapp")));
    all.addAll(List.of(parts));
    return world.http("POST", "/graph/v26.0/" + number + "/media", "token-a", written(all), Map.of("content-type", "multipart/form-data; boundary=between"));
  }

  /** As a caller's library writes it. */
  private static byte[] written(List<Part> parts) {
    ByteArrayOutputStream form = new ByteArrayOutputStream();
    for (Part part : parts) {
      form.writeBytes(("--between\r\nContent-Disposition: form-data; name=\"" + part.name() + "\"" + part.fileName().map(name -> "; filename=\"" + name + "\"").orElse("")
          + part.contentType().map(type -> "\r\nContent-Type: " + type).orElse("") + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      form.writeBytes(part.content());
      form.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    form.writeBytes("--between--\r\n".getBytes(StandardCharsets.UTF_8));
    return form.toByteArray();
  }

  private static MultipartForm form(Request request) {
    return switch (MultipartForm.read(request.contentType(), request.bytes())) {
      case MultipartForm.Reading.Right right -> right.form();
      case MultipartForm.Reading.Wrong wrong -> throw new AssertionError(wrong.sentence());
    };
  }

  @Test
  void the_file_goes_to_the_platform_byte_for_byte_and_its_answer_comes_back() {
    world.platform.answers(_ -> Answer.ok(JsonObject.EMPTY.with("id", "1184420976652310")));
    byte[] picture = new byte[70_000];
    new Random(7).nextBytes(picture);
    JsonObject answer = upload(Part.text("type", "image/jpeg"), file("image/jpeg", picture));

    assertThat(World.status(answer)).isEqualTo(200);
    assertThat(World.body(answer)).isEqualTo(JsonObject.EMPTY.with("id", "1184420976652310"));
    Request request = world.platform.requests.getFirst();
    assertThat(request.path()).isEqualTo("/v26.0/100/media");
    assertThat(request.token()).isEqualTo("Bearer platform-100");
    assertThat(form(request).parts()).extracting(Part::name).containsExactly("messaging_product", "type", "file");
    Part sent = form(request).parts().getLast();
    assertThat(sent.content()).isEqualTo(picture);
    assertThat(sent.fileName()).contains("walk.jpg");
    assertThat(sent.contentType()).contains("image/jpeg");
  }

  @Test
  void the_type_of_the_file_does_where_the_form_names_none() {
    world.platform.answers(_ -> Answer.ok(JsonObject.EMPTY.with("id", "1")));
    assertThat(World.status(upload(file("audio/ogg; codecs=opus", new byte[10])))).isEqualTo(200);
    assertThat(new String(form(world.platform.requests.getFirst()).parts().get(1).content(), StandardCharsets.UTF_8)).isEqualTo("audio/ogg; codecs=opus");
  }

  @ParameterizedTest
  @CsvSource({"image/gif, 10, 400, 100", "image/jpeg, 0, 400, 100", "image/webp, 102401, 400, 131053", "image/png, 4194305, 413, 131009"})
  void what_the_platform_would_not_take_is_refused_without_asking(String type, int bytes, int status, int code) {
    JsonObject answer = upload(Part.text("type", type), file(type, new byte[bytes]));
    assertThat(World.status(answer)).isEqualTo(status);
    assertThat(World.code(answer)).isEqualTo(code);
    assertThat(world.platform.requests).isEmpty();
  }

  @Test
  void what_is_missing_is_named() {
    assertThat(World.body(upload(Part.text("type", "image/jpeg"))).toJson()).contains("131008", "`file`");
    assertThat(World.body(upload(new Part("file", Optional.of("a"), Optional.empty(), new byte[3]))).toJson()).contains("131008", "`type`");
    JsonObject noForm = world.http("POST", "/graph/v26.0/100/media", "token-a", "{}", Map.of("content-type", "application/json"));
    assertThat(World.code(noForm)).isEqualTo(100);
    JsonObject broken = world.http("POST", "/graph/v26.0/100/media", "token-a", "--b\r\n", Map.of("content-type", "multipart/form-data; boundary=b"));
    assertThat(World.code(broken)).isEqualTo(100);
    assertThat(world.platform.requests).isEmpty();
  }

  @Test
  void a_lost_answer_is_504_and_may_be_asked_for_again() {
    world.platform.answers(_ -> Answer.lost());
    JsonObject answer = upload(Part.text("type", "image/jpeg"), file("image/jpeg", new byte[10]));
    assertThat(World.status(answer)).isEqualTo(504);
    assertThat(World.body(answer).toJson()).contains("again");
    assertThat(world.toldTypes()).isEmpty();
  }

  @Test
  void the_platforms_refusal_is_the_answer() {
    world.platform.answers(_ -> Answer.error(400, 131053));
    JsonObject answer = upload(Part.text("type", "image/jpeg"), file("image/jpeg", new byte[10]));
    assertThat(World.status(answer)).isEqualTo(400);
    assertThat(World.code(answer)).isEqualTo(131053);
  }

  @Test
  void a_token_uploads_for_its_own_numbers_only() {
    assertThat(World.code(upload("200", Part.text("type", "image/jpeg"), file("image/jpeg", new byte[10])))).isEqualTo(10);
    assertThat(world.platform.requests).isEmpty();
  }
}
