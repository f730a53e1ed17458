package dev.octet.simulation;

import dev.octet.aws.Engines;
import dev.octet.aws.InProcessTables;
import dev.octet.aws.RequestCounter;
import dev.octet.aws.VirtualQueues;
import dev.octet.aws.VirtualTables;
import java.time.Clock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What holds Octet's table: the embedded engine within this process, or memory. */
record Engine(DynamoDbClient client) {
  static Engine embedded() {
    return new Engine(new InProcessTables(new RequestCounter()));
  }

  static Engine memory() {
    return new Engine(new VirtualTables());
  }

  /** Histories go by in the engine's own thread: it is the only one then. */
  void run(Runnable histories) {
    if (client instanceof InProcessTables tables) {
      tables.runWithin(histories);
    } else {
      histories.run();
    }
  }

  String freshTable() {
    return new Engines(client, new VirtualQueues(Clock.systemUTC()), new RequestCounter()).freshTable("GroupsTable");
  }
}
