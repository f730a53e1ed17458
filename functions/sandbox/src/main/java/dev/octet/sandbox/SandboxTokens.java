package dev.octet.sandbox;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.aws.secret.SecretSource;
import java.util.Optional;

/** Who may see and play a sandbox that is deployed: everything in it would be open to whoever finds its address. */
final class SandboxTokens {
  private final SecretSource secrets;
  private final boolean open;

  /** @param open whether nobody is asked: it is a sandbox on somebody's own machine */
  SandboxTokens(SecretSource secrets, boolean open) {
    this.secrets = secrets;
    this.open = open;
  }

  /** The answer for who has none; empty for who may go on. */
  Optional<HttpResponse> refusal(HttpRequest request) {
    boolean welcome = open || request.bearerToken().filter(token -> secrets.get().sandboxToken(token) || secrets.again().sandboxToken(token)).isPresent();
    return welcome ? Optional.empty() : Optional.of(
        ApiAnswer.error(401, "This sandbox asks for a token: send one of the secret’s `sandbox_tokens`, as `Authorization: Bearer …`.")
            .withHeader("WWW-Authenticate", "Bearer"));
  }
}
