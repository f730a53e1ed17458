package dev.octet.sandbox.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.sandbox.Pictures;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms and pictures, byte by byte. */
class MultipartTest {
  private static final String PART = "Content-Disposition: form-data; name=\"a\"\r\n\r\n";

  @Test
  void parts_are_what_stands_between_the_boundaries_byte_for_byte() {
    String content = "\r\n--not-b\r\n\r\n--b-longer\r\n--b.\r\n --b\r\n--\r\n\u0000";
    Multipart form = valid("ignored before\r\n--b \t\r\n" + PART + content + "\r\n--b\r\ncontent-type: Text/Plain\r\nCONTENT-DISPOSITION: Form-Data; name=c\r\n\r\n\r\n--b--\r\nafter");

    assertThat(form.parts()).extracting(Multipart.Part::name).containsExactly("a", "c");
    assertThat(new String(form.parts().getFirst().content(), StandardCharsets.ISO_8859_1)).isEqualTo(content);
    assertThat(form.parts().getLast().content()).isEmpty();
    assertThat(form.parts().getLast().contentType()).contains("Text/Plain");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "name=\"file\"                     | file",
      "filename=\"x.jpg\"; name=\"file\" | file",
      "name=\"a \\\"b\\\" c\"            | a \"b\" c",
      "name=\"a; name=b\"                | a; name=b",
      "filename=\"x; name=b\"; name=\"a\" | a",
      "NAME=file                         | file"})
  void names_are_quoted_or_not(String parameters, String name) {
    assertThat(valid("--b\r\nContent-Disposition: form-data; " + parameters + "\r\n\r\nx\r\n--b--").parts().getFirst().name()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"multipart/form-data; boundary=b", "Multipart/Form-Data;charset=utf-8; BOUNDARY=\"b\"", "multipart/form-data; boundary=b; x=y"})
  void a_boundary_is_found_in_its_header(String contentType) {
    assertThat(Multipart.read(contentType, bytes("--b\r\n" + PART + "x\r\n--b--\r\n"))).isInstanceOf(Multipart.Read.Valid.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--b", "--b\r\n", "--b\r\n--b--", "--c\r\n\r\n--c--", "--b\r\n\r\nx\r\n--b--", "--b\r\n" + PART + "x", "--b\r\n" + PART + "x\r\n--b",
      "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--", "--b\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n--b--",
      "--b\nContent-Disposition: form-data; name=a\n\nx\n--b--"})
  void what_is_no_form_is_told_in_a_sentence(String body) {
    assertThat(Multipart.read("multipart/form-data; boundary=b", bytes(body)))
        .isInstanceOfSatisfying(Multipart.Read.Invalid.class, invalid -> assertThat(invalid.sentence()).endsWith("."));
  }

  @Test
  void more_parts_or_headers_than_anybody_needs_are_not_read() {
    assertThat(Multipart.read("multipart/form-data; boundary=b", bytes(("--b\r\n" + PART + "\r\n").repeat(17) + "--b--")))
        .isEqualTo(new Multipart.Read.Invalid("The form has more than 16 parts."));
    assertThat(Multipart.read("multipart/form-data; boundary=b", bytes("--b\r\nX: " + "x".repeat(9000) + "\r\n" + PART + "\r\n--b--")))
        .isInstanceOf(Multipart.Read.Invalid.class);
  }

  @Test
  void a_name_as_long_as_headers_may_be_is_read_to_its_end() {
    String quoted = "\\\"x".repeat(2600);
    assertThat(valid("--b\r\nContent-Disposition: form-data; name=\"" + quoted + "\"\r\n\r\nx\r\n--b--").parts().getFirst().name()).isEqualTo("\"x".repeat(2600));
  }

  @Test
  void a_size_is_read_from_every_kind_of_frame() {
    assertThat(JpegSize.of(Pictures.jpeg(192, 300))).contains(new JpegSize(192, 300));
    assertThat(JpegSize.of(Pictures.progressive(640, 640))).contains(new JpegSize(640, 640));
    assertThat(Picture.of(Pictures.jpeg(70, 1)).orElseThrow().wrong()).contains(PlatformError.PICTURE_NOT_SQUARE);
  }

  @Test
  void what_ends_too_early_or_lies_in_its_frame_has_no_size() {
    byte[] jpeg = Pictures.jpeg(192, 192);
    int frame = frame(jpeg);
    for (int length = 0; length < jpeg.length; length++) {
      assertThat(JpegSize.of(Arrays.copyOf(jpeg, length).clone())).as("the first " + length + " bytes").isEmpty();
    }
    for (byte[] bytes : List.of(bytes("\u00ff\u00d8\u00ff\u00d9"), bytes("\u00ff\u00d8\u00ff\u00da\u0000\u0002"), bytes("\u00ff\u00d8\u00ff\u00e0\u0000\u0000"), Pictures.png(192, 192))) {
      assertThat(JpegSize.of(bytes)).isEmpty();
    }
    assertThat(JpegSize.of(Arrays.copyOf(jpeg, jpeg.length + 100))).as("with something behind it").isPresent();
    byte[] noHeight = jpeg.clone();
    noHeight[frame + 5] = 0;
    noHeight[frame + 6] = 0;
    assertThat(JpegSize.of(noHeight)).isEmpty();
  }

  @Test
  void no_bytes_make_reading_fail() {
    Random random = new Random(3);
    byte[] jpeg = Pictures.jpeg(192, 192);
    byte[] form = bytes("--b\r\n" + PART + "x\r\n--b\r\n" + PART + "y\r\n--b--\r\n");
    for (int i = 0; i < 20_000; i++) {
      JpegSize.of(mutated(jpeg, random));
      assertThat(Multipart.read("multipart/form-data; boundary=b", mutated(form, random))).isNotNull();
    }
  }

  private static byte[] mutated(byte[] whole, Random random) {
    byte[] bytes = Arrays.copyOf(whole, random.nextInt(whole.length) + 1);
    for (int i = 0; i < 3; i++) {
      bytes[random.nextInt(Math.min(bytes.length, 200))] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  private static int frame(byte[] jpeg) {
    for (int i = 0; i < jpeg.length; i++) {
      if ((jpeg[i] & 0xFF) == 0xFF && (jpeg[i + 1] & 0xFF) == 0xC0) {
        return i;
      }
    }
    throw new AssertionError("No frame header");
  }

  private static Multipart valid(String body) {
    return ((Multipart.Read.Valid) Multipart.read("multipart/form-data; boundary=b", bytes(body))).form();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
