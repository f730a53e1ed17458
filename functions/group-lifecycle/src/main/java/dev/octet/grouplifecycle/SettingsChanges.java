package dev.octet.grouplifecycle;

import dev.octet.domain.Notification;
import dev.octet.domain.group.Group;
import dev.octet.domain.group.GroupPicture;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.webhook.GroupEvent;
import dev.octet.graph.webhook.WebhookEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Applies to the table what the platform says of a group's settings, setting by setting: some may have been changed and others not. */
final class SettingsChanges {
  private final Groups groups;
  private final History history;
  private final Adoption adoption;

  SettingsChanges(Groups groups, History history) {
    this.groups = groups;
    this.history = history;
    this.adoption = new Adoption(groups);
  }

  /** Applied twice, it changes nothing the second time and gives the same notifications. */
  List<Notification> apply(WebhookEvent event, GroupEvent.SettingsUpdated settings) {
    GroupNotifications about = GroupChanges.about(event, settings.groupId(), settings.at(), settings.requestId());
    JsonObject done = JsonObject.EMPTY;
    JsonObject failed = JsonObject.EMPTY;
    for (var block : blocks(settings).entrySet()) {
      boolean worked = worked(settings, block.getValue());
      done = worked ? done.with(block.getKey(), block.getValue()) : done;
      failed = worked ? failed : failed.with(block.getKey(), block.getValue());
    }
    List<Notification> told = new ArrayList<>();
    if (!done.isEmpty()) {
      told.add(about.settings("group.settings_updated", keep(event, about, done, told)));
    }
    if (!failed.isEmpty() || done.isEmpty()) {
      told.add(about.settings("group.settings_update_failed",
          failed.with("errors", Optional.of(settings.errors()).filter(errors -> !errors.isEmpty()))));
    }
    return told;
  }

  /** Why not all settings were changed; empty when they were. */
  static List<JsonObject> errors(GroupEvent.SettingsUpdated settings) {
    if (!settings.errors().isEmpty()) {
      return settings.errors();
    }
    return blocks(settings).values().stream().filter(block -> !worked(settings, block))
        .map(block -> block.objects("errors").stream().findFirst().orElse(JsonObject.EMPTY)).toList();
  }

  /** What the event says of each setting that it speaks of. */
  static JsonObject said(GroupEvent.SettingsUpdated settings) {
    return JsonObject.EMPTY.with("group_subject", settings.subject()).with("group_description", settings.description()).with("profile_picture", settings.picture());
  }

  private static Map<String, JsonObject> blocks(GroupEvent.SettingsUpdated settings) {
    Map<String, JsonObject> blocks = new LinkedHashMap<>();
    settings.subject().ifPresent(block -> blocks.put("group_subject", block));
    settings.description().ifPresent(block -> blocks.put("group_description", block));
    settings.picture().ifPresent(block -> blocks.put("profile_picture", block));
    return blocks;
  }

  private static boolean worked(GroupEvent.SettingsUpdated settings, JsonObject block) {
    return block.bool("update_successful").orElse(settings.errors().isEmpty() && !block.has("errors")); // it has them only if it failed
  }

  private JsonObject keep(WebhookEvent event, GroupNotifications about, JsonObject done, List<Notification> told) {
    Optional<String> subject = text(done, "group_subject");
    Optional<String> description = text(done, "group_description");
    Optional<GroupPicture> picture = done.object("profile_picture").map(block -> new GroupPicture(block.text("sha256"), about.at()));
    AtomicBoolean stateLate = new AtomicBoolean();
    Groups.Saved saved = adoption.update(event, about, told, group -> {
      Optional<Group.Change> named = subject.map(text -> group.subject(text, about.at()));
      Group then = named.map(Group.Change::group).orElse(group);
      Optional<Group.Change> pictured = picture.map(then::pictured);
      stateLate.set(named.map(Group.Change::superseded).orElse(true) && pictured.map(Group.Change::superseded).orElse(true));
      return pictured.map(Group.Change::group).orElse(then);
    });
    boolean describedLate = description.map(text -> !groups.describe(about.groupId(), text, about.at())).orElse(true);
    history.add(about.groupId(), about.at(), "group.settings_updated", done.with("platform_request_id", about.platformRequestId()), about.platformRequestId().orElse(""),
        done.canonical());
    boolean late = stateLate.get() && describedLate && (subject.isPresent() || description.isPresent() || picture.isPresent());
    JsonObject ordered = done.with("sequence", saved.version());
    return late ? ordered.with("superseded", true) : ordered;
  }

  private static Optional<String> text(JsonObject blocks, String name) {
    return blocks.object(name).flatMap(block -> block.text("text"));
  }
}
