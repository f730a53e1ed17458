package dev.octet.domain.group;

import dev.octet.domain.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the bodies of requests have in common: texts and lists of known names, {@code messaging_product}. */
public final class RequestBody {
  private RequestBody() {}

  /** The code is the platform's (spec §5.3); the sentence says what to do and repeats nothing of the input. */
  public record Problem(int code, String sentence) {
    public RequestReading.Wrong toWrong() {
      return new RequestReading.Wrong(code, sentence);
    }
  }

  /**
   * The first thing that is wrong; empty when nothing is.
   *
   * @param texts the names of strings that the body may have
   * @param lists the names of arrays that it may have
   * @param others what to say of any other
   */
  static Optional<Problem> problem(JsonObject body, Set<String> texts, Set<String> lists, String others) {
    for (String name : texts) {
      if (body.get(name) != null && !(body.get(name) instanceof String)) {
        return Optional.of(new Problem(100, "`" + name + "` must be a string."));
      }
      if (body.text(name).map(RequestBody::isBroken).orElse(false)) {
        return Optional.of(new Problem(131009, "`" + name + "` holds half a surrogate pair, which is no character."));
      }
    }
    for (String name : lists) {
      if (body.get(name) != null && !(body.get(name) instanceof List<?>)) {
        return Optional.of(new Problem(100, "`" + name + "` must be an array."));
      }
    }
    if (!body.fields().keySet().stream().allMatch(name -> texts.contains(name) || lists.contains(name))) {
      return Optional.of(new Problem(100, others));
    }
    return product(body);
  }

  /** What is wrong with {@code messaging_product}, which every body has; empty when nothing is. */
  public static Optional<Problem> product(JsonObject body) {
    Optional<String> product = body.text("messaging_product");
    if (product.isEmpty()) {
      return Optional.of(new Problem(131008, "`messaging_product` is missing; it is `whatsapp`."));
    }
    return product.get().equals("whatsapp") ? Optional.empty() : Optional.of(new Problem(100, "`messaging_product` must be `whatsapp`."));
  }

  /** Half a surrogate pair is no character. */
  public static boolean isBroken(String text) {
    return text.codePoints().anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
  }
}
