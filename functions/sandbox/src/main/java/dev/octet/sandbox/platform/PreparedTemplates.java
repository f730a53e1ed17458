package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.List;

/** The templates that each account brings, approved: so there is something to send before anything was made. */
public final class PreparedTemplates {
  private static final Instant MADE = Instant.parse("2026-01-01T00:00:00Z");

  private PreparedTemplates() {}

  public static List<Template> of(String accountId) {
    LibraryTemplate invite = TemplateLibrary.find("group_invite_upon_request_1", "en").orElseThrow();
    return List.of(
        template(accountId, 1, "group_visit_reminder", TemplateCategory.UTILITY, List.of(
            component("BODY").with("text", "We come by on {{1}}. Write here if that does not suit you."))),
        template(accountId, 2, "group_layout_ready", TemplateCategory.MARKETING, List.of(
            component("HEADER").with("format", "IMAGE"),
            component("BODY").with("text", "Layout {{1}} is ready, and this month the worktop is on us."),
            component("FOOTER").with("text", "Until the end of the month"))),
        new Template(id(accountId, 3), accountId, "order_group_invite", "en", TemplateCategory.UTILITY, TemplateStatus.APPROVED, Template.NONE,
            invite.components(), invite.types(), MADE, MADE),
        template(accountId, 4, "sign_in_code", TemplateCategory.AUTHENTICATION, List.of(
            component("BODY").with("text", "*{{1}}* is your verification code."),
            component("BUTTONS").with("buttons", List.of(JsonObject.EMPTY.with("type", "OTP").with("text", "Copy code"))))));
  }

  private static Template template(String accountId, int number, String name, TemplateCategory category, List<JsonObject> components) {
    return new Template(id(accountId, number), accountId, name, "en", category, TemplateStatus.APPROVED, Template.NONE, components, List.of(), MADE, MADE);
  }

  private static JsonObject component(String type) {
    return JsonObject.EMPTY.with("type", type);
  }

  /** The same each time: they are not written down before something becomes of them. */
  private static String id(String accountId, int number) {
    return "3" + accountId.substring(Math.max(0, accountId.length() - 12)) + "0" + number;
  }
}
