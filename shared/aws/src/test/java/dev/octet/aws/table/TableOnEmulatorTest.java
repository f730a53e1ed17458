package dev.octet.aws.table;

import dev.octet.aws.EmulatorAtHand;
import dev.octet.aws.Engines;
import org.junit.jupiter.api.condition.EnabledIf;

/** The same on an AWS emulator. */
@EnabledIf(value = "dev.octet.aws.EmulatorAtHand#isThere", disabledReason = EmulatorAtHand.NONE)
class TableOnEmulatorTest extends TableTest {
  @Override
  Engines engines() {
    return Engines.onEmulator();
  }
}
