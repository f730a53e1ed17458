package dev.octet.webhookintake;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.aws.secret.SecretSource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The platform's question whether this address is ours (spec §4.7), asked when the callback is set. */
final class Handshake {
  /** The platform sends digits. Nothing goes back that a browser could take for markup. */
  private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9._~-]{1,256}");

  private Handshake() {}

  /** 200 and the challenge, or 403 and nothing. */
  static HttpResponse answer(HttpRequest request, SecretSource secrets) {
    byte[] shown = bytes(request.query("hub.verify_token").orElse(""));
    boolean ours = isOneOf(secrets.get().verifyTokens(), shown) || isOneOf(secrets.again().verifyTokens(), shown);
    Optional<String> challenge = request.query("hub.challenge").filter(text -> CHALLENGE.matcher(text).matches());
    if (!ours || challenge.isEmpty() || !request.query("hub.mode").orElse("").equals("subscribe")) {
      return HttpResponse.empty(403);
    }
    return HttpResponse.text(200, "text/plain; charset=UTF-8", bytes(challenge.get())).withHeader("X-Content-Type-Options", "nosniff");
  }

  private static boolean isOneOf(List<String> tokens, byte[] shown) {
    boolean one = false;
    for (String token : tokens) {
      one |= MessageDigest.isEqual(bytes(token), shown);
    }
    return one;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
