package dev.octet.sandbox;

import dev.octet.aws.table.Query;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.sandbox.platform.WebhookBatch;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/**
 * Webhooks of one number that share a delivery: those that are due within the same second wait for its end. Each has a
 * ticket of its own. Whichever comes first takes the others' words into its body, in one transaction: from then on it
 * is one webhook like others, and they are none. What is written too late to be taken in goes alone.
 */
final class Batches {
  /** A transaction writes a hundred items. */
  private static final int MOST = 50;
  /** As JSON in JSON it is not more than an item holds. */
  private static final int MOST_CHARACTERS = 150_000;

  private final Table table;
  private final Outbox outbox;

  Batches(Table table, Outbox outbox) {
    this.table = table;
    this.outbox = outbox;
  }

  /** When what is due then goes out: at the end of its second. */
  static Instant endOf(Instant due) {
    return due.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
  }

  /** In the order in which they were made. */
  static String order(Instant madeAt, int index, String webhookId) {
    return String.format(Locale.ROOT, "%016d#%03d#%s", ChronoUnit.MICROS.between(Instant.EPOCH, madeAt), index, webhookId);
  }

  /**
   * A batch that is sent now.
   *
   * @param carrying what is sent
   * @param joined what is in its body, and is not sent by itself any more
   */
  record Closed(Outbox.Saved carrying, List<OutgoingWebhook> joined) {}

  /** What is to be sent now in place of a webhook that waited; empty when another one has just taken it in. */
  Optional<Closed> close(Outbox.Saved waiting) {
    List<Outbox.Saved> together = together(waiting);
    List<String> bodies = together.stream().map(it -> it.webhook().body()).toList();
    OutgoingWebhook carrying = waiting.webhook().carrying(bodies.size() == 1 ? bodies.getFirst() : WebhookBatch.of(bodies));
    List<OutgoingWebhook> after = together.stream().map(it -> same(it, waiting) ? carrying : it.webhook().joined()).toList();
    List<Write> writes = IntStream.range(0, after.size()).mapToObj(i -> Write.replace(together.get(i).stored(), after.get(i).toJson())).toList();
    if (!written(writes)) {
      return Optional.empty();
    }
    return outbox.get(carrying.id()).map(saved -> new Closed(saved, after.stream().filter(it -> it.state() == OutgoingWebhook.State.JOINED).toList()));
  }

  private boolean written(List<Write> writes) {
    try {
      return table.putAll(writes).applied();
    } catch (TransactionConflictException e) {
      return false; // a single write met a transaction that is not over
    }
  }

  /** Those that wait still, in their order, as many as fit; the one itself in any case. */
  private List<Outbox.Saved> together(Outbox.Saved waiting) {
    List<Outbox.Saved> together = new ArrayList<>();
    int left = MOST - 1;
    int characters = MOST_CHARACTERS - waiting.webhook().body().length();
    for (String id : ids(waiting.webhook().batch().orElseThrow().list())) {
      // The index may lag behind: who was taken in already is not taken in again.
      Optional<Outbox.Saved> other = outbox.get(id).filter(it -> it.webhook().batch().isPresent() && !same(it, waiting));
      int length = other.map(it -> it.webhook().body().length()).orElse(0);
      if (id.equals(waiting.webhook().id())) {
        together.add(waiting);
      } else if (other.isPresent() && left > 0 && length <= characters) {
        together.add(other.get());
        left--;
        characters -= length;
      }
    }
    return together.stream().anyMatch(it -> same(it, waiting)) ? together : List.of(waiting); // the index may not have it yet
  }

  private static boolean same(Outbox.Saved one, Outbox.Saved other) {
    return one.webhook().id().equals(other.webhook().id());
  }

  private List<String> ids(String list) {
    return table.query(Query.index(Keys.INDEX, Keys.LIST, Keys.ORDER, list, 2 * MOST)).items().stream()
        .flatMap(item -> item.attributes().text("id").stream()).toList();
  }
}
