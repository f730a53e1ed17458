package dev.octet.story;

import dev.octet.domain.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What all steps of a story share: the stage, what is heard there, and how long one waits for something. */
final class Scene {
  final Stage stage;
  final Circumstances circumstances;
  final People people;
  final Heard heard;
  private final Progress progress;

  Scene(Stage stage, Circumstances circumstances, Progress progress) {
    this.stage = stage;
    this.circumstances = circumstances;
    this.progress = progress;
    this.people = new People(stage);
    this.heard = new Heard(stage, people::name);
  }

  /** @throws NotSeenException when something of it is not seen, which ends the story */
  void step(Progress.Kind kind, String what, Runnable play) {
    boolean _ = gives(kind, what, () -> {
      play.run();
      return true;
    });
  }

  /** A step of which something comes. */
  <T> T gives(Progress.Kind kind, String what, Supplier<T> play) {
    Instant begun = stage.now();
    progress.begins(what, kind);
    T given;
    try {
      given = play.get();
    } catch (NotSeenException e) {
      progress.notSeen(what, e);
      throw e;
    }
    progress.seen(what, Duration.between(begun, stage.now()));
    return given;
  }

  /** Waits until it is seen. */
  <T> T seen(String expected, Supplier<Optional<T>> look) {
    return within(circumstances.patience(), look).orElseThrow(() -> new NotSeenException(expected, heard.lately()));
  }

  void seen(String expected, BooleanSupplier look) {
    boolean _ = seen(expected, found(look));
  }

  /** Waits until it is told; where there is trouble and it is not told, it is done otherwise. */
  <T> T told(String expected, Supplier<Optional<T>> look, Supplier<T> otherwise) {
    return circumstances.troubled() ? within(circumstances.signs(), look).orElseGet(otherwise) : seen(expected, look);
  }

  /** As above; where there is trouble it may go untold. */
  void told(String expected, Supplier<Optional<JsonObject>> look) {
    told(expected, look, () -> JsonObject.EMPTY);
  }

  boolean within(Duration time, BooleanSupplier look) {
    return within(time, found(look)).isPresent();
  }

  private static Supplier<Optional<Boolean>> found(BooleanSupplier look) {
    return () -> look.getAsBoolean() ? Optional.of(true) : Optional.empty();
  }

  private <T> Optional<T> within(Duration time, Supplier<Optional<T>> look) {
    Instant end = stage.now().plus(time);
    Optional<T> found = look.get();
    while (found.isEmpty() && stage.now().isBefore(end)) {
      heard.listen();
      found = look.get();
    }
    return found;
  }

  /** Lets so much time go by. */
  void rest(Duration time) {
    boolean _ = within(time, () -> false);
  }

  static void same(String what, Object expected, Object seen) {
    if (!expected.equals(seen)) {
      throw new NotSeenException(what + ": " + expected, seen.toString());
    }
  }
}
