package dev.octet.localstack.table;

import dev.octet.localstack.template.StackPlan.TablePlan;
import java.net.URI;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

/** The template's tables in DynamoDB Local, in memory: they are gone when the stack ends. */
public final class Tables implements AutoCloseable {
  private final DynamoDBProxyServer server;

  private Tables(DynamoDBProxyServer server) {
    this.server = server;
  }

  /** Starts the engine on a port that is free, and makes the tables. */
  public static Tables start(int port, List<TablePlan> plans) {
    Tables tables;
    try {
      DynamoDBProxyServer server = ServerRunner.createServerFromCommandLineArgs(new String[] {
          "-inMemory", "-sharedDb", "-disableTelemetry", "-port", Integer.toString(port)});
      server.start();
      tables = new Tables(server);
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local did not start: " + e.getMessage(), e);
    }
    try (DynamoDbClient client = TableMaker.client(URI.create("http://127.0.0.1:" + port))) {
      plans.forEach(plan -> TableMaker.create(client, plan));
      return tables;
    } catch (RuntimeException e) {
      tables.close();
      throw e;
    }
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("DynamoDB Local did not stop.", e);
    }
  }
}
