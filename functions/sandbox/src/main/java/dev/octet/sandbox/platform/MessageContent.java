package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a person writes, as it will stand in the webhook (spec §3.4).
 *
 * @param fields the member named like the type, and {@code errors} for what is unsupported
 * @param repliesTo the message that it answers
 */
public record MessageContent(String type, JsonObject fields, Optional<String> repliesTo) {
  private static final int MAX_TEXT = 4096;
  private static final int MAX_CAPTION = 1024;
  private static final int MAX_ID = 512;
  private static final int MAX_FILENAME = 240;
  private static final int MAX_MIME_TYPE = 100;

  /** What a file of each kind is when nothing says otherwise. */
  private static final Map<String, String> MIME_TYPES = Map.of(
      "image", "image/jpeg", "video", "video/mp4", "audio", "audio/ogg; codecs=opus", "document", "application/pdf", "sticker", "image/webp");

  /** What reading gives: the content, or a sentence that says what is wrong. */
  public sealed interface Read {
    record Valid(MessageContent content) implements Read {}

    record Invalid(String sentence) implements Read {}
  }

  /** The id of the file that somebody wants to send, if it is one that they have. */
  public static Optional<String> chosen(JsonObject body) {
    return body.text("type").filter(MIME_TYPES::containsKey).flatMap(body::object).flatMap(it -> it.text("id")).filter(id -> !id.isBlank());
  }

  /** @param chosen the file that is sent with it; without one the sandbox makes one up */
  public static Read read(JsonObject body, Optional<Media> chosen, PlatformIds ids) {
    String type = body.text("type").orElse("text");
    Optional<String> wrong = Text.noText(body, "type").or(() -> wrong(body, "context", "message_id"))
        .or(() -> wrong(body, type, "body", "caption", "filename", "mime_type", "message_id", "emoji", "type", "id"));
    if (wrong.isPresent()) {
      return new Read.Invalid(wrong.get());
    }
    Optional<String> repliesTo = body.object("context").flatMap(context -> context.text("message_id"));
    if (repliesTo.isPresent() && repliesTo.get().length() > MAX_ID) {
      return new Read.Invalid("`context.message_id` is not a message's id.");
    }
    return switch (type) {
      case "text" -> text(body, repliesTo);
      case "image", "video", "audio", "document", "sticker" -> media(type, body, chosen, repliesTo, ids);
      case "reaction" -> reaction(body);
      case "unsupported" -> unsupported(body);
      default -> new Read.Invalid("`type` must be text, image, video, audio, document, sticker, reaction or unsupported.");
    };
  }

  /** Of a wrong type: said, and never taken for left out. */
  private static Optional<String> wrong(JsonObject body, String name, String... texts) {
    if (body.get(name) == null) {
      return Optional.empty();
    }
    Optional<JsonObject> object = body.object(name);
    return object.isPresent() ? Text.noText(object.get(), texts) : Optional.of("What stands under the message's `type`, and `context`, must be objects.");
  }

  private static Read text(JsonObject body, Optional<String> repliesTo) {
    Optional<String> text = body.object("text").flatMap(it -> it.text("body")).filter(it -> !it.isBlank());
    if (text.isEmpty() || Text.characters(text.get()) > MAX_TEXT) {
      return new Read.Invalid("`text.body` must be text of 1 to 4096 characters.");
    }
    return valid("text", JsonObject.EMPTY.with("text", JsonObject.EMPTY.with("body", text.get())), repliesTo);
  }

