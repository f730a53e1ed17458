package dev.octet.domain.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.group.RequestReading.Wrong;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaRuleTest {
  private static final String WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

  @ParameterizedTest
  @CsvSource({"image/jpeg, 5242880, 5 MB", "image/png, 5242880, 5 MB", "video/mp4, 16777216, 16 MB", "video/3gpp, 16777216, 16 MB", "audio/aac, 16777216, 16 MB",
      "audio/amr, 16777216, 16 MB", "audio/mpeg, 16777216, 16 MB", "audio/mp4, 16777216, 16 MB", "audio/ogg; codecs=opus, 16777216, 16 MB",
      "Application/PDF, 104857600, 100 MB", "text/plain;charset=utf-8, 104857600, 100 MB", WORD + ", 104857600, 100 MB", "image/webp, 512000, 500 KB"})
  void a_file_has_at_most_what_its_type_may_have(String type, long most, String words) {
    assertThat(MediaRule.problem(type, most)).isEmpty();
    assertThat(MediaRule.problem(type, 1)).isEmpty();
    assertThat(MediaRule.problem(type, most + 1)).hasValueSatisfying(wrong -> {
      assertThat(wrong.code()).isEqualTo(131053);
      assertThat(wrong.sentence()).endsWith("at most " + words + ".");
    });
    assertThat(MediaRule.problem(type, 0)).map(Wrong::code).contains(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/gif", "image/heic", "video/quicktime", "audio/wav", "application/zip", "application/octet-stream", "image/*", "jpeg", "", ";image/jpeg"})
  void what_the_platform_does_not_take_is_refused_whatever_its_size(String type) {
    assertThat(MediaRule.problem(type, 1)).map(Wrong::code).contains(100);
    assertThat(MediaRule.of(type)).isEmpty();
  }

  @Test
  void a_sticker_that_moves_may_be_larger() {
    assertThat(MediaRule.problem("image/webp", webp(102_400, "VP8 ", 2))).isEmpty();
    assertThat(MediaRule.problem("image/webp", webp(102_401, "VP8 ", 2))).contains(
        new Wrong(131053, "The file is too large for a sticker that does not move, which has at most 100 KB."));
    assertThat(MediaRule.problem("image/webp", webp(102_401, "VP8X", 0x10))).isPresent();
    assertThat(MediaRule.problem("image/webp", webp(102_401, "VP8X", 0x12))).isEmpty();
    assertThat(MediaRule.problem("image/webp", webp(512_001, "VP8X", 2))).isPresent();
    assertThat(MediaRule.problem("image/webp", new byte[1])).isEmpty();
  }

  @Test
  void every_type_is_of_one_kind() {
    assertThat(MediaRule.TABLE.stream().flatMap(rule -> rule.types().stream())).doesNotHaveDuplicates().allSatisfy(type ->
        assertThat(MediaRule.of(type).orElseThrow().types()).contains(type));
    assertThat(MediaRule.of("image/webp").map(MediaRule::kind)).isEqualTo(Optional.of("sticker"));
  }

  private static byte[] webp(int size, String chunk, int flags) {
    byte[] bytes = Arrays.copyOf(("RIFF0000WEBP" + chunk + "0000").getBytes(StandardCharsets.US_ASCII), size);
    bytes[20] = (byte) flags;
    return bytes;
  }
}
