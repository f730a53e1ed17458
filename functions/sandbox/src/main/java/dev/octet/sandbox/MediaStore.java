package dev.octet.sandbox;

import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.sandbox.platform.Media;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Files, as far as they are kept. */
final class MediaStore {
  /** The table's own clock is the real one: by then the platform's has forgotten it, however it was moved. */
  private static final Duration KEPT = Duration.ofDays(31);

  private final Table table;
  private final Clock clock;

  MediaStore(Table table, Clock clock) {
    this.table = table;
    this.clock = clock;
  }

  record Saved(Media media, Stored stored) {}

  Write create(Keys keys, Media media) {
    return Write.create(keys.media(media.id()), media.toJson().with("expires_at", clock.instant().plus(KEPT).getEpochSecond()));
  }

  boolean add(Keys keys, Media media) {
    return table.put(create(keys, media)).applied();
  }

  /** Empty when there is none, or none any more. */
  Optional<Saved> get(Keys keys, String id, Instant now) {
    return table.get(keys.media(id)).map(stored -> new Saved(Media.ofJson(stored.attributes()), stored)).filter(saved -> !saved.media().gone(now));
  }

  boolean delete(Saved saved) {
    return table.delete(saved.stored());
  }
}
