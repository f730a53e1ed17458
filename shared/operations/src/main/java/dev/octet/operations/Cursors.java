package dev.octet.operations;

import dev.octet.aws.secret.SecretSource;
import dev.octet.graph.GraphError;
import dev.octet.graph.webhook.Signature;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Cursors: a place in a list, sealed with an app secret, so that nobody can make one up, change one, or use it for another
 * list. While secrets are rotated, a cursor that the old one sealed stays good.
 */
public final class Cursors {
  /** 128 bits of the seal, in hex digits: nobody guesses those. */
  private static final int SEAL = 32;

  private final Supplier<List<String>> secrets;
  private final Supplier<List<String>> again;

  public Cursors(Supplier<List<String>> secrets) {
    this(secrets, secrets);
  }

  private Cursors(Supplier<List<String>> secrets, Supplier<List<String>> again) {
    this.secrets = secrets;
    this.again = again;
  }

  /** Sealed with the newest app secret; another process may know a newer one than this. */
  public static Cursors of(SecretSource secrets) {
    return new Cursors(() -> secrets.get().appSecrets(), () -> secrets.again().appSecrets());
  }

  /** @param list what tells it apart from all other lists */
  public String seal(String list, String place) {
    String sealed = seal(list, place, secrets.get().getFirst()) + place;
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed.getBytes(StandardCharsets.UTF_8));
  }

  /** @throws Refused when the cursor was not sealed for this list */
  public String open(String list, String cursor) {
    String sealed;
    try {
      sealed = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
    if (sealed.length() <= SEAL) {
      throw invalid();
    }
    String place = sealed.substring(SEAL);
    Predicate<List<String>> isSealedWith = known -> {
      boolean good = false;
      for (String secret : known) {
        good |= equal(seal(list, place, secret), sealed.substring(0, SEAL));
      }
      return good;
    };
    if (!isSealedWith.test(secrets.get()) && !isSealedWith.test(again.get())) {
      throw invalid();
    }
    return place;
  }

  private static boolean equal(String seal, String other) {
    return java.security.MessageDigest.isEqual(seal.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  /** What is signed is never the body of a webhook: those begin with a brace. */
  private static String seal(String list, String place, String secret) {
    String signature = Signature.sign(("cursor\n" + list + "\n" + place).getBytes(StandardCharsets.UTF_8), secret);
    return signature.substring(signature.length() - SEAL);
  }

  private static Refused invalid() {
    return new Refused(GraphError.of(131059, "The cursor is not one of this list. Begin with the first page."));
  }
}
