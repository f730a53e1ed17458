package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The variants of webhooks that the sandbox sends (spec §4), told from each other by what they hold. */
public enum WebhookVariant {
  GROUP_CREATED("group_lifecycle_update.group_create", "Group created"),
  GROUP_NOT_CREATED("group_lifecycle_update.group_create.failed", "Group not created"),
  GROUP_DELETED("group_lifecycle_update.group_delete", "Group deleted"),
  GROUP_NOT_DELETED("group_lifecycle_update.group_delete.failed", "Group not deleted"),
  JOINED("group_participants_update.group_participants_add.by_link", "Joined by the link"),
  APPROVED("group_participants_update.group_participants_add.approved", "Let in"),
  REMOVED("group_participants_update.group_participants_remove.by_business", "Removed"),
  REMOVED_PARTLY("group_participants_update.group_participants_remove.by_business.partial", "Removed in part"),
  NOT_REMOVED("group_participants_update.group_participants_remove.by_business.failed", "Not removed"),
  LEFT("group_participants_update.group_participants_remove.by_participant", "Left"),
  JOIN_REQUESTED("group_participants_update.group_join_request_created", "Asked to join"),
  JOIN_REQUEST_REVOKED("group_participants_update.group_join_request_revoked", "Asked no more"),
  SETTINGS_CHANGED("group_settings_update.group_settings_update", "Settings changed"),
  SETTINGS_CHANGED_PARTLY("group_settings_update.group_settings_update.partial", "Settings changed in part"),
  SETTINGS_NOT_CHANGED("group_settings_update.group_settings_update.failed", "Settings not changed"),
  SUSPENDED("group_status_update.group_suspend", "Group suspended"),
  SUSPENSION_CLEARED("group_status_update.group_suspend_cleared", "Suspension cleared"),
  TEXT("messages.text", "Text from somebody"),
  IMAGE("messages.image", "Image from somebody"),
  VIDEO("messages.video", "Video from somebody"),
  AUDIO("messages.audio", "Audio from somebody"),
  DOCUMENT("messages.document", "Document from somebody"),
  STICKER("messages.sticker", "Sticker from somebody"),
  REACTION("messages.reaction", "Reaction from somebody"),
  UNSUPPORTED("messages.unsupported", "Something unsupported from somebody"),
  NUMBER_CHANGED("messages.system.user_changed_number", "Another phone number"),
  USER_ID_CHANGED("messages.system.user_changed_user_id", "Another user id"),
  SENT("messages.statuses.sent", "Sent"),
  DELIVERED("messages.statuses.delivered", "Delivered"),
  READ("messages.statuses.read", "Read"),
  PLAYED("messages.statuses.played", "Played"),
  FAILED("messages.statuses.failed", "Message failed"),
  ACCOUNT_ERROR("messages.errors", "Something is wrong with the account"),
  USER_ID_UPDATE("user_id_update", "User id updated"),
  TEMPLATE_APPROVED("message_template_status_update.approved", "Template approved"),
  TEMPLATE_REJECTED("message_template_status_update.rejected", "Template rejected"),
  TEMPLATE_PAUSED("message_template_status_update.paused", "Template paused"),
  TEMPLATE_DISABLED("message_template_status_update.disabled", "Template disabled"),
  TEMPLATE_CATEGORY("template_category_update", "Template in another category");

  private final String key;
  private final String title;

  WebhookVariant(String key, String title) {
    this.key = key;
    this.title = title;
  }

  /** The field, then what tells it from others of the field. */
  public String key() {
    return key;
  }

  public String title() {
    return title;
  }

  /**
   * What is in this body, which may carry several; none for what the sandbox does not send.
   *
   * @param body a POST body, whole
   */
  public static List<WebhookVariant> in(JsonObject body) {
    return changes(body).flatMap(change -> of(change).stream()).distinct().toList();
  }

  /** Whether it carries nothing that the sandbox does not send. */
  public static boolean isKnown(JsonObject body) {
    return changes(body).findAny().isPresent() && changes(body).allMatch(change -> of(change).isPresent());
  }

  private static Stream<JsonObject> changes(JsonObject body) {
    return body.objects("entry").stream().flatMap(entry -> entry.objects("changes").stream());
  }

  private static Optional<WebhookVariant> of(JsonObject change) {
    JsonObject value = change.object("value").orElse(JsonObject.EMPTY);
    String field = change.text("field").orElse("");
    return keyed(field + switch (field) {
      case "group_lifecycle_update", "group_participants_update", "group_settings_update", "group_status_update" ->
          value.objects("groups").stream().findFirst().map(WebhookVariant::ofGroup).orElse("");
      case "messages" -> ofMessages(value);
      case "message_template_status_update" -> "." + value.text("event").orElse("").toLowerCase(Locale.ROOT);
      default -> "";
    });
  }

  private static Optional<WebhookVariant> keyed(String key) {
    return Arrays.stream(values()).filter(it -> it.key.equals(key)).findFirst();
  }

  private static String ofGroup(JsonObject event) {
    String type = event.text("type").orElse("");
    return "." + type + switch (type) {
      case "group_participants_add" -> event.objects("added_participants").stream().anyMatch(it -> it.has("input")) ? ".approved" : ".by_link";
      case "group_participants_remove" -> ".by_" + event.text("initiated_by").orElse("") + (!event.has("failed_participants") ? ""
          : event.has("removed_participants") ? ".partial" : ".failed");
      case "group_settings_update" -> ofSettings(event);
      default -> event.has("errors") ? ".failed" : "";
    };
  }

  private static String ofSettings(JsonObject event) {
    long sent = blocks(event).count();
    long done = blocks(event).filter(block -> block.bool("update_successful").orElse(false)).count();
    return done == sent ? "" : done == 0 ? ".failed" : ".partial";
  }

  private static Stream<JsonObject> blocks(JsonObject event) {
    return event.fields().keySet().stream().flatMap(name -> event.object(name).stream()).filter(block -> block.has("update_successful"));
  }

  private static String ofMessages(JsonObject value) {
    if (value.has("errors")) {
      return ".errors";
    }
    Optional<JsonObject> status = value.objects("statuses").stream().findFirst();
    return status.map(it -> ".statuses." + it.text("status").orElse("")).orElseGet(() -> value.objects("messages").stream().findFirst()
        .map(it -> "." + it.text("type").orElse("") + it.object("system").flatMap(system -> system.text("type")).map(type -> "." + type).orElse("")).orElse(""));
  }
}
