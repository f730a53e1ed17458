package dev.octet.aws.notification;

import dev.octet.aws.table.Key;
import dev.octet.aws.table.Page;
import dev.octet.aws.table.Query;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.aws.table.Written;
import dev.octet.domain.group.ErasedPerson;
import dev.octet.domain.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who was erased, and when, as hashes of their names: what was told of them before may come into the table after, from a queue or
 * from among the dead letters. It is known for as long as anything is kept that was told before.
 */
record Erasures(Table table, Duration kept, Clock clock) {
  private static final int PAGE = 100;

  /**
   * Returns since when what comes has the person blanked.
   *
   * @param run what tells this erasure of them from all others
   */
  Instant begin(String phoneNumberId, ErasedPerson person, String run) {
    Instant now = clock.instant();
    JsonObject erasure = JsonObject.EMPTY.with("names", List.copyOf(person.hashes())).with("mark", person.mark()).with("at", now.toString())
        .with("expires_at", now.plus(kept).getEpochSecond());
    return table.put(Write.create(new Key(pk(phoneNumberId), run), erasure)) instanceof Written.Refused refused
        ? at(refused.item().orElseThrow()) : now;
  }

  /** What is left of something that was told then. */
  JsonObject blank(String phoneNumberId, Instant told, JsonObject event) {
    JsonObject left = event;
    for (Stored erasure : of(phoneNumberId)) {
      if (!told.isAfter(at(erasure))) {
        left = ErasedPerson.ofHashes(Set.copyOf(erasure.attributes().texts("names")), erasure.attributes().text("mark").orElseThrow()).blank(left);
      }
    }
    return left;
  }

  private List<Stored> of(String phoneNumberId) {
    List<Stored> all = new ArrayList<>();
    Optional<JsonObject> last = Optional.empty();
    do {
      Page page = table.query(Query.under(pk(phoneNumberId), PAGE).after(last));
      all.addAll(page.items());
      last = page.last();
    } while (last.isPresent());
    return all;
  }

  private static Instant at(Stored erasure) {
    return Instant.parse(erasure.attributes().text("at").orElseThrow());
  }

  private static String pk(String phoneNumberId) {
    return "ERASED#" + phoneNumberId;
  }
}
