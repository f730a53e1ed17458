package dev.octet.aws.table;

import dev.octet.aws.Engines;

/** The same behind HTTP and the SDK, as the table is in AWS. */
class TableOverHttpTest extends TableTest {
  @Override
  Engines engines() {
    return Engines.overHttp();
  }
}
