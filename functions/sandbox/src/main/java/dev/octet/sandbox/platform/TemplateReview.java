package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the platform does to a template by itself, and how it tells the account (spec §2.5). */
public sealed interface TemplateReview {
  /** Another status. Of one that it has already, nobody is told. */
  record Status(TemplateStatus status, String reason) implements TemplateReview {}

  record Category(TemplateCategory category) implements TemplateReview {}

  static TemplateReview approval() {
    return new Status(TemplateStatus.APPROVED, Template.NONE);
  }

  Set<String> REASONS = Set.of("ABUSIVE_CONTENT", "INVALID_FORMAT", "INCORRECT_CATEGORY", "PROMOTIONAL", "SCAM", "TAG_CONTENT_MISMATCH");

  /** What reading gives. */
  sealed interface Read {
    record Valid(TemplateReview review) implements Read {}

    record Invalid(String sentence) implements Read {}
  }

  /** @param action {@code approve}, {@code reject}, {@code pause}, {@code disable} or {@code category} */
  static Read read(String action, JsonObject body) {
    return switch (action) {
      case "approve" -> new Read.Valid(approval());
      case "pause" -> new Read.Valid(new Status(TemplateStatus.PAUSED, Template.NONE));
      case "disable" -> new Read.Valid(new Status(TemplateStatus.DISABLED, Template.NONE));
      case "reject" -> {
        String reason = body.get("reason") == null ? "INVALID_FORMAT" : body.get("reason") instanceof String text ? text : "";
        yield REASONS.contains(reason) ? new Read.Valid(new Status(TemplateStatus.REJECTED, reason))
            : new Read.Invalid("`reason` must be one of " + String.join(", ", REASONS.stream().sorted().toList()) + ".");
      }
      default -> body.text("category").flatMap(it -> TemplateCategory.of(it.toUpperCase(Locale.ROOT)))
          .<Read>map(category -> new Read.Valid(new Category(category)))
          .orElseGet(() -> new Read.Invalid("`category` must be UTILITY, MARKETING or AUTHENTICATION."));
    };
  }

  /** The template as it is then, and the webhook, unless nothing changes. */
  record Outcome(Template template, Optional<Webhook> webhook) {}

  default Outcome of(BusinessNumber number, Template template, Instant now) {
    return switch (this) {
      case Status(TemplateStatus status, String reason) -> {
        Template changed = template.in(status, reason);
        yield new Outcome(changed, status == template.status() ? Optional.empty() : Optional.of(status(number, changed, now)));
      }
      case Category(TemplateCategory category) -> {
        Template changed = template.in(category);
        yield new Outcome(changed, category == template.category() ? Optional.empty() : Optional.of(Webhook.ofAccount(number, "template_category_update",
            of(changed).with("previous_category", template.category().name()).with("new_category", category.name()), now)));
      }
    };
  }

  private static Webhook status(BusinessNumber number, Template template, Instant now) {
    return Webhook.ofAccount(number, "message_template_status_update", JsonObject.EMPTY
        .with("event", template.status().name())
        .withAll(of(template))
        .with("reason", template.reason())
        .with("message_template_category", template.category().name())
        .with("disable_info", template.status() == TemplateStatus.DISABLED
            ? Optional.of(JsonObject.EMPTY.with("disable_date", now.getEpochSecond())) : Optional.empty()), now);
  }

  private static JsonObject of(Template template) {
    return JsonObject.EMPTY
        .with("message_template_id", Long.parseLong(template.id()))
        .with("message_template_name", template.name())
        .with("message_template_language", template.language());
  }
}
