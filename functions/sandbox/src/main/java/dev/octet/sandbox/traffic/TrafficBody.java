package dev.octet.sandbox.traffic;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A body as it is recorded: a text with its beginning alone where it is long, anything else as what it is and how large.
 *
 * @param text empty when there was no body
 */
record TrafficBody(Optional<String> text, boolean cut) {
  static final int MOST = 32 << 10;
  private static final String HIDDEN = "***";
  private static final Pattern TOKEN = Pattern.compile("(\"(?:access|verify)_token\"\\s*:\\s*\")(?:[^\"\\\\]|\\\\.)*");
  private static final Pattern IN_A_FORM = Pattern.compile("((?:^|&)(?:access|verify)_token=)[^&]*");
  /** A shorter one would be found everywhere; none that opens anything is as short. */
  private static final int SHORTEST_TOKEN = 4;

  /** @param token what the caller showed; it is not recorded, wherever it stands */
  static TrafficBody of(byte[] body, String contentType, Optional<String> token) {
    if (body.length == 0) {
      return new TrafficBody(Optional.empty(), false);
    }
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return type.startsWith("multipart/") ? described(type, body)
        : text(body).map(text -> of(hidden(text, token))).orElseGet(() -> described(type.isEmpty() ? "bytes" : type, body));
  }

  static TrafficBody of(String text) {
    byte[] whole = text.getBytes(StandardCharsets.UTF_8);
    if (whole.length <= MOST) {
      return new TrafficBody(Optional.of(text), false);
    }
    int end = MOST;
    while ((whole[end] & 0xC0) == 0x80) {
      end--; // not within a character
    }
    return new TrafficBody(Optional.of(new String(whole, 0, end, StandardCharsets.UTF_8)), true);
  }

  private static TrafficBody described(String type, byte[] body) {
    return new TrafficBody(Optional.of(type + ", " + body.length + " bytes"), false);
  }

  private static Optional<String> text(byte[] body) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return text.chars().anyMatch(it -> it < ' ' && it != '\n' && it != '\r' && it != '\t') ? Optional.empty() : Optional.of(text);
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static String withoutValue(MatchResult match) {
    return Matcher.quoteReplacement(match.group(1) + HIDDEN);
  }

  static String hidden(String text, Optional<String> token) {
    String named = IN_A_FORM.matcher(TOKEN.matcher(text).replaceAll(TrafficBody::withoutValue)).replaceAll(TrafficBody::withoutValue);
    return token.filter(it -> it.length() >= SHORTEST_TOKEN).map(it -> named.replace(it, HIDDEN)).orElse(named);
  }
}
