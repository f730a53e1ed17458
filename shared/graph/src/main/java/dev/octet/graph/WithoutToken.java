package dev.octet.graph;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

  /** For who follows no addresses: without the token, and without the parameter that had it. */
  static byte[] of(byte[] body, String token) {
    String text = text(body);
    String without = hidden(PARAMETER.matcher(text).replaceAll(""), token);
    return without.equals(text) ? body : without.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** As it came but for the token: what people write is theirs, also where it looks like a parameter. */
  static byte[] hidden(byte[] body, String token) {
    String text = text(body);
    String without = hidden(text, token);
    return without.equals(text) ? body : without.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String hidden(String text, String token) {
    String without = text;
    for (String form : List.of(token, URLEncoder.encode(token, StandardCharsets.UTF_8))) {
      without = without.replace(text(form.getBytes(StandardCharsets.UTF_8)), HIDDEN);
    }
    return without;
  }

  /** Each byte a character, and back. */
  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
