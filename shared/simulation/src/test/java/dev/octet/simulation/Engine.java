package dev.octet.simulation;

import dev.octet.aws.Engines;
import dev.octet.aws.RequestCounter;
import dev.octet.aws.VirtualQueues;
import dev.octet.aws.VirtualTables;
import java.time.Clock;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;

/** What holds Octet's table: the embedded engine within this process, or memory. */
record Engine(DynamoDbClient client) {
  static Engine embedded() {
    return new Engine(new InProcessEngine(DynamoDBEmbedded.create(true).dynamoDbClient()));
  }

  static Engine memory() {
    return new Engine(new VirtualTables());
  }

  String freshTable() {
    return new Engines(client, new VirtualQueues(Clock.systemUTC()), new RequestCounter()).freshTable("GroupsTable");
  }
}
