package dev.octet.sandbox;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.secret.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.function.Supplier;

/** What a token is good for. */
final class AccessTokens {
  private final Supplier<Secrets> secrets;

  AccessTokens(Supplier<Secrets> secrets) {
    this.secrets = secrets;
  }

  /** The numbers that the request's token is the access token of. */
  List<String> numbersOf(HttpRequest request) {
    return request.bearerToken().map(this::numbersOf).orElse(List.of());
  }

  List<String> numbersOf(String token) {
    Secrets known = secrets.get();
    return known.phoneNumberIds().stream().filter(id -> known.accessToken(id).filter(expected -> same(expected, token)).isPresent()).toList();
  }

  private static boolean same(String expected, String given) {
    return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
