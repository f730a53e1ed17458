package dev.octet.aws.table;

import dev.octet.aws.Engines;
import org.junit.jupiter.api.condition.EnabledIf;

/** The same on LocalStack. */
@EnabledIf(value = "dev.octet.aws.Engines#hasDocker", disabledReason = "there is no Docker to run LocalStack in")
class TableOnLocalStackTest extends TableTest {
  @Override
  Engines engines() {
    return Engines.onLocalStack();
  }
}
