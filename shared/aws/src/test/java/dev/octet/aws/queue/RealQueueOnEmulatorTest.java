package dev.octet.aws.queue;

import dev.octet.aws.EmulatorAtHand;
import dev.octet.aws.Engines;
import org.junit.jupiter.api.condition.EnabledIf;

/** The same on an AWS emulator. */
@EnabledIf(value = "dev.octet.aws.EmulatorAtHand#isThere", disabledReason = EmulatorAtHand.NONE)
class RealQueueOnEmulatorTest extends RealQueueTest {
  @Override
  Engines engines() {
    return Engines.onEmulator();
  }

  @Override
  boolean isEmulated() {
    return true;
  }
}
