package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The body of {@code POST /{phone_number_id}/messages} that sends something (spec §3.1, §3.3).
 *
 * @param callback {@code biz_opaque_callback_data}
 */
public record SendRequest(Destination to, SendContent content, Optional<String> repliesTo, Optional<String> callback) {
  static final String PIN = "pin";

  private static final int MAX_CALLBACK = 512;
  private static final int MAX_ID = 512;
  /** As people write numbers: 5 to 20 digits, with a plus, spaces and brackets or without. */
  private static final Pattern PHONE = Pattern.compile("\\+?(?:[ ()-]*\\d){5,20}[ ()-]*");
  private static final Pattern USER_ID = Pattern.compile("[A-Z]{2}\\.(?:ENT\\.)?[A-Za-z0-9]{1,128}");

  /** Whom it is for. */
  public sealed interface Destination {
    record Group(String id) implements Destination {}

    /** @param input as it was sent, to be given back */
    record Phone(String input, String waId) implements Destination {}

    record User(String userId) implements Destination {}
  }

  /** What reading a body gives. */
  public sealed interface Read {
    record Valid(SendRequest request) implements Read {}

    record Invalid(Refusal refusal) implements Read {}
  }

  /** A destination, or what is wrong with it. */
  private sealed interface Whom {
    record Found(Destination to) implements Whom {}

    record Wrong(Refusal refusal) implements Whom {}
  }

  /** @param unverified whether groups take types of which nothing says that they do */
  public static Read read(JsonObject body, boolean unverified) {
    Optional<Refusal> wrong = RequestBody.wrong(body, "recipient_type", "to", "recipient", "type", "biz_opaque_callback_data")
        .or(() -> Text.encodable(body.fields()) ? Optional.empty() : RequestBody.refused(PlatformError.BAD_VALUE, "The message is not valid Unicode text."))
        .or(() -> wrongCallback(body)).or(() -> wrongContext(body));
    if (wrong.isPresent()) {
      return new Read.Invalid(wrong.get());
    }
    return switch (whom(body)) {
      case Whom.Wrong it -> new Read.Invalid(it.refusal());
      case Whom.Found found -> switch (SendContent.read(body, found.to() instanceof Destination.Group, unverified)) {
        case SendContent.Read.Invalid invalid -> new Read.Invalid(invalid.refusal());
        case SendContent.Read.Valid valid -> new Read.Valid(new SendRequest(found.to(), valid.content(),
            body.object("context").flatMap(context -> context.text("message_id")), body.text("biz_opaque_callback_data")));
      };
    };
  }

  private static Optional<Refusal> wrongCallback(JsonObject body) {
    return body.text("biz_opaque_callback_data").filter(it -> Text.characters(it) > MAX_CALLBACK)
        .flatMap(_ -> RequestBody.refused(PlatformError.BAD_VALUE, "biz_opaque_callback_data must have at most 512 characters."));
  }

  private static Optional<Refusal> wrongContext(JsonObject body) {
    if (body.get("context") == null) {
      return Optional.empty();
    }
    Optional<JsonObject> context = body.object("context");
    if (context.isEmpty()) {
      return RequestBody.refused(PlatformError.INVALID_PARAMETER, "context must be an object.");
    }
    return RequestBody.wrongTexts(context.get(), "message_id")
        .or(() -> context.get().text("message_id").filter(id -> !id.isEmpty() && id.length() <= MAX_ID).isPresent() ? Optional.empty()
            : RequestBody.refused(PlatformError.MISSING_PARAMETER, "context.message_id is required, a message's id."));
  }

  private static Whom whom(JsonObject body) {
    String type = body.text("recipient_type").orElse("individual");
    if (!Set.of("individual", "group").contains(type)) {
      return wrong(PlatformError.BAD_VALUE, "recipient_type must be individual or group.");
    }
    boolean group = type.equals("group");
    Optional<String> to = body.text("to").filter(it -> !it.isBlank());
    Optional<String> recipient = body.text("recipient").filter(it -> !it.isBlank() && !group);
    if (to.isEmpty() && recipient.isEmpty()) {
      return wrong(PlatformError.MISSING_PARAMETER, group ? "to is required: the group's id." : "to is required: a phone number; or recipient, a user id.");
    }
    return to.map(it -> to(it, group)).orElseGet(() -> user(recipient.orElse(""))); // beside a recipient, to wins
  }

  private static Whom to(String to, boolean group) {
    boolean isGroup = PlatformIds.isGroup(to);
    boolean isPhone = PHONE.matcher(to).matches();
    if (group ? !isGroup : !isPhone) {
      return wrong(PlatformError.BAD_VALUE, isGroup || isPhone ? "recipient_type does not match the value of to."
          : group ? "to must be a group's id." : "to must be a phone number.");
    }
    return new Whom.Found(group ? new Destination.Group(to) : new Destination.Phone(to, to.replaceAll("\\D", "")));
  }

  private static Whom user(String recipient) {
    return USER_ID.matcher(recipient).matches() ? new Whom.Found(new Destination.User(recipient))
        : wrong(PlatformError.BAD_VALUE, "recipient must be a business-scoped user id, such as US.1234567890.");
  }

  private static Whom wrong(PlatformError kind, String details) {
    return new Whom.Wrong(Refusal.of(kind, details));
  }

  @Override
  public String toString() {
    return "request to send " + content; // the rest is whom it is for
  }
}
