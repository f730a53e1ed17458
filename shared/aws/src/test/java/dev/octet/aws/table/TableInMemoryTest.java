package dev.octet.aws.table;

import dev.octet.aws.Engines;
import dev.octet.aws.RequestCounter;
import dev.octet.aws.VirtualTables;

/** The same in memory. */
class TableInMemoryTest extends TableTest {
  @Override
  Engines engines() {
    return new Engines(new VirtualTables(), Engines.shared().sqs(), new RequestCounter());
  }
}
