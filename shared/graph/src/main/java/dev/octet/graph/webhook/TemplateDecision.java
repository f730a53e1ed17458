package dev.octet.graph.webhook;

import dev.octet.domain.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/**
 * The platform decided something about a template of an account: its status or its category may be another now (spec §2.5,
 * §4.1). Such webhooks name no number.
 */
public record TemplateDecision(String accountId, String name, String language) {
  private static final Set<String> FIELDS = Set.of("message_template_status_update", "template_category_update");

  /** Whether an event tells of one. */
  public static boolean isIn(DeliveredEvent event) {
    return event.problem().isEmpty() && FIELDS.contains(event.field());
  }

  /** Whether an event is of that kind, whatever it says. */
  public static boolean isIn(WebhookEvent event) {
    return FIELDS.contains(event.field());
  }

  /** Empty for an event that does not say which template it is about. */
  public static Optional<TemplateDecision> of(WebhookEvent event) {
    JsonObject value = event.value();
    return isIn(event) && !event.accountId().isEmpty()
        ? value.text("message_template_name").flatMap(name -> value.text("message_template_language").map(language -> new TemplateDecision(event.accountId(), name, language)))
        : Optional.empty();
  }
}
