package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;

/**
 * What the delivery of one message to one person is charged as (spec §3.6).
 *
 * @param type {@code regular} is charged, everything else is free
 * @param category such as {@code group_service}
 */
public record Price(String type, String category) {
  static final String REGULAR = "regular";

  public boolean billable() {
    return type.equals(REGULAR);
  }

  /** As statuses have it. */
  JsonObject toStatus() {
    return JsonObject.EMPTY.with("billable", billable()).with("pricing_model", "PMP").with("type", type).with("category", category);
  }

  public JsonObject toJson() {
    return JsonObject.EMPTY.with("category", category).with("type", type).with("billable", billable());
  }

  static Price ofJson(JsonObject json) {
    return new Price(json.text("type").orElseThrow(), json.text("category").orElseThrow());
  }
}
