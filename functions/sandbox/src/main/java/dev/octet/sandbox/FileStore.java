package dev.octet.sandbox;

import dev.octet.aws.table.Page;
import dev.octet.aws.table.Query;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.domain.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The bytes of files and pictures, in pieces that items of the table hold. They are written before what names them: a
 * crash in between leaves bytes that nothing leads to, and never a file without its bytes.
 */
final class FileStore {
  /** In base64 these are 350 KB; an item holds 400. */
  static final int PIECE = 256 << 10;
  /** As many as a page of a query, which ends at 1 MB, cannot hold more than. */
  private static final int PIECES_A_PAGE = 4;
  private static final String BYTES = "bytes";

  private final Table table;

  FileStore(Table table) {
    this.table = table;
  }

  /**
   * @param fileId of these bytes and no others: what stands there already is left
   * @param forgottenAt by the table's clock; empty when they are kept for as long as the table
   */
  void save(Keys keys, String fileId, byte[] content, Optional<Instant> forgottenAt) {
    for (int piece = 0; piece * PIECE < content.length; piece++) {
      byte[] bytes = Arrays.copyOfRange(content, piece * PIECE, Math.min(content.length, (piece + 1) * PIECE));
      table.put(Write.create(keys.piece(fileId, piece), JsonObject.EMPTY
          .with(BYTES, Base64.getEncoder().encodeToString(bytes)).with("expires_at", forgottenAt.map(Instant::getEpochSecond))));
    }
  }

  /** Nothing when they are forgotten; a part of them while they are being forgotten. */
  byte[] read(Keys keys, String fileId) {
    var content = new ByteArrayOutputStream();
    for (Stored piece : pieces(keys, fileId)) {
      content.writeBytes(Base64.getDecoder().decode(piece.attributes().text(BYTES).orElse("")));
    }
    return content.toByteArray();
  }

  void delete(Keys keys, String fileId) {
    pieces(keys, fileId).forEach(table::delete);
  }

  private List<Stored> pieces(Keys keys, String fileId) {
    List<Stored> pieces = new ArrayList<>();
    Optional<JsonObject> after = Optional.empty();
    do {
      Page page = table.query(Query.under(keys.file(fileId), PIECES_A_PAGE).after(after));
      pieces.addAll(page.items());
      after = page.last();
    } while (after.isPresent());
    return pieces;
  }
}
