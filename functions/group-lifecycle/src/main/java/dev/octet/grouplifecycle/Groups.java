package dev.octet.grouplifecycle;

import dev.octet.aws.table.Add;
import dev.octet.aws.table.Key;
import dev.octet.aws.table.Query;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.aws.table.Written;
import dev.octet.domain.group.Group;
import dev.octet.domain.group.Reconciliation;
import dev.octet.domain.json.JsonObject;
import dev.octet.operations.PageRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The groups in the table, and beside each number how many of its groups are active: the two change together. */
final class Groups {
  /** Then the queue waits, which does it with more patience. */
  private static final int MAX_ATTEMPTS = 20;

  private final Table table;
  private final ReconcileMarks marks;
  private final History history;

  Groups(Table table, Clock clock, History history) {
    this.table = table;
    this.marks = new ReconcileMarks(table, clock);
    this.history = history;
  }

  /** A group and the version of its item, which notifications give as {@code sequence}. */
  record Saved(Group group, long version) {}

  Optional<Saved> get(String groupId) {
    return table.get(key(groupId)).map(Groups::saved);
  }

  Optional<String> description(String groupId) {
    return table.get(descriptionKey(groupId)).flatMap(item -> item.attributes().text("description"));
  }

  /** Since when its description is what it is, by the platform's clock. */
  Optional<Instant> describedAt(String groupId) {
    return table.get(descriptionKey(groupId)).map(item -> Instant.ofEpochSecond(item.attributes().whole("at").orElse(0)));
  }

  /** Keeps a description, unless a later one is known; two of one second leave the group in doubt. Returns whether it is the one that is known now. */
  boolean describe(String groupId, String description, Instant at) {
    JsonObject attributes = JsonObject.EMPTY.with("description", description).with("at", at.getEpochSecond());
    while (true) {
      Optional<Stored> standing = table.get(descriptionKey(groupId));
      if (standing.filter(known -> known.attributes().whole("at").orElse(0) > at.getEpochSecond()).isPresent()) {
        return false;
      }
      boolean tie = standing.filter(known -> known.attributes().whole("at").orElse(0) == at.getEpochSecond()
          && !known.attributes().equals(attributes)).isPresent();
      if (tie) { // first, so that a process that dies here finds it again
        get(groupId).ifPresent(known -> update(groupId, known.group().phoneNumberId(), Group::inDoubt));
      }
      if (standing.map(Stored::attributes).equals(Optional.of(attributes)) || table.put(Write.over(descriptionKey(groupId), standing, attributes)).applied()) {
        return true;
      }
    }
  }

  /** The platform made a group. What is known of it already stays. */
  Saved created(String phoneNumberId, CreateOutcome outcome, Optional<String> requestId) {
    String groupId = outcome.groupId().orElseThrow();
    outcome.description().ifPresent(description -> describe(groupId, description, outcome.at()));
    return update(groupId, phoneNumberId, group -> {
      if (group.createdAt().isEmpty()) { // before the group says so, after which nobody would add it
        history.add(groupId, outcome.at(), "group.created", JsonObject.EMPTY.with("request_id", requestId).with("subject", outcome.subject()), groupId);
      }
      return group.created(outcome.subject(), outcome.inviteLink(), outcome.joinApprovalMode(), outcome.at(), requestId);
    });
  }

  /** It is gone. The time that was known first stays. */
  Saved deleted(String groupId, String phoneNumberId, Instant at) {
    return update(groupId, phoneNumberId, group -> {
      if (group.endedAt().isEmpty()) {
        history.add(groupId, at, "group.deleted", JsonObject.EMPTY, groupId);
      }
      return group.deleted(at);
    });
  }

  /** How many active groups a number has. */
  long activeCount(String phoneNumberId) {
    return table.get(numberKey(phoneNumberId)).map(item -> item.attributes().whole("active_groups").orElse(0)).orElse(0L);
  }

  /** Applies a change to the newest state of a group, which may be the first that is seen of it. */
  Saved update(String groupId, String phoneNumberId, UnaryOperator<Group> change) {
    return update(Group.seen(groupId, phoneNumberId), change);
  }

  /** @param unknown what to begin with when nothing is known of the group */
  Saved update(Group unknown, UnaryOperator<Group> change) {
    return update(unknown.id(), table.get(key(unknown.id())), unknown, change);
  }

  /** Applies a change to a group that is known; to none, if it is not. */
  void change(String groupId, UnaryOperator<Group> change) {
    Optional<Stored> known = table.get(key(groupId));
    known.ifPresent(item -> update(groupId, known, Group.ofJson(item.attributes()), change));
  }

