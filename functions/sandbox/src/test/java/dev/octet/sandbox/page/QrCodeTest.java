package dev.octet.sandbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.nayuki.qrcodegen.QrCode.Ecc;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The drawing against the squares that a camera should see. */
class QrCodeTest {
  private static final int MARGIN = 4;
  private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z");

  @ParameterizedTest
  @ValueSource(strings = {"https://octet.test/sandbox/invite/M7abHWA07jlbMsAczvYx2U", "x", "https://a-rather-long-name-of-a-host.eu-central-1.amazonaws.test/sandbox/invite/M7abHWA07jlbMsAczvYx2U"})
  void every_dark_square_is_drawn_and_no_other(String text) {
    var code = io.nayuki.qrcodegen.QrCode.encodeText(text, Ecc.MEDIUM);
    String svg = QrCode.document(text);

    boolean[][] drawn = new boolean[code.size][code.size];
    for (MatchResult run : RUN.matcher(svg).results().toList()) {
      assertThat(run.group(3)).isEqualTo(run.group(4));
      for (int x = 0; x < number(run, 3); x++) {
        drawn[number(run, 2) - MARGIN][number(run, 1) - MARGIN + x] = true;
      }
    }

    boolean[][] wanted = new boolean[code.size][code.size];
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        wanted[y][x] = code.getModule(x, y);
      }
    }
    assertThat(drawn).isDeepEqualTo(wanted);
    int width = code.size + 2 * MARGIN;
    assertThat(svg).startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + width + " " + width + "\"")
        .contains("fill=\"#fff\" d=\"M0 0h" + width + "v" + width + "H0z\"");
  }

  private static int number(MatchResult run, int group) {
    return Integer.parseInt(run.group(group));
  }
}
