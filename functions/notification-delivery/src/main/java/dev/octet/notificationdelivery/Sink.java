package dev.octet.notificationdelivery;

import dev.octet.domain.json.JsonObject;
import java.time.Duration;

/** Somebody outside who is to have notifications, each in a lane of its own for every message group: it holds up nobody but itself. */
interface Sink {
  /** For how long it is tried: as long as in the example that Standard Webhooks has. */
  Duration LONGEST = Duration.ofDays(3);

  /** Tells it apart from the others, for as long as it is set. */
  String name();

  boolean wants(JsonObject notification);

  /**
   * Returns when it has it; what it throws says that it may not have.
   *
   * @throws dev.octet.aws.BeyondLimitException when it never takes anything as large
   */
  void take(JsonObject notification);
}
