package dev.octet.domain.message;

import dev.octet.domain.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What groups do not have, as data (spec §1): a request, whether by HTTP or from a queue, is answered by the first row that it
 * meets. The order is from the narrow to the wide.
 */
public final class Refusals {
  /** The platform's codes: a parameter that it does not take, a value that is not valid, a type of message that is not supported. */
  private static final int PARAMETER = 100;
  private static final int VALUE = 131009;
  private static final int TYPE = 131051;

  private static final Set<String> COMMERCE = Set.of("product", "product_list", "catalog_message", "order");
  private static final Set<String> COMMERCE_INTERACTIVE =
      Set.of("product", "product_list", "catalog_message", "order_details", "order_status", "product_carousel");
  private static final Set<String> COMMERCE_BUTTONS = Set.of("catalog", "mpm", "spm", "order_details");
  private static final Set<String> COMMERCE_COMPONENTS = Set.of("order_status", "order_details", "product_carousel");
  /** What a message that is edited or taken back by a body would be called. */
  private static final Set<String> CHANGES = Set.of("edit", "delete", "revoke");

  /** A template's category is the platform's to say: the handler asks, and comes back with it. */
  public static final Refusal AUTHENTICATION = new Refusal("authentication_template",
      asked -> asked.isOfType("template") && asked.category().filter("AUTHENTICATION"::equalsIgnoreCase).isPresent(),
      TYPE, "Templates of the category authentication cannot be sent to groups. A code is for one person: send it to them.", Refusal.Where.EVERYWHERE);

  public static final List<Refusal> TABLE = List.of(
      row("start_call", asked -> asked.isCall() && isOfGroup(asked.body()), PARAMETER, "Groups cannot be called: calls are between the business and one person."),
      row("call_permission_request", asked -> asked.isOfType("call_permission_request") || asked.interactive().equals("call_permission_request")
          || asked.anyComponent(component -> isA(component, Set.of("call_permission_request"))),
          TYPE, "A group cannot be asked for the permission to call: groups cannot be called."),
      row("voice_call_message", asked -> asked.isOfType("voice_call") || asked.interactive().equals("voice_call"),
          TYPE, "Buttons that start a call do not exist in groups: groups cannot be called."),
      row("voice_call_button", asked -> asked.anyComponent(component -> isButton(component, Set.of("voice_call"))),
          VALUE, "A template with a button that starts a call cannot be sent to a group: groups cannot be called."),
      row("view_once", asked -> asked.isToGroup() && isMarked(asked.body(), "viewonce"),
          PARAMETER, "Messages that can be seen once do not exist in groups."),
      row("disappearing_message", asked -> asked.isToGroup() && (isMarked(asked.body(), "disappear") || isMarked(asked.body(), "ephemeral")),
          PARAMETER, "Messages that disappear do not exist in groups."),
      AUTHENTICATION,
      row("commerce_message", asked -> COMMERCE.stream().anyMatch(asked::isOfType), TYPE, "Products, catalogs and orders cannot be sent to groups."),
      row("commerce_interactive", asked -> COMMERCE_INTERACTIVE.contains(asked.interactive()),
          TYPE, "Messages with products, catalogs or orders cannot be sent to groups, and neither can any other interactive one."),
      row("commerce_template", asked -> asked.anyComponent(component ->
          isButton(component, COMMERCE_BUTTONS) || isA(component, COMMERCE_COMPONENTS) || hasProduct(component)),
          VALUE, "A template with a product, a catalog or an order cannot be sent to a group."),
      row("interactive", asked -> asked.isOfType("interactive"), TYPE, "Interactive messages, of whatever kind, cannot be sent to groups. Ask in a text."),
      row("edit_message", asked -> asked.isOfMessage("PUT"), PARAMETER, "A message that was sent to a group cannot be edited. Send another one."),
      row("delete_message", asked -> asked.isOfMessage("DELETE"), PARAMETER, "A message that was sent to a group cannot be deleted."),
      row("change_message", asked -> asked.isMessage() && namesAnother(asked.body()),
          PARAMETER, "A message that was sent to a group cannot be edited or deleted, so a body with `message_id` can only mark one as read. Send another one."),
      new Refusal("mark_message_read", asked -> asked.isMessage() && asked.body().text("status").filter("read"::equals).isPresent(), PARAMETER,
          "By the edition 2025-11 of the platform's rules messages of groups cannot be marked as read. "
              + "The parameter `RulesEdition` chooses 2026-06, by which they can, one at a time.",
          Refusal.Where.BY_THE_OLDER_EDITION),
      unverified("reaction", asked -> asked.isOfType("reaction"), TYPE, "Reactions"),
      unverified("location", asked -> asked.isOfType("location"), TYPE, "Locations"),
      unverified("contacts", asked -> asked.isOfType("contacts"), TYPE, "Contacts"),
      unverified("reply", asked -> asked.isToGroup() && asked.body().get("context") != null, PARAMETER, "Replies (`context`)"));

