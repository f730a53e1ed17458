package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.util.List;

/**
 * What sending a template asks of it (spec §2.5, §3.6).
 *
 * @param category what its messages are charged as: never service, which is what is no template
 * @param components as it was made
 */
public record SendableTemplate(Pricing.Kind category, boolean approved, List<JsonObject> components) {}
