package dev.octet.messagesending;

import dev.octet.domain.group.Person;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.Message;
import dev.octet.domain.message.Price;
import dev.octet.domain.message.ReceiptState;
import dev.octet.domain.message.Recipient;
import dev.octet.domain.message.Sending;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A message as it is shown. */
final class MessageView {
  private MessageView() {}

  /** @param sequence the version of its item, as notifications give it */
  static JsonObject of(Message message, long sequence) {
    return JsonObject.EMPTY
        .with("id", message.id())
        .with("phone_number_id", message.phoneNumberId())
        .with("group_id", message.groupId())
        .with("direction", message.direction().name().toLowerCase(Locale.ROOT))
        .with("type", message.type())
        .with("timestamp", message.at().getEpochSecond())
        .with("sender", message.sender().map(Person::toJson))
        .with("request_id", message.sending().requestId())
        .with("command_id", message.sending().commandId())
        .with("biz_opaque_callback_data", message.sending().callbackData())
        .with("template", message.sending().template().map(Sending.Template::toJson))
        .with("status", message.whole().state().map(ReceiptState::word))
        .withAll(message.whole().timesToJson())
        .with("errors", message.errors().isEmpty() ? Optional.empty() : Optional.of(message.errors()))
        .with("receipts", message.direction() == Message.Direction.IN ? Optional.<List<JsonObject>>empty()
            : Optional.of(message.recipients().stream().map(MessageView::receipt).toList()))
        .with("read_by_all_at", message.readByAll().map(it -> it.at().getEpochSecond()))
        .with("sequence", sequence);
  }

  /** What of it does not change, and stands in the index. */
  static JsonObject row(JsonObject indexed) {
    return JsonObject.EMPTY
        .with("id", Messages.idAt(indexed))
        .with("direction", indexed.text("direction"))
        .with("type", indexed.text("type"))
        .with("timestamp", indexed.whole("at").orElse(0))
        .with("sender", indexed.object("sender"))
        .with("request_id", indexed.text("request_id"))
        .with("command_id", indexed.text("command_id"))
        .with("template", indexed.object("template"));
  }

  private static JsonObject receipt(Recipient recipient) {
    return JsonObject.EMPTY
        .with("participant", recipient.person().toJson())
        .with("status", recipient.receipt().state().map(ReceiptState::word))
        .withAll(recipient.receipt().timesToJson())
        .with("pricing", recipient.price().map(Price::toJson));
  }
}