  private static Read media(String type, JsonObject body, Optional<Media> chosen, Optional<String> repliesTo, PlatformIds ids) {
    JsonObject asked = body.object(type).orElse(JsonObject.EMPTY);
    Optional<String> caption = asked.text("caption").filter(it -> !it.isEmpty());
    if (caption.isPresent() && Text.characters(caption.get()) > MAX_CAPTION) {
      return new Read.Invalid("`" + type + ".caption` must have at most 1024 characters.");
    }
    Optional<String> filename = asked.text("filename").filter(it -> type.equals("document"));
    Optional<String> mimeType = asked.text("mime_type");
    if (filename.orElse("").length() > MAX_FILENAME || mimeType.orElse("").length() > MAX_MIME_TYPE) {
      return new Read.Invalid("`" + type + "` must have a `filename` of at most 240 characters and a `mime_type` of at most 100.");
    }
    if (chosen.filter(it -> !it.fits(type)).isPresent()) {
      return new Read.Invalid("The file of `" + type + ".id` is of a type that a message of this type cannot carry.");
    }
    if (chosen.isPresent() && mimeType.filter(it -> !it.equals(chosen.get().mimeType())).isPresent()) {
      return new Read.Invalid("`" + type + ".mime_type` is not that of the file.");
    }
    Media file = chosen.orElseGet(() -> Media.madeUp("", "", mimeType.orElse(String.valueOf(MIME_TYPES.get(type))), Instant.EPOCH));
    return valid(type, JsonObject.EMPTY.with(type, JsonObject.EMPTY
        .with("caption", caption)
        .with("filename", filename)
        .with("mime_type", file.mimeType())
        .with("sha256", file.sha256InWebhook())
        .with("id", ids.object())), repliesTo);
  }

  private static Read reaction(JsonObject body) {
    JsonObject asked = body.object("reaction").orElse(JsonObject.EMPTY);
    Optional<String> to = asked.text("message_id").filter(id -> !id.isEmpty() && id.length() <= MAX_ID);
    Optional<String> emoji = asked.text("emoji").filter(it -> it.length() <= 32);
    if (to.isEmpty() || emoji.isEmpty()) {
      return new Read.Invalid("`reaction` needs `message_id` and `emoji`.");
    }
    return valid("reaction", JsonObject.EMPTY.with("reaction", JsonObject.EMPTY.with("message_id", to.get()).with("emoji", emoji.get())), Optional.empty());
  }

  /** What the API has no form for: view-once, disappearing, polls. The pages print two codes for it (spec §7 row 6). */
  private static Read unsupported(JsonObject body) {
    Optional<String> kind = body.object("unsupported").flatMap(it -> it.text("type"));
    if (!kind.orElse("x").matches("[a-z_]{1,32}")) {
      return new Read.Invalid("`unsupported.type` must be 1 to 32 lower-case letters and underscores, such as view_once.");
    }
    JsonObject error = kind.isPresent()
        ? error(131051, "Message type unknown", "Message type unknown", "Message type is currently not supported.")
        : error(130501, "Message type is not currently supported", "Unsupported message type", "This kind of message cannot be delivered through the API.");
    return valid("unsupported", JsonObject.EMPTY
        .with("errors", List.of(error))
        .with("unsupported", kind.map(it -> JsonObject.EMPTY.with("type", it))), Optional.empty());
  }

  private static JsonObject error(int code, String message, String title, String details) {
    return JsonObject.EMPTY.with("code", code).with("message", message).with("title", title)
        .with("error_data", JsonObject.EMPTY.with("details", details));
  }

  private static Read valid(String type, JsonObject fields, Optional<String> repliesTo) {
    return Text.encodable(fields.fields()) && Text.encodable(repliesTo.orElse(""))
        ? new Read.Valid(new MessageContent(type, fields, repliesTo))
        : new Read.Invalid("The message is not valid Unicode text.");
  }

  /** The file that comes with it, for the business to read. */
  public Optional<Media> media(Optional<Media> chosen, String phoneNumberId, Instant now) {
    return MIME_TYPES.containsKey(type) ? fields.object(type).map(file -> {
      String id = file.text("id").orElseThrow();
      return chosen.map(it -> it.received(id, phoneNumberId, now)).orElseGet(() -> Media.madeUp(id, phoneNumberId, file.text("mime_type").orElseThrow(), now));
    }) : Optional.empty();
  }

  /** With the address that the webhook has beside the file's id (spec §3.4). */
  public MessageContent readableAt(String publicUrl, Optional<Media> file, Instant now) {
    return file.isEmpty() ? this : new MessageContent(
        type, fields.with(type, fields.object(type).orElseThrow().with("url", file.get().address(publicUrl, now))), repliesTo);
  }

  /** The webhook that tells the business; only who is in the group may write, which is for the caller to know. */
  public Webhook webhook(BusinessNumber number, Optional<PlatformGroup> group, Person shown, String messageId, Instant at) {
    return Webhook.written(number, group, shown, messageId, at, this);
  }

  @Override
  public String toString() {
    return "message of type " + type;
  }
}
