package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/** {@code POST /{group_id}}: another subject, another description; the webhook tells of each that was sent (spec §2.9, §4.4). */
public final class Settings {
  private Settings() {}

  public static GroupChange decide(BusinessNumber number, PlatformGroup group, SettingsRequest request, String requestId, Instant now) {
    PlatformGroup changed = group.with(
        request.subject().orElse(group.subject()),
        request.description().isPresent() ? request.description().filter(text -> !text.isEmpty()) : group.description());
    JsonObject blocks = JsonObject.EMPTY
        .with("group_subject", request.subject().map(Settings::updated))
        .with("group_description", request.description().map(Settings::updated));
    return new GroupChange.Changed(
        changed, Optional.of(Webhook.settingsUpdated(number, group, requestId, blocks, now)), GroupChange.taken(requestId));
  }

  private static JsonObject updated(String text) {
    return JsonObject.EMPTY.with("text", text).with("update_successful", true);
  }
}
