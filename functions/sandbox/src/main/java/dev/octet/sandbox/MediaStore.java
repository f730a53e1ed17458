package dev.octet.sandbox;

import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.sandbox.platform.Media;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Files of businesses and people, and their bytes. */
final class MediaStore {
  /** The table's own clock is the real one: by then the platform's has forgotten it, however it was moved. */
  private static final Duration KEPT = Duration.ofDays(31);

  private final Table table;
  private final FileStore files;
  private final Clock clock;

  MediaStore(Table table, FileStore files, Clock clock) {
    this.table = table;
    this.files = files;
    this.clock = clock;
  }

  record Saved(Media media, Stored stored) {}

  Write create(Keys keys, Media media) {
    return Write.create(keys.media(media.id()), media.toJson().with("expires_at", forgottenAt().getEpochSecond()));
  }

  /** A new file with its bytes. */
  boolean add(Keys keys, Media media, byte[] content) {
    files.save(keys, media.fileId().orElseThrow(), content, Optional.of(forgottenAt()));
    return table.put(create(keys, media)).applied();
  }

  private Instant forgottenAt() {
    return clock.instant().plus(KEPT);
  }

  /** Its bytes, or the placeholder; empty when they are just being forgotten. */
  Optional<byte[]> content(Keys keys, Media media) {
    return media.fileId().isEmpty() ? Optional.of(media.placeholder())
        : Optional.of(files.read(keys, media.fileId().get())).filter(bytes -> bytes.length == media.size());
  }

  /** Empty when there is none, or none any more. */
  Optional<Saved> get(Keys keys, String id, Instant now) {
    return table.get(keys.media(id)).map(stored -> new Saved(Media.ofJson(stored.attributes()), stored)).filter(saved -> !saved.media().gone(now));
  }

  /** With its bytes, unless they are somebody's who sent them, and may have sent them to others too. */
  void delete(Keys keys, Saved saved) {
    table.delete(saved.stored());
    saved.media().fileId().filter(saved.media().id()::equals).ifPresent(fileId -> files.delete(keys, fileId));
  }
}
