package dev.octet.grouplifecycle;

import dev.octet.aws.table.Key;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.aws.table.Written;
import dev.octet.domain.group.CreateGroup;
import dev.octet.domain.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * At most one create of a subject, per number, in flight or unknown: otherwise a group whose answer was lost could not
 * be told from another's. A lease whose operation ended in doubt stays for a day, to know a group that turns up late.
 */
final class CreatingLeases {
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private final Table table;
  private final Clock clock;

  CreatingLeases(Table table, Clock clock) {
    this.table = table;
    this.clock = clock;
  }

  /** The request id of the operation that holds the subject. */
  Optional<String> holder(String phoneNumberId, String subject) {
    return table.get(key(phoneNumberId, subject)).flatMap(CreatingLeases::holder);
  }

  /** Takes the subject when it is free or ours. Returns who holds it then: us, or another operation. */
  String acquire(String phoneNumberId, String subject, String requestId) {
    Write write = Write.create(key(phoneNumberId, subject), JsonObject.EMPTY.with("request_id", requestId));
    return switch (table.put(write)) {
      case Written.Applied _ -> requestId;
      case Written.Refused refused -> refused.item().flatMap(CreatingLeases::holder).orElse("");
    };
  }

  /** Takes the subject over from an operation that has ended. Returns whether it is ours now. */
  boolean takeOver(String phoneNumberId, String subject, String from, String requestId) {
    Optional<Stored> standing = table.get(key(phoneNumberId, subject));
    if (standing.isEmpty()) {
      return acquire(phoneNumberId, subject, requestId).equals(requestId);
    }
    return holder(standing.get()).equals(Optional.of(from))
        && table.put(Write.replace(standing.get(), JsonObject.EMPTY.with("request_id", requestId))).applied();
  }

  void release(String phoneNumberId, String subject, String requestId) {
    table.delete(key(phoneNumberId, subject), "request_id", requestId);
  }

  /** Leaves the lease where it is, as a memory: an operation that has ended keeps nobody waiting. */
  void remember(String phoneNumberId, String subject, String requestId) {
    ours(phoneNumberId, subject, requestId).ifPresent(lease -> table.put(Write.replace(lease,
        lease.attributes().with("expires_at", clock.instant().plus(REMEMBERED).getEpochSecond()))));
  }

  private Optional<Stored> ours(String phoneNumberId, String subject, String requestId) {
    return table.get(key(phoneNumberId, subject)).filter(lease -> holder(lease).equals(Optional.of(requestId)));
  }

  private static Optional<String> holder(Stored lease) {
    return lease.attributes().text("request_id");
  }

  private static Key key(String phoneNumberId, String subject) {
    return new Key("CREATING#" + phoneNumberId + "#" + CreateGroup.subjectHash(subject), "CREATING");
  }
}
