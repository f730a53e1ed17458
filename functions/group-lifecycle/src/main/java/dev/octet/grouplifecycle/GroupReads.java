package dev.octet.grouplifecycle;

import dev.octet.domain.group.Group;
import dev.octet.domain.group.GroupFields;
import dev.octet.domain.group.Participant;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphError;
import dev.octet.operations.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Group info and invite link (spec §2.4, §2.7), from the table. A group that it does not know is asked of the platform
 * once; with {@code source} {@code platform} only the platform is asked. Reads never write to a
 * group: one that the platform was asked about so is to be compared with it.
 *
 * <p>What is asked stands in the query of an HTTP request, or in the body of a command.
 */
final class GroupReads {
  private final GroupAccess access;
  private final Groups groups;
  private final Platform platform;
  private final ReconcileMarks marks;

  GroupReads(GroupAccess access, Groups groups, Platform platform, ReconcileMarks marks) {
    this.access = access;
    this.groups = groups;
    this.platform = platform;
    this.marks = marks;
  }

  /** @throws Refused as all reads do, when there is nothing to be read */
  JsonObject info(List<String> numbers, String groupId, JsonObject asked) {
    List<String> fields = GroupFields.parse(asked.text("fields").orElse(""))
        .orElseThrow(() -> new Refused(GraphError.of(100, GroupFields.sentence())));
    return ofTable(numbers, groupId, asked).map(group -> describe(group, fields)).orElseGet(() ->
        ofPlatform(numbers, groupId, asked, () -> access.info(numbers, groupId, fields)));
  }

  JsonObject inviteLink(List<String> numbers, String groupId, JsonObject asked) {
    return ofTable(numbers, groupId, asked).flatMap(Group::inviteLink)
        .map(link -> JsonObject.EMPTY.with("messaging_product", "whatsapp").with("invite_link", link))
        .orElseGet(() -> ofPlatform(numbers, groupId, asked,
            () -> access.ofPlatform(numbers, groupId, number -> platform.inviteLink(number, groupId))));
  }

  /** Whatever it says, also that there is no such group: what the table has is to be compared with it. */
  private JsonObject ofPlatform(List<String> numbers, String groupId, JsonObject asked, Supplier<GroupAccess.Asked> ask) {
    if (isOfPlatform(asked)) {
      groups.get(groupId).map(saved -> saved.group().phoneNumberId()).filter(numbers::contains).ifPresent(number -> marks.request(number, groupId));
    }
    return ask.get().answer();
  }

  private Optional<Group> ofTable(List<String> numbers, String groupId, JsonObject asked) {
    return isOfPlatform(asked) ? Optional.empty() : access.known(numbers, groupId);
  }

  static boolean isOfPlatform(JsonObject asked) {
    return asked.text("source").equals(Optional.of("platform"));
  }

  private JsonObject describe(Group group, List<String> fields) {
    JsonObject answer = JsonObject.EMPTY.with("messaging_product", "whatsapp").with("id", group.id());
    for (String field : fields) {
      answer = switch (field) {
        case "subject" -> answer.with("subject", group.subject());
        case "description" -> answer.with("description", groups.description(group.id()));
        case "suspended" -> answer.with("suspended", group.suspended());
        case "creation_timestamp" -> answer.with("creation_timestamp", group.createdAt().map(Instant::getEpochSecond));
        case "join_approval_mode" -> answer.with("join_approval_mode", group.joinApprovalMode());
        case "participants" -> answer.with("participants", group.present().stream().map(Participant::person).map(it -> it.toJson()).toList());
        case "total_participant_count" -> answer.with("total_participant_count", group.present().size());
        default -> answer;
      };
    }
    return answer;
  }
}
