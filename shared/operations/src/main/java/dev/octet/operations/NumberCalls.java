package dev.octet.operations;

import dev.octet.aws.secret.Secrets;
import dev.octet.graph.GraphError;
import dev.octet.graph.Outcome;
import java.util.function.Function;
import java.util.function.Supplier;

/** Calls of the platform, each with the token of the number that it concerns. */
public final class NumberCalls {
  /** Not the code of a token that is no good: for that the number would wait, and nothing would come. */
  public static final int NO_TOKEN = 10;

  private final Supplier<Secrets> secrets;

  public NumberCalls(Supplier<Secrets> secrets) {
    this.secrets = secrets;
  }

  /** @param call of the number's access token */
  public Outcome as(String phoneNumberId, Function<String, Outcome> call) {
    return secrets.get().accessToken(phoneNumberId).map(token -> WatchedCalls.watched(() -> call.apply(token))).orElseGet(() -> new Outcome.Refused(GraphError.of(NO_TOKEN,
        "There is no access token for this phone number id. Add one to `access_tokens` of the secret.")));
  }
}
