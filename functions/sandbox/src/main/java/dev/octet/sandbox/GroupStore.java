package dev.octet.sandbox;

import dev.octet.aws.table.Page;
import dev.octet.aws.table.Query;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.GroupEvent;
import dev.octet.sandbox.platform.GroupPage;
import dev.octet.sandbox.platform.PlatformGroup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Groups, their links, and how many a number has. */
final class GroupStore {
  private static final String ACTIVE_GROUPS = "active_groups";
  private static final String DELETED = "deleted";
  private static final String DELETED_AT = "deleted_at";

  private final Table table;

  GroupStore(Table table) {
    this.table = table;
  }

  record Saved(PlatformGroup group, Stored stored) {}

  /** Empty when there is none, or none any more. */
  Optional<Saved> get(Keys keys, String groupId) {
    return table.get(keys.group(groupId)).filter(stored -> !stored.attributes().has(DELETED))
        .map(stored -> new Saved(PlatformGroup.ofJson(stored.attributes()), stored));
  }

  /** The id of the group that a link is, or once was, the link of; the group may be gone. */
  Optional<String> behindLink(Keys keys, String linkId) {
    return table.get(keys.link(linkId)).flatMap(link -> link.attributes().text("group_id"));
  }

  Write replace(Keys keys, Saved saved, PlatformGroup group) {
    return Write.replace(saved.stored(), attributes(keys, group));
  }

  /** The writes that a new group consists of: they stand together or not at all, and so the count is true. */
  List<Write> create(Keys keys, PlatformGroup group, Count count) {
    return List.of(
        Write.over(keys.number(group.phoneNumberId()), count.stored(), JsonObject.EMPTY.with(ACTIVE_GROUPS, count.groups() + 1)),
        Write.create(keys.group(group.id()), attributes(keys, group)),
        link(keys, group),
        GroupHistory.writes(keys, group.id(), place(1), List.of(GroupEvent.created(group))).getFirst());
  }

  /** Changes of a group at the same instant are in the order of its versions. */
  private static String place(long version) {
    return String.format(Locale.ROOT, "%010d", version);
  }

  private static Write link(Keys keys, PlatformGroup group) {
    return Write.create(keys.link(group.linkId()), JsonObject.EMPTY.with("group_id", group.id()));
  }

  /**
   * The writes that a changed group consists of, with what happened. An earlier link keeps leading to the group, which
   * knows that it is dead.
   */
  List<Write> change(Keys keys, Saved saved, PlatformGroup group, GroupEvent.Actor by, Instant at) {
    List<Write> writes = new ArrayList<>();
    writes.add(replace(keys, saved, group));
    if (!group.linkId().equals(saved.group().linkId())) {
      writes.add(link(keys, group));
    }
    writes.addAll(GroupHistory.writes(keys, group.id(), place(saved.stored().version() + 1), GroupEvent.between(saved.group(), group, by, at)));
    return writes;
  }

  /**
   * The writes that take a group away. What stays in its place is in no list, and keeps whoever read the group before
   * from writing it again; its links stay too, dead.
   */
  List<Write> delete(Keys keys, Saved saved, Count count, GroupEvent.Actor by, Instant at) {
    JsonObject left = JsonObject.EMPTY.with(DELETED, true).with("phone_number_id", saved.group().phoneNumberId()).with("subject", saved.group().subject())
        .with(DELETED_AT, at.toEpochMilli());
    return List.of(
        Write.over(keys.number(saved.group().phoneNumberId()), count.stored(), JsonObject.EMPTY.with(ACTIVE_GROUPS, Math.max(0, count.groups() - 1))),
        Write.replace(saved.stored(), left),
        GroupHistory.writes(keys, saved.group().id(), place(saved.stored().version() + 1), List.of(GroupEvent.deleted(by, at))).getFirst());
  }

  /** A group as it is, or what is left of one that was deleted. */
  sealed interface Found {
    record There(PlatformGroup group) implements Found {}

    record Gone(String groupId, String phoneNumberId, String subject, Instant at) implements Found {}
  }

  /** Empty when there never was one. */
  Optional<Found> find(Keys keys, String groupId) {
    return table.get(keys.group(groupId)).map(Stored::attributes).map(it -> !it.has(DELETED) ? new Found.There(PlatformGroup.ofJson(it))
        : new Found.Gone(groupId, it.text("phone_number_id").orElse(""), it.text("subject").orElse(""), Instant.ofEpochMilli(it.whole(DELETED_AT).orElse(0))));
  }

  private static JsonObject attributes(Keys keys, PlatformGroup group) {
    return group.toJson().with(Keys.LIST, keys.groups(group.phoneNumberId())).with(Keys.ORDER, GroupPage.newest(group));
  }

  /** How many groups a number has, as it was read. */
  record Count(long groups, Optional<Stored> stored) {}

  Count count(Keys keys, String phoneNumberId) {
    Optional<Stored> stored = table.get(keys.number(phoneNumberId));
    return new Count(stored.map(it -> it.attributes().whole(ACTIVE_GROUPS).orElse(0)).orElse(0L), stored);
  }

  List<PlatformGroup> newest(Keys keys, String phoneNumberId, int limit) {
    return read(list(keys, phoneNumberId, limit).descending(), limit);
  }

  /** Newest first, from after a place on. */
  List<PlatformGroup> olderThan(Keys keys, String phoneNumberId, String place, boolean included, int limit) {
    return read(list(keys, phoneNumberId, limit)
        .where("#pk = :pk AND #sk " + (included ? "<= :place" : "< :place"), JsonObject.EMPTY.with(":place", place)).descending(), limit);
  }

  /** Newest first, the last of those before a place. */
  List<PlatformGroup> newerThan(Keys keys, String phoneNumberId, String place, boolean included, int limit) {
    return read(list(keys, phoneNumberId, limit)
        .where("#pk = :pk AND #sk " + (included ? ">= :place" : "> :place"), JsonObject.EMPTY.with(":place", place)), limit).reversed();
  }

  private static Query list(Keys keys, String phoneNumberId, int limit) {
    return Query.index(Keys.INDEX, Keys.LIST, Keys.ORDER, keys.groups(phoneNumberId), limit);
  }

  /** A page of a query ends at 1 MB: on to the next one until there are enough. */
  private List<PlatformGroup> read(Query query, int limit) {
    List<PlatformGroup> groups = new ArrayList<>();
    Optional<JsonObject> after = Optional.empty();
    do {
      Page page = table.query(query.after(after));
      page.items().forEach(item -> groups.add(PlatformGroup.ofJson(item.attributes())));
      after = page.last();
    } while (after.isPresent() && groups.size() < limit);
    return List.copyOf(groups.subList(0, Math.min(limit, groups.size())));
  }
}
