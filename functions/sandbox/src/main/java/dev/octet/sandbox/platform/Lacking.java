package dev.octet.sandbox.platform;

import static dev.octet.sandbox.platform.Fidelity.DOCUMENTED;
import static dev.octet.sandbox.platform.Fidelity.INFERRED;
import static dev.octet.sandbox.platform.PlatformError.BAD_VALUE;
import static dev.octet.sandbox.platform.PlatformError.INVALID_PARAMETER;
import static dev.octet.sandbox.platform.PlatformError.UNSUPPORTED_TYPE;

import dev.octet.domain.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What groups do not have, as data: a call is refused by the first row that it meets (spec §1, §3.1). That these do not
 * exist is documented; which code says so is stated nowhere, and inferred for every row.
 */
public final class Lacking {
  private static final Set<String> COMMERCE = Set.of("product", "product_list", "catalog_message", "order");
  private static final Set<String> COMMERCE_INTERACTIVE =
      Set.of("product", "product_list", "catalog_message", "order_details", "order_status", "product_carousel");
  /** Of templates; as they are sent, and as they are defined. */
  private static final Set<String> COMMERCE_BUTTONS = Set.of("catalog", "mpm", "spm", "order_details");
  private static final Set<String> COMMERCE_COMPONENTS = Set.of("order_status", "order_details", "product_carousel");
  private static final Set<String> CHANGES = Set.of("edit", "delete", "revoke");

  /** When a row counts. */
  enum When { ALWAYS, WHEN_NOTHING_IS_MARKED_READ, WHILE_UNVERIFIED }

  /**
   * One thing that groups do not have.
   *
   * @param exists how sure it is that they do not have it; the code is inferred in any case
   */
  record Row(String name, Fidelity exists, When when, Predicate<Asked> asks, PlatformError kind, String details) {}

  static final List<Row> TABLE = List.of(
      row("start_call", asked -> asked.calls() && asked.namesGroup(), INVALID_PARAMETER, "A group cannot be called."),
      row("call_permission_request", asked -> asked.is(Set.of("call_permission_request")) || asked.interactive().equals("call_permission_request")
          || asked.hasComponent(component -> isOf(component, "type", Set.of("call_permission_request"))), UNSUPPORTED_TYPE, "A group cannot be asked whether it may be called."),
      row("voice_call_message", asked -> asked.is(Set.of("voice_call")) || asked.interactive().equals("voice_call"), UNSUPPORTED_TYPE, "A group cannot be called by a button."),
      row("voice_call_button", asked -> asked.hasComponent(component -> isButton(component, Set.of("voice_call"))), BAD_VALUE, "A template for groups has no button that calls."),
      row("view_once", asked -> asked.toGroup() && isMarked(asked, "viewonce"), INVALID_PARAMETER, "A message to a group cannot be one that is seen once."),
      row("disappearing_message", asked -> asked.toGroup() && (isMarked(asked, "disappear") || isMarked(asked, "ephemeral")),
          INVALID_PARAMETER, "A message to a group cannot disappear."),
      row("commerce_message", asked -> asked.is(COMMERCE), UNSUPPORTED_TYPE, "Message type is not supported in groups: they have no commerce."),
      row("commerce_interactive", asked -> COMMERCE_INTERACTIVE.contains(asked.interactive()), UNSUPPORTED_TYPE, "Message type is not supported in groups: they have no commerce."),
      row("commerce_template", asked -> asked.hasComponent(Lacking::isCommerce), BAD_VALUE, "A template for groups has no products, catalogs or orders."),
      row("interactive", asked -> asked.is(Set.of("interactive")), UNSUPPORTED_TYPE, "Message type is not supported in groups."),
      row("edit_message", asked -> asked.changes("PUT"), INVALID_PARAMETER, "A message in a group cannot be edited."),
      row("delete_message", asked -> asked.changes("DELETE"), INVALID_PARAMETER, "A message in a group cannot be deleted."),
      row("change_message", asked -> asked.sends() && namesAnother(asked), INVALID_PARAMETER, "A message that was sent cannot be edited or deleted; one that was received can be marked as read."),
      new Row("mark_message_read", DOCUMENTED, When.WHEN_NOTHING_IS_MARKED_READ, asked -> asked.sends() && asked.text("status").equals("read"),
          INVALID_PARAMETER, "By the rules of 2025-11 a message in a group cannot be marked as read."),
      unverified("reaction", asked -> asked.is(Set.of("reaction")), UNSUPPORTED_TYPE),
      unverified("location", asked -> asked.is(Set.of("location")), UNSUPPORTED_TYPE),
      unverified("contacts", asked -> asked.is(Set.of("contacts")), UNSUPPORTED_TYPE),
      unverified("reply", asked -> asked.toGroup() && asked.body().get("context") != null, INVALID_PARAMETER));

