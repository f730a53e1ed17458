package dev.octet.simulation;

import java.util.List;

/** Items of webhooks as the platform sends them, of every kind that Octet reads. */
final class WebhookItems {
  /**
   * A kind of item.
   *
   * @param list what holds it in a change's value
   * @param text with {@code %1$s} for what makes it one of a kind
   */
  record Kind(String field, String list, String text) {
    String of(String mark) {
      return text.formatted(mark);
    }
  }

  private static final String LIFECYCLE = "group_lifecycle_update";
  private static final String PARTICIPANTS = "group_participants_update";
  private static final String PERSON = "\"wa_id\":\"447700900123\",\"user_id\":\"GB.30411538920096641273\"";

  static final List<Kind> ALL = List.of(
      group(LIFECYCLE, "group_create", "\"request_id\":\"R%1$s\",\"subject\":\"Kitchen %1$s\",\"invite_link\":\"https://chat.whatsapp.com/L%1$s\",\"join_approval_mode\":\"auto_approve\""),
      group(LIFECYCLE, "group_create", "\"request_id\":\"R%1$s\",\"errors\":[{\"code\":131211,\"title\":\"limit\",\"message\":\"too many\",\"error_data\":{\"details\":\"no\"}}]"),
      group(LIFECYCLE, "group_delete", "\"request_id\":\"R%1$s\""),
      group(LIFECYCLE, "group_delete", "\"request_id\":\"R%1$s\",\"errors\":[{\"code\":131000,\"title\":\"wrong\",\"message\":\"wrong\"}]"),
      group(PARTICIPANTS, "group_participants_add", "\"reason\":\"invite_link\",\"added_participants\":[{" + PERSON + "}]"),
      group(PARTICIPANTS, "group_participants_add", "\"reason\":\"invite_link\",\"added_participants\":[{\"input\":\"447700900123\"," + PERSON + "}]"),
      group(PARTICIPANTS, "group_participants_remove", "\"initiated_by\":\"participant\",\"removed_participants\":[{" + PERSON + "}]"),
      group(PARTICIPANTS, "group_participants_remove", "\"request_id\":\"R%1$s\",\"initiated_by\":\"business\",\"removed_participants\":[{\"input\":\"447700900123\"," + PERSON
          + "}],\"failed_participants\":[{\"input\":\"447700900124\",\"errors\":[{\"code\":131212,\"message\":\"not there\",\"title\":\"none\"}]}]"),
      group(PARTICIPANTS, "group_join_request_created", "\"join_request_id\":\"J%1$s\"," + PERSON),
      group(PARTICIPANTS, "group_join_request_revoked", "\"join_request_id\":\"J%1$s\"," + PERSON),
      group("group_settings_update", "group_settings_update", "\"request_id\":\"R%1$s\",\"group_subject\":{\"text\":\"Attic\",\"update_successful\":true},"
          + "\"group_description\":{\"text\":\"Under the roof\",\"update_successful\":\"false\",\"errors\":[{\"code\":131000,\"message\":\"wrong\"}]}"),
      group("group_status_update", "group_suspend", "\"more\":\"none\""),
      group("group_status_update", "group_suspend_cleared", "\"more\":\"none\""),
      new Kind("messages", "messages", "{\"from\":\"447700900123\",\"from_user_id\":\"GB.30411538920096641273\",\"group_id\":\"%1$s\",\"id\":\"wamid.%1$s\","
          + "\"timestamp\":\"1795520000\",\"type\":\"text\",\"text\":{\"body\":\"Hello\"}}"),
      new Kind("messages", "messages", "{\"from\":\"447700900123\",\"group_id\":\"%1$s\",\"id\":\"wamid.%1$s\",\"timestamp\":1795520000,\"type\":\"image\","
          + "\"image\":{\"id\":\"7\",\"mime_type\":\"image/jpeg\",\"sha256\":\"x\",\"caption\":\"y\"},\"context\":{\"from\":\"447700900124\",\"id\":\"wamid.0\"}}"),
      new Kind("messages", "statuses", "{\"id\":\"wamid.%1$s\",\"status\":\"delivered\",\"timestamp\":\"1795520000\",\"recipient_type\":\"group\",\"recipient_id\":\"%1$s\","
          + "\"recipient_participant_id\":\"447700900123\",\"pricing\":{\"billable\":true,\"pricing_model\":\"PMP\",\"category\":\"service\"}}"),
      new Kind("messages", "statuses", "{\"id\":\"wamid.%1$s\",\"status\":\"failed\",\"timestamp\":\"1795520000\",\"recipient_type\":\"group\",\"recipient_id\":\"%1$s\","
          + "\"errors\":[{\"code\":\"131047\",\"title\":\"late\",\"message\":\"late\",\"error_data\":{\"details\":\"late\"}}]}"));

  private WebhookItems() {}

  private static Kind group(String field, String type, String more) {
    return new Kind(field, "groups", "{\"timestamp\":\"1795520000\",\"group_id\":\"%1$s\",\"type\":\"" + type + "\"," + more + "}");
  }

  /** A delivery of items of one kind. */
  static String delivery(String number, Kind kind, List<String> items) {
    return "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"2088\",\"changes\":[{\"value\":{\"messaging_product\":\"whatsapp\",\"metadata\":{"
        + "\"display_phone_number\":\"447700900000\",\"phone_number_id\":\"" + number + "\"},\"" + kind.list() + "\":[" + String.join(",", items)
        + "]},\"field\":\"" + kind.field() + "\"}]}]}";
  }
}
