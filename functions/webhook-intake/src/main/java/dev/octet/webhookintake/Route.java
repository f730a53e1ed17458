package dev.octet.webhookintake;

import dev.octet.domain.json.JsonObject;
import dev.octet.graph.webhook.DeliveredEvent;
import dev.octet.graph.webhook.IdentityChange;
import dev.octet.graph.webhook.StatusEvent;
import dev.octet.graph.webhook.TemplateDecision;
import java.util.Optional;

/**
 * Where an event goes.
 *
 * @param messageGroup from the event alone: what shares it stays in order
 */
record Route(Destination destination, String messageGroup) {

  enum Destination { GROUP_EVENTS, MESSAGE_EVENTS, OTHER_WEBHOOKS }

  /** What Octet's own ids begin with: a message that carries one is Octet's, whoever it went to. */
  private static final String OWN_ID = "oct_";

  static Route of(DeliveredEvent event) {
    return event.item().flatMap(item -> concerningGroups(event, item)).orElseGet(() -> other(event));
  }

  /**
   * Where a copy goes, beside that: who changed their user id or number may be in a group, and who comes and goes may be
   * invited, or not have read something. All changes of identity of a number are in one order, because a person may change
   * twice. What the platform decided about a template is for who sends it to groups.
   */
  static Optional<Route> ofCopy(DeliveredEvent event) {
    if (IdentityChange.isIn(event)) {
      return Optional.of(new Route(Destination.GROUP_EVENTS, event.owner() + " people"));
    }
    if (TemplateDecision.isIn(event)) {
      return Optional.of(new Route(Destination.MESSAGE_EVENTS, event.owner() + " templates"));
    }
    return event.item().filter(item -> event.list().equals("groups") && concernsMessages(event.field(), item))
        .flatMap(item -> named(item, "group_id")).map(group -> new Route(Destination.MESSAGE_EVENTS, group));
  }

  private static boolean concernsMessages(String field, JsonObject item) {
    return switch (field) {
      case "group_participants_update", "group_participant_update" -> true;
      case "group_lifecycle_update" -> item.text("type").filter("group_delete"::equals).isPresent();
      default -> false;
    };
  }

  private static Optional<Route> concerningGroups(DeliveredEvent event, JsonObject item) {
    return switch (event.list()) {
      case "groups" -> Optional.of(new Route(Destination.GROUP_EVENTS,
          // A create that failed may name no group.
          named(item, "group_id").or(() -> named(item, "request_id")).orElse(event.owner())));
      case "messages" -> named(item, "group_id").map(group -> new Route(Destination.MESSAGE_EVENTS, group));
      case "statuses" -> StatusEvent.groupOf(item)
          // To a group, it says, and names none: the message stays in order at least.
          .or(() -> named(item, "recipient_type").filter("group"::equals).map(type -> named(item, "id").orElse(event.owner())))
          .or(() -> ownReceipt(event, item))
          .map(order -> new Route(Destination.MESSAGE_EVENTS, order));
      default -> Optional.empty();
    };
  }

  /** The order of a receipt of a message that Octet sent to one person. */
  private static Optional<String> ownReceipt(DeliveredEvent event, JsonObject status) {
    boolean own = status.text("biz_opaque_callback_data").filter(data -> data.startsWith(OWN_ID)).isPresent();
    return own ? Optional.of(named(status, "recipient_id").or(() -> named(status, "recipient_user_id")).orElse(event.owner())) : Optional.empty();
  }

  /** In the order of the conversation where there is one, else of the number and field. */
  private static Route other(DeliveredEvent event) {
    Optional<String> person = event.item().flatMap(item -> switch (event.list()) {
      case "messages" -> named(item, "from_user_id").or(() -> named(item, "from"));
      case "statuses" -> named(item, "recipient_user_id").or(() -> named(item, "recipient_id"));
      default -> Optional.empty();
    });
    return new Route(Destination.OTHER_WEBHOOKS, event.owner() + " " + person.orElse(event.field()));
  }

  private static Optional<String> named(JsonObject item, String name) {
    return item.text(name).filter(text -> !text.isBlank());
  }
}
