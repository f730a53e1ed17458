package dev.octet.sandbox.traffic;

import dev.octet.aws.table.Page;
import dev.octet.aws.table.Query;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.domain.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One list in several partitions: of one alone, a table takes a thousand small writes a second. Read as one, in the order of
 * their places; no further than somebody asks.
 */
final class Shards implements Iterator<Stored> {
  private static final int SHARDS = 4;

  private final List<Shard> shards;
  private final Comparator<Stored> order;

  private Shards(List<Shard> shards, Comparator<Stored> order) {
    this.shards = shards;
    this.order = order;
  }

  static String of(long generation, String id) {
    return of(generation, Math.floorMod(id.hashCode(), SHARDS));
  }

  private static String of(long generation, int shard) {
    return generation + "#traffic#" + shard;
  }

  /** @param limit how many will be asked for at most */
  static Shards read(Table table, long generation, String after, boolean ascending, int limit) {
    Comparator<Stored> order = Comparator.comparing(item -> item.key().sk());
    return new Shards(IntStream.range(0, SHARDS).mapToObj(shard -> {
      Query query = Query.under(of(generation, shard), limit).where("#pk = :pk AND #sk > :after", JsonObject.EMPTY.with(":after", after));
      return new Shard(table, ascending ? query : query.descending());
    }).toList(), ascending ? order : order.reversed());
  }

  @Override
  public boolean hasNext() {
    return shards.stream().anyMatch(Shard::hasNext);
  }

  @Override
  public Stored next() {
    return shards.stream().filter(Shard::hasNext).min(Comparator.comparing(Shard::first, order)).orElseThrow().next();
  }

  /** One partition's items, a page at a time. */
  private static final class Shard {
    private final Table table;
    private Optional<Query> further;
    private final Deque<Stored> read = new ArrayDeque<>();

    Shard(Table table, Query query) {
      this.table = table;
      this.further = Optional.of(query);
    }

    boolean hasNext() {
      while (read.isEmpty() && further.isPresent()) {
        Query query = further.get();
        Page page = table.query(query);
        read.addAll(page.items());
        further = page.last().map(last -> query.after(Optional.of(last)));
      }
      return !read.isEmpty();
    }

    Stored first() {
      return read.element();
    }

    Stored next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return read.remove();
    }
  }
}
