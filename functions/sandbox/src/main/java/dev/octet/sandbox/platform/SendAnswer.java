package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.util.List;

/** What is answered to a message that was taken ({@code spec/graph/send_*}, {@code pin_message}). */
public final class SendAnswer {
  private SendAnswer() {}

  public static GraphAnswer of(SendRequest request, String messageId) {
    boolean template = request.content().template().isPresent();
    JsonObject message = JsonObject.EMPTY.with("id", messageId);
    if (request.to() instanceof SendRequest.Destination.Group group && !request.content().isPin()) {
      message = message.with("group_id", group.id());
    }
    return GraphAnswer.ok(JsonObject.EMPTY
        .with("messaging_product", "whatsapp")
        .with("contacts", List.of(contact(request.to())))
        .with("messages", List.of(template ? message.with("message_status", "accepted") : message)));
  }

  private static JsonObject contact(SendRequest.Destination to) {
    return switch (to) {
      case SendRequest.Destination.Group group -> JsonObject.EMPTY.with("input", group.id()).with("wa_id", group.id());
      case SendRequest.Destination.Phone phone -> JsonObject.EMPTY.with("input", phone.input()).with("wa_id", phone.waId());
      case SendRequest.Destination.User user -> JsonObject.EMPTY.with("input", user.userId()).with("user_id", user.userId());
    };
  }
}
