package dev.octet.domain.group;

import dev.octet.domain.json.JsonObject;
import java.util.Optional;

/** What reading the body of a request gives. Only what is certain is refused: what depends on the platform's state is for the platform to say. */
public sealed interface RequestReading {
  /**
   * @param body in the form that is kept and sent: the same for requests that ask for the same
   * @param picture that came with it, which is kept beside it
   */
  record Right(JsonObject body, Optional<Picture> picture) implements RequestReading {
    public Right(JsonObject body) {
      this(body, Optional.empty());
    }
  }

  /** The code is the platform's (spec §5.3); the sentence says what to do and repeats nothing of the input. */
  record Wrong(int code, String sentence) implements RequestReading {}
}
