package dev.octet.domain.group;

import dev.octet.domain.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/** What the bodies of requests about groups have in common: texts alone, no other fields, {@code messaging_product}. */
final class RequestBody {
  private RequestBody() {}

  /** The code is the platform's (spec §5.3); the sentence says what to do and repeats nothing of the input. */
  record Problem(int code, String sentence) {}

  /**
   * The first thing that is wrong; empty when nothing is.
   *
   * @param fields those that the body may have
   * @param others what to say of any other
   */
  static Optional<Problem> problem(JsonObject body, Set<String> fields, String others) {
    for (String name : fields) {
      if (body.get(name) != null && !(body.get(name) instanceof String)) {
        return Optional.of(new Problem(100, "`" + name + "` must be a string."));
      }
      if (body.text(name).map(RequestBody::isBroken).orElse(false)) {
        return Optional.of(new Problem(131009, "`" + name + "` holds half a surrogate pair, which is no character."));
      }
    }
    if (!fields.containsAll(body.fields().keySet())) {
      return Optional.of(new Problem(100, others));
    }
    Optional<String> product = body.text("messaging_product");
    if (product.isEmpty()) {
      return Optional.of(new Problem(131008, "`messaging_product` is missing; it is `whatsapp`."));
    }
    return product.get().equals("whatsapp") ? Optional.empty() : Optional.of(new Problem(100, "`messaging_product` must be `whatsapp`."));
  }

  /** Half a surrogate pair is no character. */
  private static boolean isBroken(String text) {
    return text.codePoints().anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
  }
}
