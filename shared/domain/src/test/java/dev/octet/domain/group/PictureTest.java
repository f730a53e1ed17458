package dev.octet.domain.group;

import static dev.octet.domain.group.Jpegs.EXIF;
import static dev.octet.domain.group.Jpegs.JFIF;
import static dev.octet.domain.group.Jpegs.SCAN;
import static dev.octet.domain.group.Jpegs.SOI;
import static dev.octet.domain.group.Jpegs.TABLES;
import static dev.octet.domain.group.Jpegs.bytes;
import static dev.octet.domain.group.Jpegs.frame;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PictureTest {
  static Stream<Arguments> jpegs() {
    return Stream.of(
        Arguments.of("baseline", SOI + JFIF + TABLES + frame("C0", 640, 480, 3) + SCAN),
        Arguments.of("extended", SOI + JFIF + frame("C1", 640, 480, 3)),
        Arguments.of("progressive", SOI + JFIF + TABLES + frame("C2", 640, 480, 3) + SCAN),
        Arguments.of("arithmetic coding", SOI + frame("C9", 640, 480, 3)),
        Arguments.of("EXIF with a thumbnail before the frame", SOI + EXIF + TABLES + frame("C0", 640, 480, 3) + SCAN),
        Arguments.of("CMYK", SOI + JFIF + frame("C0", 640, 480, 4)),
        Arguments.of("grey", SOI + JFIF + frame("C0", 640, 480, 1)),
        Arguments.of("filled before a marker", SOI + "FFFFFF" + JFIF.substring(2) + "FFFF" + frame("C0", 640, 480, 3)),
        Arguments.of("a comment and a restart interval", SOI + Jpegs.segment("FE", "6869") + Jpegs.segment("DD", "0010") + frame("C0", 640, 480, 3)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jpegs")
  void every_kind_of_jpeg_says_its_size(String name, String hex) {
    assertThat(Jpeg.of(bytes(hex))).as(name).contains(new Jpeg(640, 480));
  }

  static Stream<Arguments> others() {
    return Stream.of(
        Arguments.of("nothing", ""), Arguments.of("half a marker", "FF"), Arguments.of("a beginning alone", SOI),
        Arguments.of("PNG", "89504E470D0A1A0A0000000D49484452000002800000028008060000"), Arguments.of("GIF", "474946383961"),
        Arguments.of("WebP", "52494646240000005745425056503820"),
        Arguments.of("cut in a segment", SOI + JFIF.substring(0, 12)),
        Arguments.of("cut in the frame header", SOI + frame("C0", 640, 640, 3).substring(0, 20)),
        Arguments.of("cut in its components", SOI + frame("C0", 640, 640, 3).substring(0, 34)),
        Arguments.of("image data before the frame", SOI + JFIF + SCAN + frame("C0", 640, 640, 3)),
        Arguments.of("the end before the frame", SOI + "FFD9" + frame("C0", 640, 640, 3)),
        Arguments.of("a segment of no length", SOI + "FFE00000" + frame("C0", 640, 640, 3)),
        Arguments.of("no marker where one must be", SOI + "00" + frame("C0", 640, 640, 3)),
        Arguments.of("no height", SOI + frame("C0", 640, 0, 3)), Arguments.of("no width", SOI + frame("C0", 0, 640, 3)),
        Arguments.of("no components", SOI + frame("C0", 640, 640, 0)),
        Arguments.of("a frame of a wrong length", SOI + "FFC00012" + "080280028003" + "011100".repeat(4)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("others")
  void what_is_no_jpeg_or_ends_too_early_is_refused(String name, String hex) {
    assertThat(Picture.problem(bytes(hex)).orElseThrow().code()).as(name).isEqualTo(131009);
  }

  @ParameterizedTest
  @CsvSource({"192,192,0", "193,193,0", "640,640,0", "65535,65535,0", "191,191,131210", "1,1,131210", "300,200,131209", "200,300,131209", "192,191,131209"})
  void it_must_be_square_and_of_192_pixels(int width, int height, int code) {
    assertThat(Picture.problem(Jpegs.of(width, height)).map(RequestReading.Wrong::code).orElse(0)).isEqualTo(code);
  }

  @Test
  void it_may_have_5_megabytes() {
    assertThat(Picture.problem(Jpegs.of(640, 640, Picture.MAX_BYTES))).isEmpty();
    assertThat(Picture.problem(Jpegs.of(640, 640, Picture.MAX_BYTES + 1)).orElseThrow().code()).isEqualTo(131009);
  }

  @Test
  void whatever_the_bytes_an_answer_comes() {
    Random random = new Random(7);
    byte[] whole = bytes(SOI + EXIF + TABLES + frame("C2", 640, 640, 3) + SCAN);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
      for (int flips = random.nextInt(4); flips > 0 && bytes.length > 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      Picture.problem(bytes).ifPresent(wrong -> assertThat(wrong.sentence()).endsWith("."));
    }
  }

  @Test
  void its_hash_is_in_base64_as_the_platforms_is() {
    assertThat(Picture.of(new byte[0]).sha256()).isEqualTo("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
  }
}
