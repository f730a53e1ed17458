package dev.octet.operations;

import dev.octet.aws.secret.SecretSource;
import dev.octet.aws.secret.Secrets;
import dev.octet.graph.GraphCode;
import dev.octet.graph.GraphError;
import dev.octet.graph.Outcome;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Calls of the platform, each with the newest token of the number that it concerns. While tokens are rotated one of them may
 * be no good, or not yet: then the next is tried before the number counts as refused.
 */
public final class NumberCalls {
  /** Not the code of a token that is no good: for that the number would wait, and nothing would come. */
  public static final int NO_TOKEN = 10;

  private final SecretSource secrets;
  /** Those that the platform refused since the secrets were read: they come last. */
  private volatile Refused refused;

  private record Refused(Optional<Secrets> since, Set<String> tokens) {}

  public NumberCalls(SecretSource secrets) {
    this.secrets = secrets;
    this.refused = new Refused(Optional.empty(), Set.of());
  }

  /** @param call of the number's access token; made again with another only where the platform has refused the token, and so done nothing */
  public Outcome as(String phoneNumberId, Function<String, Outcome> call) {
    Set<String> tried = new HashSet<>();
    Outcome outcome = new Outcome.Refused(GraphError.of(NO_TOKEN, "There is no access token for this phone number id. Add one to `access_tokens` of the secret."));
    Optional<String> next = inOrder(secrets.get(), phoneNumberId).stream().findFirst();
    do {
      if (next.isPresent()) {
        String token = next.get();
        outcome = WatchedCalls.watched(() -> call.apply(token));
        if (!isOfToken(outcome)) {
          return outcome;
        }
        tried.add(token);
        refused.tokens().add(token);
      }
      // None, or none that is good: there may be another by now.
      next = inOrder(secrets.again(), phoneNumberId).stream().filter(token -> !tried.contains(token)).findFirst();
    } while (next.isPresent());
    return outcome;
  }

  private static boolean isOfToken(Outcome outcome) {
    return outcome instanceof Outcome.Refused(GraphError error) && GraphCode.of(error.code(), error.status()).action() == GraphCode.Action.TOKEN;
  }

  private List<String> inOrder(Secrets known, String phoneNumberId) {
    if (refused.since().filter(it -> it == known).isEmpty()) {
      refused = new Refused(Optional.of(known), ConcurrentHashMap.newKeySet());
    }
    Set<String> last = refused.tokens();
    List<String> tokens = known.accessTokens(phoneNumberId);
    return Stream.concat(tokens.stream().filter(token -> !last.contains(token)), tokens.stream().filter(last::contains)).toList();
  }
}
