package dev.octet.grouplifecycle;

import dev.octet.domain.group.GroupSnapshot;
import dev.octet.domain.group.Person;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.webhook.PlatformTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The platform's answer about a group (spec §2.7), as far as it is understood. */
final class GroupInfo {
  /** Several times what the platform allows now (spec §1); an item of the table would hold more. */
  private static final int MAX_PEOPLE = 32;
  private static final int MAX_ID = 512;
  private static final int MAX_TEXT = 8192;
  private static final List<String> MODES = List.of("auto_approve", "approval_required");

  private GroupInfo() {}

  /**
   * Empty when the answer is about something else, or a part of it has a form that is not known: then nothing of it counts.
   * A part that is not there is one that the platform did not speak of.
   */
  static Optional<GroupSnapshot> read(String groupId, JsonObject answer) {
    Optional<List<Person>> people = people(answer);
    boolean understood = answer.text("id").equals(Optional.of(groupId))
        && isText(answer, "subject") && isText(answer, "description")
        && (absent(answer, "suspended") || answer.bool("suspended").isPresent())
        && (absent(answer, "join_approval_mode") || answer.text("join_approval_mode").filter(MODES::contains).isPresent())
        && (absent(answer, "creation_timestamp") || PlatformTime.read(answer, "creation_timestamp").isPresent())
        && (absent(answer, "participants") || people.isPresent())
        && people.map(List::size).orElse(0) == answer.whole("total_participant_count").orElse(people.map(List::size).orElse(0));
    if (!understood) {
      return Optional.empty();
    }
    Optional<String> subject = answer.text("subject").filter(text -> !text.isBlank());
    // Who tells the subject was asked for all fields: a description that is left out is none.
    Optional<String> description = answer.text("description").or(() -> subject.map(_ -> ""));
    boolean nobody = absent(answer, "participants") && answer.has("total_participant_count");
    return Optional.of(new GroupSnapshot(subject, description, answer.bool("suspended"), answer.text("join_approval_mode"),
        PlatformTime.read(answer, "creation_timestamp"), nobody ? Optional.of(List.of()) : people, Optional.empty()));
  }

  /** Everybody, once; empty when somebody cannot be told from the others. */
  private static Optional<List<Person>> people(JsonObject answer) {
    List<Person> people = new ArrayList<>();
    for (JsonObject row : answer.objects("participants")) {
      Person person = new Person(id(row, "user_id"), id(row, "wa_id"), id(row, "parent_user_id"), id(row, "username"));
      if (!person.known() || people.stream().anyMatch(person::is)) {
        return Optional.empty();
      }
      people.add(person);
    }
    boolean all = answer.get("participants") instanceof List<?> items && items.size() == people.size() && people.size() <= MAX_PEOPLE;
    return all ? Optional.of(people) : Optional.empty();
  }

  private static Optional<String> id(JsonObject row, String name) {
    return row.text(name).filter(text -> !text.isBlank() && text.length() <= MAX_ID);
  }

  private static boolean isText(JsonObject answer, String name) {
    return absent(answer, name) || (answer.get(name) instanceof String text && text.length() <= MAX_TEXT);
  }

  private static boolean absent(JsonObject answer, String name) {
    return answer.get(name) == null;
  }
}