  private Refusals() {}

  /** The first row that a request meets; empty when nothing is known against it. */
  public static Optional<Refusal> of(Asked asked, MessagePolicy policy) {
    return TABLE.stream().filter(refusal -> refusal.where().holds(policy) && refusal.asks().test(asked)).findFirst();
  }

  /** The row of this name, for a command that nobody has. */
  public static Optional<Refusal> named(String name) {
    return TABLE.stream().filter(refusal -> refusal.name().equals(name)).findFirst();
  }

  private static Refusal row(String name, Predicate<Asked> asks, int code, String sentence) {
    return new Refusal(name, asks, code, sentence, Refusal.Where.EVERYWHERE);
  }

  private static Refusal unverified(String name, Predicate<Asked> asks, int code, String what) {
    return new Refusal(name, asks, code, what + " in groups are not documented by the platform, so they are not sent. "
        + "The parameter `UnverifiedMessages` lets them through.",
        Refusal.Where.WHILE_UNVERIFIED_IS_OFF);
  }

  /** A person is called by number or user id; what is neither is a group. */
  private static boolean isOfGroup(JsonObject call) {
    return Destination.isGroup(call) || call.get("group_id") != null || call.text("to").filter(to -> !Destination.isPhone(to)).isPresent();
  }

  private static boolean isA(JsonObject component, Set<String> types) {
    return component.text("type").filter(type -> types.contains(type.toLowerCase(Locale.ROOT))).isPresent();
  }

  private static boolean isButton(JsonObject component, Set<String> kinds) {
    return isA(component, Set.of("button")) && component.text("sub_type").filter(kind -> kinds.contains(kind.toLowerCase(Locale.ROOT))).isPresent();
  }

  /** In the component itself, or on one of the cards that it has. */
  private static boolean hasProduct(JsonObject component) {
    return component.objects("parameters").stream().anyMatch(parameter -> isA(parameter, Set.of("product")))
        || component.objects("cards").stream().flatMap(card -> card.objects("components").stream())
            .anyMatch(inner -> hasProduct(inner) || isButton(inner, COMMERCE_BUTTONS));
  }

  /** Whether the message, or its content, has an attribute whose name, however it is spelled, begins like this. */
  private static boolean isMarked(JsonObject body, String word) {
    Stream<JsonObject> content = body.text("type").flatMap(body::object).stream();
    return Stream.concat(Stream.of(body), content).flatMap(it -> it.fields().keySet().stream())
        .map(name -> name.toLowerCase(Locale.ROOT).replace("_", "")).anyMatch(name -> name.startsWith(word) || name.startsWith("is" + word))
        || body.text("type").map(type -> type.replace("_", "")).filter(type -> type.startsWith(word)).isPresent();
  }

  /** Whether the body, other than a pin or a reaction, is about a message that exists, and not to mark it as read. */
  private static boolean namesAnother(JsonObject body) {
    return CHANGES.stream().anyMatch(change -> body.get(change) != null || body.text("type").filter(change::equals).isPresent())
        || (body.get("message_id") != null && body.text("status").filter("read"::equals).isEmpty());
  }
}
