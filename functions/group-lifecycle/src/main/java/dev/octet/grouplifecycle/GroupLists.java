package dev.octet.grouplifecycle;

import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphError;
import dev.octet.operations.Cursors;
import dev.octet.operations.PageRequest;
import dev.octet.operations.Refused;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** The lists: a number's active groups, and who asked to be let into one (spec §2.3, §2.8), from the table as all reads. */
final class GroupLists {
  private final GroupAccess access;
  private final Groups groups;
  private final JoinRequests joinRequests;
  private final History history;
  private final Platform platform;
  private final Cursors cursors;

  GroupLists(GroupAccess access, Groups groups, JoinRequests joinRequests, History history, Platform platform, Cursors cursors) {
    this.access = access;
    this.groups = groups;
    this.joinRequests = joinRequests;
    this.history = history;
    this.platform = platform;
    this.cursors = cursors;
  }

  /** @param address of the other pages; empty where there are no addresses, as on a queue */
  JsonObject activeGroups(String phoneNumberId, JsonObject asked, Optional<BiFunction<String, String, String>> address) {
    if (GroupReads.isOfPlatform(asked)) {
      PageRequest page = PageRequest.of(asked, cursor -> cursor);
      return PageRequest.ofPlatform(GroupAccess.answer(platform.activeGroups(phoneNumberId, page.limit(), page.after(), page.before())), address);
    }
    String list = "groups of " + phoneNumberId;
    PageRequest page = PageRequest.of(asked, cursor -> cursors.open(list, cursor));
    PageRequest.Rows found = groups.active(phoneNumberId, page);
    List<JsonObject> rows = found.rows().stream().map(row -> JsonObject.EMPTY
        .with("id", row.text("group_id"))
        .with("subject", row.text("subject"))
        .with("created_at", Long.toString(row.whole("created_at").orElse(0)))).toList();
    return page.answer(JsonObject.EMPTY.with("groups", rows), found, row -> cursors.seal(list, row.text("active_order").orElseThrow()), address);
  }

  /** Who asked, and was not answered yet. */
  JsonObject joinRequests(List<String> numbers, String groupId, JsonObject asked, Optional<BiFunction<String, String, String>> address) {
    if (GroupReads.isOfPlatform(asked) || access.known(numbers, groupId).isEmpty()) {
      PageRequest page = PageRequest.of(asked, cursor -> cursor);
      return PageRequest.ofPlatform(access.ofPlatform(numbers, groupId, number ->
          platform.joinRequests(number, groupId, page.limit(), page.after(), page.before())).answer(), address);
    }
    String list = "join requests of " + groupId;
    PageRequest page = PageRequest.of(asked, cursor -> cursors.open(list, cursor));
    PageRequest.Rows found = joinRequests.open(groupId, page);
    List<JsonObject> rows = found.rows().stream().map(row -> row.without("state").without("at")
        .with("creation_timestamp", row.whole("at").orElse(0))).toList();
    return page.answer(rows, found, row -> cursors.seal(list, row.text("join_request_id").orElseThrow()), address);
  }

  /** What happened in a group, newest first, also after its end. */
  JsonObject history(List<String> numbers, String groupId, JsonObject asked, Optional<BiFunction<String, String, String>> address) {
    if (asked.has("before")) {
      throw new Refused(GraphError.of(100, "A history is read forwards: with `after`, from the newest to the oldest."));
    }
    if (groups.get(groupId).filter(it -> numbers.contains(it.group().phoneNumberId())).isEmpty()) {
      throw new Refused(GraphError.of(GroupRequest.GROUP_UNKNOWN, "There is no group with this id that the token may see.").withStatus(404));
    }
    String list = "history of " + groupId;
    PageRequest page = PageRequest.of(asked, cursor -> cursors.open(list, cursor));
    PageRequest.Rows found = history.read(groupId, page.limit(), page.after());
    return forwards(page.answer(found.rows().stream().map(History::entry).toList(), found, row -> cursors.seal(list, History.place(row)), address));
  }

  /** Without the way back, which would be refused. */
  private static JsonObject forwards(JsonObject page) {
    return page.object("paging").map(paging -> page.with("paging", paging.without("previous")
        .with("cursors", paging.object("cursors").map(both -> both.without("before"))))).orElse(page);
  }
}
