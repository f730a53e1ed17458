package dev.octet.aws.queue;

import dev.octet.aws.EmulatorAtHand;
import dev.octet.aws.Engines;
import java.util.Optional;
import org.junit.jupiter.api.condition.EnabledIf;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The same for an AWS emulator. */
@EnabledIf(value = "dev.octet.aws.EmulatorAtHand#isThere", disabledReason = EmulatorAtHand.NONE)
class QueueRulesOnEmulatorTest extends QueueRulesTest {
  @Override
  SqsClient sqs() {
    return Engines.onEmulator().sqs();
  }

  @Override
  Optional<Engines> emulator() {
    return Optional.of(Engines.onEmulator());
  }
}