  private Saved update(String groupId, Optional<Stored> read, Group unknown, UnaryOperator<Group> change) {
    Optional<Stored> standing = read;
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Optional<Group> before = standing.map(item -> Group.ofJson(item.attributes()));
      Group after = change.apply(before.orElse(unknown));
      if (before.equals(Optional.of(after))) {
        return saved(standing.orElseThrow());
      }
      switch (write(Write.over(key(groupId), standing, attributes(after)), before, after)) {
        case Written.Applied applied -> {
          return new Saved(after, applied.version());
        }
        case Written.Refused refused -> standing = refused.item();
      }
    }
    throw new IllegalStateException("Others write this group, or count groups of its number, all the time: later.");
  }

  /** Writes over exactly what was read. Empty when another write came first. */
  Optional<Saved> replace(Saved read, Group next) {
    if (read.group().equals(next)) {
      return Optional.of(read);
    }
    Stored stored = new Stored(key(next.id()), attributes(read.group()), read.version());
    return switch (write(Write.replace(stored, attributes(next)), Optional.of(read.group()), next)) {
      case Written.Applied applied -> Optional.of(new Saved(next, applied.version()));
      case Written.Refused _ -> Optional.empty();
    };
  }

  private Written write(Write write, Optional<Group> before, Group after) {
    keepLink(before, after);
    boolean wasActive = before.filter(Group::active).isPresent();
    boolean nowDoubtful = after.doubtful() && before.filter(Group::doubtful).isEmpty();
    if (wasActive != after.active()) {
      if (nowDoubtful) {
        marks.mark(after.phoneNumberId(), after.id()); // first, so that it is there whatever becomes of the next write
      }
      return table.putAll(write, count(after));
    }
    return nowDoubtful ? table.putAll(List.of(write, marks.write(after.phoneNumberId(), after.id()))) : table.put(write);
  }

  /** First, so that whoever knows a link of the group's finds whose it is. */
  private void keepLink(Optional<Group> before, Group after) {
    after.inviteLink().filter(link -> !before.flatMap(Group::inviteLink).equals(Optional.of(link))).ifPresent(link -> InviteLinks.keep(table, link, after.id()));
  }

  private static Add count(Group changed) {
    return new Add(numberKey(changed.phoneNumberId()), "active_groups", changed.active() ? 1 : -1);
  }

  /** One page of a number's active groups, newest first: what the index holds of each. */
  PageRequest.Rows active(String phoneNumberId, PageRequest request) {
    return request.read(table, limit -> Query.index("groups-by-number", "active_number", "active_order", phoneNumberId, limit));
  }

  /** Both items of a group as they stand before the platform is asked about it. */
  record Standing(String groupId, Optional<Stored> state, Optional<Stored> description) {

    Optional<Group> group() {
      return state.map(item -> Group.ofJson(item.attributes()));
    }

    /** @param group what it is taken to be */
    Reconciliation.Known known(Group group) {
      return new Reconciliation.Known(group, description.flatMap(item -> item.attributes().text("description")),
          description.map(item -> Instant.ofEpochSecond(item.attributes().whole("at").orElse(0))));
    }

    /** That of the group once something is written over it. */
    long nextVersion() {
      return state.map(Stored::version).orElse(0L) + 1;
    }
  }

  Standing standing(String groupId) {
    return new Standing(groupId, table.get(key(groupId)), table.get(descriptionKey(groupId)));
  }

  /**
   * Writes what the platform says over what was read before it was asked, and with it what stands beside that: all or
   * nothing. Returns whether it is written; not when anything else was written to one of them since.
   */
  boolean reconcile(Standing read, Group after, Optional<String> description, Instant at, List<Write> beside) {
    List<Write> writes = new ArrayList<>(List.of(Write.over(key(read.groupId()), read.state(), attributes(after))));
    writes.addAll(beside);
    description.ifPresent(text -> writes.add(Write.over(descriptionKey(read.groupId()), read.description(),
        JsonObject.EMPTY.with("description", text).with("at", at.getEpochSecond()))));
    keepLink(read.group(), after);
    boolean wasActive = read.group().map(Group::active).orElse(false);
    return (wasActive == after.active() ? table.putAll(writes) : table.putAll(writes, count(after))).applied();
  }

  /** Writes that nothing about a group is in doubt, unless something was written to it since it was read. */
  boolean assure(Standing read, Group after) {
    return table.put(Write.over(key(read.groupId()), read.state(), attributes(after))).applied();
  }

  private static Saved saved(Stored stored) {
    return new Saved(Group.ofJson(stored.attributes()), stored.version());
  }

  private static JsonObject attributes(Group group) {
    JsonObject json = JsonObject.EMPTY;
    for (var field : group.toJson().fields().entrySet()) {
      if (field.getValue() != null) {
        json = json.with(field.getKey(), field.getValue());
      }
    }
    return group.active() ? json.with("active_number", group.phoneNumberId()).with("active_order", order(group)) : json;
  }

  /** Sorts by time, then by id: two groups of one second keep their places from page to page. */
  private static String order(Group group) {
    return String.format(Locale.ROOT, "%012d#%s", group.createdAt().orElseThrow().getEpochSecond(), group.id());
  }

  private static Key numberKey(String phoneNumberId) {
    return new Key("NUMBER#" + phoneNumberId, "NUMBER");
  }

  private static Key key(String groupId) {
    return new Key("GROUP#" + groupId, "STATE");
  }

  private static Key descriptionKey(String groupId) {
    return new Key("GROUP#" + groupId, "DESCRIPTION");
  }
}
