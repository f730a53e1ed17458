package dev.octet.domain.operation;

import dev.octet.domain.json.JsonObject;

/**
 * Where an operation waits while its number is left alone.
 *
 * @param scope what of the number is
 * @param order its place among those that wait for the same
 */
public record Parked(String scope, long order) {
  public JsonObject toJson() {
    return JsonObject.EMPTY.with("scope", scope).with("order", order);
  }

  public static Parked ofJson(JsonObject json) {
    return new Parked(json.text("scope").orElseThrow(), json.whole("order").orElseThrow());
  }
}
