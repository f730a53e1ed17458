package dev.octet.domain.group;

import dev.octet.domain.json.JsonObject;
import java.util.Set;

/** A request that says all by its path, such as deleting a group or resetting its link (spec §2.2, §2.4). */
final class BareRequest {
  private BareRequest() {}

  /** Such a request has no body, or one that names the product alone: whichever it is, the same is kept. */
  static RequestReading read(JsonObject body) {
    return Set.of("messaging_product").containsAll(body.fields().keySet())
        ? new RequestReading.Right(JsonObject.EMPTY)
        : new RequestReading.Wrong(100, "This takes no body, or `messaging_product` alone.");
  }
}
