package dev.octet.aws.notification;

import dev.octet.aws.table.Key;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.aws.table.Written;
import dev.octet.domain.Hash;
import dev.octet.domain.json.JsonObject;
import java.util.Optional;

/**
 * Text that one item cannot hold: a notification may have 1 MiB, an item 400 KB. Pieces are named for what they are pieces of:
 * whoever writes something else in its place writes none of them over.
 */
final class Pieces {
  /** As JSON in JSON it is at most twice as long, which still is less than an item. */
  static final int SIZE = 180 << 10;

  private final Table table;

  Pieces(Table table) {
    this.table = table;
  }

  /**
   * Where a text is.
   *
   * @param of names the text
   */
  record Set(String of, int count) {
    static Set of(Key key, String text) {
      return new Set("PIECES#" + key.pk() + "#" + key.sk() + "#" + Hash.hex(text), (text.length() + SIZE - 1) / SIZE);
    }

    /** As an item has it that has pieces. */
    static Optional<Set> in(JsonObject attributes) {
      return attributes.text("pieces").map(of -> new Set(of, (int) attributes.whole("piece_count").orElse(0)));
    }

    JsonObject over(JsonObject attributes) {
      return attributes.with("pieces", of).with("piece_count", count);
    }

    /** Of an item in whose place something else was put. They are deleted then, unless the process dies before. */
    static Optional<Set> staleIn(JsonObject attributes) {
      return attributes.text("stale_pieces").map(of -> new Set(of, (int) attributes.whole("stale_piece_count").orElse(0)));
    }

    JsonObject staleOver(JsonObject attributes) {
      return attributes.with("stale_pieces", of).with("stale_piece_count", count);
    }

    private Key key(int index) {
      return new Key(of, "%04d".formatted(index));
    }
  }

  /** What is there is the same. */
  void write(Set set, String text, long expiresAt) {
    for (int i = 0; i < set.count(); i++) {
      String piece = text.substring(i * SIZE, Math.min(text.length(), (i + 1) * SIZE));
      Written _ = table.put(Write.create(set.key(i), JsonObject.EMPTY.with("text", piece).with("expires_at", expiresAt)));
    }
  }

  /** Empty when one of them is gone: the table deletes them one by one. */
  Optional<String> read(Set set) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < set.count(); i++) {
      Optional<String> piece = table.get(set.key(i)).map(Stored::attributes).flatMap(item -> item.text("text"));
      if (piece.isEmpty()) {
        return Optional.empty();
      }
      text.append(piece.get());
    }
    return Optional.of(text.toString());
  }

  void delete(Set set) {
    for (int i = 0; i < set.count(); i++) {
      table.get(set.key(i)).ifPresent(table::delete);
    }
  }
}
