package dev.octet.graph;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An answer as somebody may read it who must not know the token that it was asked for with: the platform writes it into the
 * addresses of the next and the last page.
 */
final class WithoutToken {
  /** With the {@code &} behind it, as JSON may have that. What ends it is not of it. */
  private static final Pattern PARAMETER = Pattern.compile("access_token=[^&\"\\\\\\s]*(?:&amp;|&|\\\\u0026)?");
  private static final String HIDDEN = "access-token-hidden";

  private WithoutToken() {}

  static byte[] of(byte[] body, String token) {
    String text = new String(body, StandardCharsets.ISO_8859_1); // each byte a character, and back
    String without = PARAMETER.matcher(text).replaceAll("");
    for (String form : List.of(token, URLEncoder.encode(token, StandardCharsets.UTF_8))) {
      without = without.replaceAll(Pattern.quote(new String(form.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)), Matcher.quoteReplacement(HIDDEN));
    }
    return without.equals(text) ? body : without.getBytes(StandardCharsets.ISO_8859_1);
  }
}
