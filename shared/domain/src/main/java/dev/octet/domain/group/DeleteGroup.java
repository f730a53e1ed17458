package dev.octet.domain.group;

import dev.octet.domain.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/** The body of a request to delete a group, which says nothing (spec §2.2). */
public final class DeleteGroup {
  /** The body that an operation keeps: the same for every such request. */
  public static final JsonObject BODY = JsonObject.EMPTY;

  private DeleteGroup() {}

  /** What is wrong with a body; empty when nothing is. */
  public static Optional<String> problem(JsonObject body) {
    return Set.of("messaging_product").containsAll(body.fields().keySet())
        ? Optional.empty()
        : Optional.of("Deleting a group takes no body, or `messaging_product` alone.");
  }
}
