package dev.octet.domain.group;

import dev.octet.domain.json.JsonObject;
import java.util.Optional;

/**
 * Something that Octet knew otherwise than the platform says.
 *
 * @param field the platform's name of it; {@code participants} for each person of whom they differed
 * @param was what Octet knew: text, a truth, or an object; empty when it knew of none
 * @param is what the platform says; empty when there is none
 */
public record Difference(String field, Optional<?> was, Optional<?> is) {

  public JsonObject toJson() {
    return JsonObject.EMPTY.with("field", field).with("was", was).with("is", is);
  }

  @Override
  public String toString() {
    return "difference of " + field; // settings and people are not for logs
  }
}
