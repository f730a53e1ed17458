package dev.octet.story;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.List;

/** Where a story is played: Octet with its sandbox, over HTTP or within one process, and the time that goes by there. */
public interface Stage {
  /** The business number that the groups are made with. */
  String number();

  Instant now();

  /** A request to Octet ({@code /graph}, {@code /v1}) with the caller's token, or to the sandbox ({@code /sandbox/api}). */
  Answer call(Request request);

  /** What comes next in the queue of the notifications, and is deleted there. Where nothing comes, some time goes by. */
  List<JsonObject> next();
}