  private Lacking() {}

  /** Why a call is refused whatever it is about; empty when the table has nothing against it. */
  public static Optional<Refusal> refusal(Asked asked, RulesEdition edition, NumberSettings settings) {
    return TABLE.stream()
        .filter(row -> switch (row.when()) {
          case ALWAYS -> true;
          case WHEN_NOTHING_IS_MARKED_READ -> !edition.groupMessagesAreMarkedRead();
          case WHILE_UNVERIFIED -> !settings.unverifiedTypes();
        })
        .filter(row -> row.asks().test(asked)).findFirst().map(row -> Refusal.of(row.kind(), row.details()));
  }

  private static Row row(String name, Predicate<Asked> asks, PlatformError kind, String details) {
    return new Row(name, DOCUMENTED, When.ALWAYS, asks, kind, details);
  }

  /** Neither among what works in groups nor among what does not (spec §7 row 24). */
  private static Row unverified(String name, Predicate<Asked> asks, PlatformError kind) {
    return new Row(name, INFERRED, When.WHILE_UNVERIFIED, asks, kind,
        "Whether groups have this is documented nowhere. The setting unverified_types of the number lets it through.");
  }

  private static boolean isOf(JsonObject object, String name, Set<String> values) {
    return object.get(name) instanceof String text && values.contains(text.toLowerCase(Locale.ROOT));
  }

  private static boolean isButton(JsonObject component, Set<String> kinds) {
    return isOf(component, "type", Set.of("button")) && isOf(component, "sub_type", kinds);
  }

  private static boolean isCommerce(JsonObject component) {
    return isButton(component, COMMERCE_BUTTONS) || isOf(component, "type", COMMERCE_COMPONENTS)
        || component.objects("parameters").stream().anyMatch(parameter -> isOf(parameter, "type", Set.of("product")));
  }

  /** Why a template cannot be sent to groups by what it is. */
  public static Optional<Refusal> refusal(Template template) {
    if (template.category() == TemplateCategory.AUTHENTICATION) {
      return Optional.of(Refusal.of(UNSUPPORTED_TYPE, "A template of the category AUTHENTICATION cannot be sent to a group."));
    }
    return template.buttons().stream().anyMatch(button -> isOf(button, "type", Set.of("voice_call", "catalog", "mpm", "spm", "flow")))
        ? Optional.of(Refusal.of(BAD_VALUE, "A template for groups has no button that calls, opens a form, or shows products.")) : Optional.empty();
  }

  /** Whether the message or its content has a field whose name begins so, however it is spelled. */
  private static boolean isMarked(Asked asked, String word) {
    return Stream.concat(Stream.of(asked.body()), asked.content().stream()).flatMap(it -> it.fields().keySet().stream())
        .anyMatch(name -> plain(name).startsWith(word) || plain(name).startsWith("is" + word))
        || plain(asked.text("type")).startsWith(word);
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "");
  }

  /** Whether the body is about a message that is there already, and not to mark it as read. */
  private static boolean namesAnother(Asked asked) {
    return CHANGES.stream().anyMatch(change -> asked.body().get(change) != null || asked.text("type").equals(change))
        || (asked.body().get("message_id") != null && !asked.text("status").equals("read"));
  }
}
