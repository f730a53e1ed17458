package dev.octet.grouplifecycle;

import dev.octet.aws.table.Key;
import dev.octet.aws.table.Page;
import dev.octet.aws.table.Query;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.aws.table.Written;
import dev.octet.domain.group.Person;
import dev.octet.domain.json.JsonObject;
import dev.octet.operations.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who asked to be let into a group, and what became of it. The same person asks again under the same id (spec §1). */
final class JoinRequests {
  private static final String ASKED = "asked";
  private static final String PREFIX = "JOIN_REQUEST#";
  /** What was answered is remembered as long as operations are. */
  private static final Duration KEPT = Duration.ofDays(30);
  private static final int PAGE = 100;

  private final Table table;

  JoinRequests(Table table) {
    this.table = table;
  }

  Optional<Stored> get(String groupId, String joinRequestId) {
    return table.get(key(groupId, joinRequestId));
  }

  static boolean isOpen(Stored joinRequest) {
    return joinRequest.attributes().text("state").equals(Optional.of(ASKED));
  }

  /** Somebody asked. Most ask for the first time, so nothing is read first. */
  void asked(String groupId, String joinRequestId, Person person, Instant at) {
    change(key(groupId, joinRequestId), Optional.empty(), ASKED, person.toJson(), at);
  }

  /** It was taken back. */
  void revoked(String groupId, String joinRequestId, Optional<Stored> read, Person person, Instant at) {
    change(key(groupId, joinRequestId), read, "revoked", person.toJson(), at);
  }

  /** @param state {@code approved} or {@code rejected} */
  void answered(String groupId, String joinRequestId, String state, Instant at) {
    change(key(groupId, joinRequestId), get(groupId, joinRequestId), state, JsonObject.EMPTY, at);
  }

  /** Who it was, as far as that is known. */
  Optional<Person> person(String groupId, String joinRequestId) {
    return get(groupId, joinRequestId).map(item -> Person.ofJson(item.attributes())).filter(Person::known);
  }

  /** What comes late undoes nothing. */
  private void change(Key key, Optional<Stored> read, String state, JsonObject person, Instant at) {
    Optional<Stored> standing = read;
    while (true) {
      JsonObject known = standing.map(Stored::attributes).orElse(JsonObject.EMPTY);
      if (known.whole("at").orElse(0) > at.getEpochSecond()) {
        return;
      }
      JsonObject next = known.without("expires_at").withAll(person).with("state", state).with("at", at.getEpochSecond());
      JsonObject kept = state.equals(ASKED) ? next : next.with("expires_at", at.plus(KEPT).getEpochSecond());
      if (kept.equals(known)) {
        return;
      }
      switch (table.put(Write.over(key, standing, kept))) {
        case Written.Applied _ -> {
          return;
        }
        case Written.Refused refused -> standing = refused.item();
      }
    }
  }

  /** Those that are to be answered, in the order of their ids; {@code join_request_id}, the person, {@code at} in each row. */
  PageRequest.Rows open(String groupId, PageRequest request) {
    boolean backwards = request.before().isPresent();
    Query query = Query.under("GROUP#" + groupId, PREFIX, PAGE);
    Query directed = backwards ? query.descending() : query;
    Optional<JsonObject> last = request.before().or(request::after)
        .map(place -> JsonObject.EMPTY.with("pk", "GROUP#" + groupId).with("sk", PREFIX + place));
    List<JsonObject> rows = new ArrayList<>();
    do {
      Page page = table.query(directed.after(last));
      page.items().stream().filter(JoinRequests::isOpen)
          .map(item -> JsonObject.EMPTY.with("join_request_id", item.key().sk().substring(PREFIX.length())).withAll(item.attributes()))
          .forEach(rows::add);
      last = page.last();
    } while (last.isPresent() && rows.size() <= request.limit());
    List<JsonObject> wanted = rows.subList(0, Math.min(request.limit(), rows.size()));
    return new PageRequest.Rows(backwards ? wanted.reversed() : List.copyOf(wanted), rows.size() > request.limit());
  }

  private static Key key(String groupId, String joinRequestId) {
    return new Key("GROUP#" + groupId, PREFIX + joinRequestId);
  }
}
