package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One status of a message (spec §3.5).
 *
 * @param person whose it is, as the business may see them; empty for what is the message's alone
 */
record MessageStatus(PlatformMessage message, Kind status, Instant at, Optional<Person> person, Optional<Price> price) {

  /** In the order in which they come, though none is promised. */
  enum Kind {
    FAILED(0, "failed"), SENT(0, "sent"), DELIVERED(1, "delivered"), READ(2, "read"), PLAYED(3, "played");

    private final int stage;
    private final String label;

    Kind(int stage, String label) {
      this.stage = stage;
      this.label = label;
    }
  }

  /** The webhooks that tell of statuses. */
  static List<StagedWebhook> webhooks(BusinessNumber number, List<MessageStatus> statuses, Aggregation aggregation) {
    Map<Object, List<MessageStatus>> together = new LinkedHashMap<>();
    statuses.forEach(status -> together.computeIfAbsent(aggregation.together(status), _ -> new ArrayList<>()).add(status));
    return together.values().stream().map(some -> StagedWebhook.stage(some.getFirst().status().stage, webhook(number, some)))
        .sorted(Comparator.comparing(StagedWebhook::after)).toList();
  }

  private static Webhook webhook(BusinessNumber number, List<MessageStatus> statuses) {
    List<JsonObject> contacts = statuses.stream().filter(MessageStatus::ofPerson).flatMap(it -> it.person().stream()).map(Person::contact).distinct().toList();
    return new Webhook(number, "messages", JsonObject.EMPTY
        .with("contacts", contacts.isEmpty() ? Optional.empty() : Optional.of(contacts))
        .with("statuses", statuses.stream().map(MessageStatus::toJson).toList()));
  }

  private boolean ofPerson() {
    return switch (status) {
      case FAILED, SENT -> false;
      case DELIVERED, READ, PLAYED -> true;
    };
  }

  private JsonObject toJson() {
    return JsonObject.EMPTY
        .with("id", message.id())
        .with("status", status.label)
        .with("timestamp", Long.toString(at.getEpochSecond()))
        .withAll(recipient())
        .with("biz_opaque_callback_data", message.sent().flatMap(PlatformMessage.Sent::callback))
        .with("pricing", price.map(Price::toStatus))
        .with("errors", status == Kind.FAILED
            ? message.sent().flatMap(PlatformMessage.Sent::failure).map(error -> List.of(error.inStatus())) : Optional.empty());
  }

  private JsonObject recipient() {
    return switch (message.chat()) {
      case Chat.OfGroup group -> {
        JsonObject ofGroup = JsonObject.EMPTY.with("recipient_id", group.groupId()).with("recipient_type", "group");
        yield ofPerson() ? ofGroup.withAll(person.map(it -> JsonObject.EMPTY
            .with("recipient_participant_id", it.waId()).with("recipient_participant_user_id", it.userId())).orElse(JsonObject.EMPTY)) : ofGroup;
      }
      case Chat.OfPerson chat -> person.map(it -> JsonObject.EMPTY.with("recipient_id", it.waId()).with("recipient_user_id", it.userId()))
          .orElseGet(() -> JsonObject.EMPTY.with(chat.whom().matches("\\d+") ? "recipient_id" : "recipient_user_id", chat.whom()));
    };
  }
}
