package dev.octet.messagesending;

import dev.octet.aws.table.Key;
import dev.octet.aws.table.Page;
import dev.octet.aws.table.Query;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.aws.table.Written;
import dev.octet.domain.Hash;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.Invitation;
import dev.octet.operations.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The invitations in the table, beside the group that they are to, in the order of their sending; and where each stands, by its id. */
final class Invitations {
  private static final int MAX_ATTEMPTS = 20;
  /** So many are read at a time. */
  private static final int CHUNK = 100;
  private static final String PREFIX = "INVITATION#";

  private final Table table;

  Invitations(Table table) {
    this.table = table;
  }

  /** An invitation and the version of its item, which notifications give as {@code sequence}. */
  record Saved(Invitation invitation, long version) {}

  Optional<Saved> get(String requestId) {
    return table.get(pointer(requestId)).map(Stored::attributes)
        .flatMap(it -> table.get(new Key(pk(it.text("group_id").orElseThrow()), PREFIX + it.text("place").orElseThrow()))).map(Invitations::saved);
  }

  /** Whose link this is, as group-lifecycle keeps it of each link that a group ever had. */
  Optional<String> groupOfLink(String link) {
    return table.get(new Key("INVITE_LINK#" + Hash.hex(link), "GROUP")).flatMap(item -> item.attributes().text("group_id"));
  }

  /** Writes down one that is not there yet. */
  void add(Invitation invitation) {
    Written _ = table.put(Write.create(key(invitation), invitation.toItem()));
    Written _ = table.put(Write.create(pointer(invitation.requestId()),
        JsonObject.EMPTY.with("group_id", invitation.groupId()).with("place", place(invitation))));
  }

  /** Applies a change to the newest state of one; asked for again, it must change nothing. Empty when there is none. */
  Optional<Saved> update(String requestId, UnaryOperator<Invitation> change) {
    return get(requestId).map(saved -> update(saved, change));
  }

  Saved update(Saved read, UnaryOperator<Invitation> change) {
    Saved standing = read;
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Invitation next = change.apply(standing.invitation());
      if (next.equals(standing.invitation())) {
        return standing;
      }
      switch (table.put(new Write(key(next), next.toItem(), standing.version()))) {
        case Written.Applied(long version) -> {
          return new Saved(next, version);
        }
        case Written.Refused refused -> standing = saved(refused.item().orElseThrow());
      }
    }
    throw new IllegalStateException("Others write this invitation all the time: later.");
  }

  /** All of a group, the earliest first. */
  List<Saved> ofGroup(String groupId) {
    List<Saved> all = new ArrayList<>();
    Optional<JsonObject> last = Optional.empty();
    do {
      Page page = table.query(Query.under(pk(groupId), PREFIX, CHUNK).after(last));
      page.items().forEach(item -> all.add(saved(item)));
      last = page.last();
    } while (last.isPresent());
    return all;
  }

  /** A page of those of a group that are wanted, newest first. */
  PageRequest.Rows ofGroup(String groupId, PageRequest asked, Predicate<Invitation> wanted) {
    boolean back = asked.before().isPresent();
    Query list = Query.under(pk(groupId), PREFIX, CHUNK);
    Optional<JsonObject> last = asked.before().or(asked::after).map(place -> JsonObject.EMPTY.with("pk", pk(groupId)).with("sk", PREFIX + place));
    List<JsonObject> rows = new ArrayList<>();
    do {
      Page page = table.query((back ? list : list.descending()).after(last));
      page.items().stream().filter(item -> wanted.test(Invitation.ofItem(item.attributes())))
          .forEach(item -> rows.add(item.attributes().with("place", item.key().sk().substring(PREFIX.length())).with("sequence", item.version())));
      last = page.last();
    } while (last.isPresent() && rows.size() <= asked.limit());
    List<JsonObject> some = rows.subList(0, Math.min(asked.limit(), rows.size()));
    return new PageRequest.Rows(back ? some.reversed() : List.copyOf(some), rows.size() > asked.limit());
  }

  /** Where one stands in the list, which a cursor names. */
  static String place(JsonObject row) {
    return row.text("place").orElseThrow();
  }

  private static Saved saved(Stored item) {
    return new Saved(Invitation.ofItem(item.attributes()), item.version());
  }

  private static String pk(String groupId) {
    return "GROUP#" + groupId;
  }

  private static Key key(Invitation invitation) {
    return new Key(pk(invitation.groupId()), PREFIX + place(invitation));
  }

  /** In order by time, of one second by id. */
  private static String place(Invitation invitation) {
    return String.format(Locale.ROOT, "%012d#%s", invitation.invitedAt().getEpochSecond(), invitation.requestId());
  }

  private static Key pointer(String requestId) {
    return new Key(PREFIX + requestId, "PLACE");
  }
}
