package dev.octet.simulation;

import dev.octet.aws.Engines;
import dev.octet.aws.InProcessTables;
import dev.octet.aws.RequestCounter;
import dev.octet.aws.VirtualQueues;
import java.time.Clock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What holds Octet's table: the embedded engine, within this process. Until it is closed it holds all that was in one. */
record Engine(DynamoDbClient client) implements AutoCloseable {
  Engine() {
    this(new InProcessTables(new RequestCounter()));
  }

  String freshTable() {
    return new Engines(client, new VirtualQueues(Clock.systemUTC()), new RequestCounter()).freshTable("GroupsTable");
  }

  @Override
  public void close() {
    client.close();
  }
}
