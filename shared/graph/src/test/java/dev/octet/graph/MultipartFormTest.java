package dev.octet.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.graph.MultipartForm.Part;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartFormTest {
  private static final String TYPE = "multipart/form-data; boundary=b";
  private static final String NAMED = "Content-Disposition: form-data; name=\"a\"\r\n\r\n";

  @Test
  void what_was_written_is_read() {
    byte[] any = new byte[70_000];
    new Random(3).nextBytes(any);
    MultipartForm form = new MultipartForm(List.of(Part.text("messaging_product", "whatsapp"), Part.text("subject", "Küche 🍳 \r\n--"), Part.text("description", ""),
        new Part("file", Optional.of("picture.jpg"), Optional.of("image/jpeg"), any)));

    MultipartForm read = right("multipart/form-data; boundary=" + form.boundary(), form.toBytes());

    assertThat(read.parts()).usingRecursiveComparison().isEqualTo(form.parts());
  }

  @Test
  void only_a_whole_line_is_a_boundary() {
    String content = "\r\n--bb\r\n --b\r\n--b x\r\n-- b\r\n\r\n--\r\n--b-\r\n";
    MultipartForm form = right(TYPE, bytes("--b is not the beginning\r\n--b  \r\n" + NAMED + content + "\r\n--b\r\n"
        + "X-Other: 1\r\ncontent-TYPE: text/plain\r\nCONTENT-DISPOSITION: Form-Data; name=c; filename=\"d\"\r\n\r\n\r\n--b--\r\nbehind\r\n--b\r\n"));

    assertThat(form.parts()).hasSize(2);
    assertThat(new String(form.parts().getFirst().content(), StandardCharsets.UTF_8)).isEqualTo(content);
    assertThat(form.parts().getLast()).usingRecursiveComparison()
        .isEqualTo(new Part("c", Optional.of("d"), Optional.of("text/plain"), new byte[0]));
  }

  @Test
  void a_form_may_be_empty() {
    assertThat(right(TYPE, bytes("--b--")).parts()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "name=\"file\"|file", "name=file|file", "NAME = \"file\"|file", "filename=\"x; name=\\\"no\\\"\"; name=\"file\"|file",
      "filename=\"; name=no\"; name=\"file\"|file", "name=\"a \\\"b\\\" \\\\ c\"|a \"b\" \\ c", "name=\"file\"; name=\"no\"|file",
      "name*=UTF-8''no; name=\"file\"|file", "name=\"never closed|never closed", "name=\"\"|``"})
  void a_name_is_what_its_quotes_hold(String parameters, String name) {
    assertThat(right(TYPE, bytes("--b\r\nContent-Disposition: form-data; " + parameters + "\r\n\r\nx\r\n--b--")).parts().getFirst().name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"multipart/form-data;boundary=b", "Multipart/Form-Data; charset=utf-8; BOUNDARY=\"b\"", "multipart/form-data; x=\"; boundary=c\"; boundary=b"})
  void a_boundary_is_found(String contentType) {
    assertThat(right(contentType, bytes("--b\r\n" + NAMED + "x\r\n--b--")).parts()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\"", "multipart/mixed; boundary=b",
      "application/json; boundary=b", "multipart/form-data; boundary=ü", "", ";;;=;"})
  void a_content_type_without_a_boundary_is_told(String contentType) {
    wrong(contentType, "--b\r\n" + NAMED + "x\r\n--b--");
    assertThat(MultipartForm.read("multipart/form-data; boundary=" + "x".repeat(71), bytes("--" + "x".repeat(71) + "--"))).isInstanceOf(MultipartForm.Reading.Wrong.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--", "--b", "--b\r\n", "--b\r\n--b", "--c\r\n" + NAMED + "x\r\n--c--", "--b\r\n" + NAMED + "x", "--b\r\n" + NAMED + "x\r\n--b",
      "--b\r\n" + NAMED + "x\r\n--b-", "--b\r\n\r\nx\r\n--b--", "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--",
      "--b\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n--b--", "--b\nContent-Disposition: form-data; name=a\n\nx\n--b--",
      "--b\r\nContent-Disposition: form-data; name=a\r\n--b--", "--b\r\n: \r\n\r\nx\r\n--b--"})
  void what_is_no_form_is_told(String body) {
    wrong(TYPE, body);
  }

  @Test
  void headers_and_parts_without_end_are_told() {
    wrong(TYPE, "--b\r\nX-Long: " + "x".repeat(5000) + "\r\n" + NAMED + "x\r\n--b--");
    wrong(TYPE, "--b\r\n" + "X: y\r\n".repeat(100_000) + NAMED + "x\r\n--b--");
    wrong(TYPE, ("--b\r\n" + NAMED + "x\r\n").repeat(21) + "--b--");
    wrong(TYPE, "--b\r\nContent-Disposition: form-data; name=\"" + "\\\"".repeat(1_000_000) + "\r\n\r\nx\r\n--b--");
  }

  @Test
  void whatever_is_broken_a_form_or_a_sentence_comes_back_at_once() {
    Random random = new Random(11);
    byte[] whole = bytes("--b\r\n" + NAMED + "whatsapp\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a \\\" b\"\r\n"
        + "Content-Type: image/jpeg\r\n\r\n\u0001\u0002\r\n--\r\n\r\n--b--\r\n");
    for (int i = 0; i < 50_000; i++) {
      byte[] body = random.nextInt(3) == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
      for (int changes = 1 + random.nextInt(4); changes > 0 && body.length > 0; changes--) {
        body[random.nextInt(body.length)] = (byte) "\r\n-b\";= x".charAt(random.nextInt(9));
      }
      switch (MultipartForm.read(TYPE, body)) {
        case MultipartForm.Reading.Right right -> assertThat(right.form().parts().stream().mapToInt(part -> part.content().length).sum()).isLessThan(body.length);
        case MultipartForm.Reading.Wrong wrong -> assertThat(wrong.sentence()).endsWith(".");
      }
    }
  }

  private static MultipartForm right(String contentType, byte[] body) {
    MultipartForm.Reading reading = MultipartForm.read(contentType, body);
    assertThat(reading).isInstanceOf(MultipartForm.Reading.Right.class);
    return ((MultipartForm.Reading.Right) reading).form();
  }

  private static void wrong(String contentType, String body) {
    assertThat(MultipartForm.read(contentType, bytes(body))).isInstanceOfSatisfying(MultipartForm.Reading.Wrong.class,
        wrong -> assertThat(wrong.sentence()).endsWith("."));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
