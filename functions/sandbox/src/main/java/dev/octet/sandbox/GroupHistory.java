package dev.octet.sandbox;

import dev.octet.aws.table.Page;
import dev.octet.aws.table.Query;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.GroupEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What happened in groups: each event an item beside its group, written in one with the change itself. It stays when the
 * group is deleted. What happened to somebody is in a list of theirs, too, by the index.
 */
final class GroupHistory {
  private static final int EVENTS_A_PAGE = 100;
  private static final String GROUP = "group_id";
  private static final Set<GroupEvent.Type> PASSAGES =
      Set.of(GroupEvent.Type.JOINED, GroupEvent.Type.APPROVED, GroupEvent.Type.LEFT, GroupEvent.Type.REMOVED);

  private final Table table;

  GroupHistory(Table table) {
    this.table = table;
  }

  /** @param change what tells this change from others of the group at the same instant, in their order */
  static List<Write> writes(Keys keys, String groupId, String change, List<GroupEvent> events) {
    List<Write> writes = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      GroupEvent event = events.get(i);
      String order = Keys.eventOrder(event.at(), change, i);
      JsonObject listed = event.person().map(person -> JsonObject.EMPTY.with(Keys.LIST, keys.historyOf(person.id())).with(Keys.ORDER, order)).orElse(JsonObject.EMPTY);
      writes.add(Write.create(keys.event(groupId, order), event.toJson().with(GROUP, groupId).withAll(listed)));
    }
    return List.copyOf(writes);
  }

  /** An event as it is shown, and its place. */
  record Placed(String order, JsonObject event) {}

  /** A page of a query ends at 1 MB, and so may hold fewer than there are: an empty one alone is the end. */
  List<Placed> after(Keys keys, String groupId, Optional<String> order, int limit) {
    Query following = new Query(Optional.empty(), "pk", "sk", "#pk = :pk AND #sk BETWEEN :from AND :to", JsonObject.EMPTY
        .with(":pk", keys.group(groupId).pk()).with(":from", order.map(it -> it + " ").orElse(Keys.EVENTS)).with(":to", Keys.BEHIND_EVENTS),
        true, limit, Optional.empty());
    return table.query(following).items().stream().map(item -> new Placed(item.key().sk(), shown(item.attributes()))).toList();
  }

  private static JsonObject shown(JsonObject item) {
    return item.without(GROUP).without(Keys.LIST).without(Keys.ORDER);
  }

  /** How somebody came into a group or went, the last time. */
  record Passage(GroupEvent.Type how, Instant at) {}

  /** By the group, of all groups that somebody ever was in. */
  Map<String, Passage> passages(Keys keys, String personId) {
    Map<String, Passage> last = new HashMap<>();
    Optional<JsonObject> after = Optional.empty();
    do {
      Page page = table.query(Query.index(Keys.INDEX, Keys.LIST, Keys.ORDER, keys.historyOf(personId), EVENTS_A_PAGE).after(after));
      page.items().stream().map(Stored::attributes).forEach(event -> {
        var type = GroupEvent.Type.of(event.text("type").orElseThrow());
        if (PASSAGES.contains(type)) {
          last.put(event.text(GROUP).orElseThrow(), new Passage(type, Instant.parse(event.text("at").orElseThrow())));
        }
      });
      after = page.last();
    } while (after.isPresent());
    return last;
  }
}
