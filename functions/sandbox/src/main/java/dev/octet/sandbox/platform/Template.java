package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A message template of an account, in one language (spec §2.5).
 *
 * @param accountId the WhatsApp Business Account; all of its numbers may send it
 * @param reason why it was rejected; {@code NONE} when it was not
 * @param components as the account gave them, with their types in upper case
 * @param parameterTypes what the body's parameters must be, as the library has it; empty for text alone
 * @param reviewedAt when a pending one is approved, by the platform's clock
 */
public record Template(
    String id, String accountId, String name, String language, TemplateCategory category, TemplateStatus status, String reason,
    List<JsonObject> components, List<String> parameterTypes, Instant createdAt, Instant reviewedAt) {
  public static final String NONE = "NONE";
  /** The type of a body parameter that a group's invite link is put in the place of. */
  public static final String GROUP_ID = "GROUP_ID";

  private static final Pattern PARAMETER = Pattern.compile("\\{\\{(\\d{1,3})}}");

  /** Whether its review is over by now. */
  public boolean due(Instant now) {
    return status == TemplateStatus.PENDING && !now.isBefore(reviewedAt);
  }

  Template in(TemplateStatus other, String why) {
    return new Template(id, accountId, name, language, category, other, why, components, parameterTypes, createdAt, reviewedAt);
  }

  Template in(TemplateCategory other) {
    return new Template(id, accountId, name, language, other, status, reason, components, parameterTypes, createdAt, reviewedAt);
  }

  /** What its messages are charged as (spec §3.6). */
  Pricing.Kind kind() {
    return switch (category) {
      case UTILITY -> Pricing.Kind.UTILITY;
      case MARKETING -> Pricing.Kind.MARKETING;
      case AUTHENTICATION -> Pricing.Kind.AUTHENTICATION;
    };
  }

  /** Why it cannot be sent at all. */
  public Optional<PlatformError> unsendable() {
    return switch (status) {
      case APPROVED -> Optional.empty();
      case PENDING, REJECTED -> Optional.of(PlatformError.TEMPLATE_UNKNOWN);
      case PAUSED -> Optional.of(PlatformError.TEMPLATE_PAUSED);
      case DISABLED -> Optional.of(PlatformError.TEMPLATE_DISABLED);
    };
  }

  Optional<JsonObject> component(String type) {
    return components.stream().filter(it -> it.text("type").filter(type::equals).isPresent()).findFirst();
  }

  /** {@code TEXT}, {@code IMAGE}, {@code VIDEO} or {@code DOCUMENT}; empty when it has no header. */
  public Optional<String> headerFormat() {
    return component("HEADER").flatMap(header -> header.text("format"));
  }

  int headerParameters() {
    return parameters(component("HEADER"));
  }

  int bodyParameters() {
    return parameters(component("BODY"));
  }

  List<JsonObject> buttons() {
    return component("BUTTONS").map(it -> it.objects("buttons")).orElse(List.of());
  }

  private static int parameters(Optional<JsonObject> component) {
    return component.flatMap(it -> it.text("text")).map(Template::parameters).orElse(0);
  }

  /** The highest number among the text's {@code {{n}}}. */
  static int parameters(String text) {
    return PARAMETER.matcher(text).results().mapToInt(it -> Integer.parseInt(it.group(1))).max().orElse(0);
  }

  /** Of the list of an account's templates: by time, and by id where two were made in the same millisecond. */
  public String place() {
    return String.format(Locale.ROOT, "%013d#%s", createdAt.toEpochMilli(), id);
  }

  /** As the Graph API gives it out. */
  JsonObject row() {
    return JsonObject.EMPTY
        .with("name", name)
        .with("parameter_format", "POSITIONAL")
        .with("components", components)
        .with("language", language)
        .with("status", status.name())
        .with("category", category.name())
        .with("rejected_reason", reason)
        .with("id", id);
  }

  public JsonObject toJson() {
    return JsonObject.EMPTY
        .with("id", id)
        .with("account_id", accountId)
        .with("name", name)
        .with("language", language)
        .with("category", category.name())
        .with("status", status.name())
        .with("reason", reason)
        .with("components", components)
        .with("parameter_types", parameterTypes)
        .with("created_at", createdAt.toEpochMilli())
        .with("reviewed_at", reviewedAt.toEpochMilli());
  }

  public static Template ofJson(JsonObject json) {
    return new Template(
        json.text("id").orElseThrow(),
        json.text("account_id").orElseThrow(),
        json.text("name").orElseThrow(),
        json.text("language").orElseThrow(),
        TemplateCategory.valueOf(json.text("category").orElseThrow()),
        TemplateStatus.valueOf(json.text("status").orElseThrow()),
        json.text("reason").orElse(NONE),
        json.objects("components"),
        json.texts("parameter_types"),
        Instant.ofEpochMilli(json.whole("created_at").orElse(0)),
        Instant.ofEpochMilli(json.whole("reviewed_at").orElse(0)));
  }

  @Override
  public String toString() {
    return "template " + id; // its texts are the business's
  }
}
