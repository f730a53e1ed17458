package dev.octet.sandbox;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.secret.SecretSource;
import dev.octet.aws.secret.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/** What a token is good for. */
final class AccessTokens {
  private final SecretSource secrets;

  AccessTokens(SecretSource secrets) {
    this.secrets = secrets;
  }

  /** The numbers that the request's token is the access token of. */
  List<String> numbersOf(HttpRequest request) {
    return request.bearerToken().map(this::numbersOf).orElse(List.of());
  }

  List<String> numbersOf(String token) {
    List<String> numbers = numbersOf(secrets.get(), token);
    return numbers.isEmpty() ? numbersOf(secrets.again(), token) : numbers;
  }

  private static List<String> numbersOf(Secrets known, String token) {
    return known.phoneNumberIds().stream().filter(id -> known.accessTokens(id).stream().anyMatch(expected -> same(expected, token))).toList();
  }

  private static boolean same(String expected, String given) {
    return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}
