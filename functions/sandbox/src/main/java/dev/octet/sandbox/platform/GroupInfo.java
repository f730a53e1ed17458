package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code GET /{group_id}?fields=} (spec §2.7). */
public final class GroupInfo {
  private static final List<String> FIELDS = List.of("messaging_product", "id", "subject", "creation_timestamp", "suspended",
      "description", "total_participant_count", "participants", "join_approval_mode");

  private GroupInfo() {}

  /** @param fields names, separated by commas; without any, {@code id} and {@code messaging_product} alone */
  public static GraphAnswer answer(PlatformGroup group, Optional<String> fields) {
    Set<String> asked = new LinkedHashSet<>(List.of("messaging_product", "id"));
    for (String name : fields.orElse("").split(",")) {
      if (!name.isBlank()) {
        if (!FIELDS.contains(name.strip())) {
          return GraphAnswer.refused(PlatformError.INVALID_PARAMETER,
              "fields names a field that a group does not have. It has id, " + String.join(", ", FIELDS.subList(2, FIELDS.size())) + ".");
        }
        asked.add(name.strip());
      }
    }
    JsonObject all = all(group);
    JsonObject answer = JsonObject.EMPTY;
    for (String name : FIELDS) {
      if (asked.contains(name) && all.has(name)) {
        answer = answer.with(name, all.get(name));
      }
    }
    return GraphAnswer.ok(answer);
  }

  private static JsonObject all(PlatformGroup group) {
    return JsonObject.EMPTY
        .with("messaging_product", "whatsapp")
        .with("id", group.id())
        .with("subject", group.subject())
        .with("creation_timestamp", group.createdAt().getEpochSecond())
        .with("suspended", group.suspended())
        .with("description", group.description())
        .with("total_participant_count", group.participants().size())
        .with("participants", group.participants().stream().map(participant -> participant.person().identity()).toList())
        .with("join_approval_mode", group.joinApprovalMode());
  }
}
