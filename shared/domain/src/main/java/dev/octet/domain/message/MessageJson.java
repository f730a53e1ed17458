package dev.octet.domain.message;

import dev.octet.domain.group.Person;
import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** A message as the table keeps it. */
public final class MessageJson {
  private MessageJson() {}

  public static JsonObject of(Message message) {
    return message.sending().toJson().withAll(JsonObject.EMPTY
        .with("phone_number_id", message.phoneNumberId())
        .with("group_id", message.groupId())
        .with("direction", message.direction().name().toLowerCase(Locale.ROOT))
        .with("at", message.at().getEpochSecond())
        .with("type", message.type())
        .with("sender", message.sender().map(Person::toJson))
        .with("whole", present(message.whole().toJson()))
        .with("recipients", message.recipients().isEmpty() ? Optional.empty() : Optional.of(message.recipients().stream().map(Recipient::toJson).toList()))
        .with("errors", message.errors().isEmpty() ? Optional.empty() : Optional.of(message.errors()))
        .with("read_by_all", message.readByAll().map(it -> JsonObject.EMPTY.with("key", it.key()).with("state", it.state().word()).with("at", it.at().getEpochSecond()))));
  }

  public static Message read(String id, JsonObject json) {
    return new Message(
        id,
        json.text("phone_number_id").orElse(""),
        json.text("group_id"),
        json.text("direction").filter("in"::equals).isPresent() ? Message.Direction.IN : Message.Direction.OUT,
        Instant.ofEpochSecond(json.whole("at").orElse(0)),
        json.text("type"),
        json.object("sender").map(Person::ofJson),
        Sending.ofJson(json),
        Receipt.ofJson(json.object("whole").orElse(JsonObject.EMPTY)),
        json.objects("recipients").stream().map(Recipient::ofJson).toList(),
        json.objects("errors"),
        json.object("read_by_all").map(it -> new Message.ReadByAll(it.text("key").orElse(""),
            it.text("state").flatMap(ReceiptState::of).orElse(ReceiptState.READ), Instant.ofEpochSecond(it.whole("at").orElse(0)))));
  }

  private static Optional<JsonObject> present(JsonObject object) {
    return Optional.of(object).filter(some -> !some.isEmpty());
  }
}
