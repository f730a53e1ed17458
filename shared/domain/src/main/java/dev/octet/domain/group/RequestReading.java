package dev.octet.domain.group;

import dev.octet.domain.json.JsonObject;

/** What reading the body of a request gives. Only what is certain is refused: what depends on the platform's state is for the platform to say. */
public sealed interface RequestReading {
  /** The body in the form that is kept and sent: the same for requests that ask for the same. */
  record Right(JsonObject body) implements RequestReading {}

  /** The code is the platform's (spec §5.3); the sentence says what to do and repeats nothing of the input. */
  record Wrong(int code, String sentence) implements RequestReading {}
}
