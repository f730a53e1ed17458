package dev.octet.localstack.table;

import dev.octet.localstack.template.StackPlan.TablePlan;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;

/** The template's tables in an engine that somebody else runs: what is made there is taken away again. */
public final class TablesElsewhere implements AutoCloseable {
  private final DynamoDbClient client;
  private final List<String> made = new ArrayList<>();

  private TablesElsewhere(DynamoDbClient client) {
    this.client = client;
  }

  /** @throws IllegalArgumentException when there is one of them already: what is in it may be of use to somebody */
  public static TablesElsewhere make(URI endpoint, List<TablePlan> plans) {
    var tables = new TablesElsewhere(TableMaker.client(endpoint));
    try {
      for (TablePlan plan : plans) {
        tables.make(endpoint, plan);
      }
      return tables;
    } catch (RuntimeException e) {
      tables.close();
      throw e;
    }
  }

  private void make(URI endpoint, TablePlan plan) {
    made.add(plan.name());
    try {
      TableMaker.create(client, plan);
    } catch (ResourceInUseException e) {
      made.remove(plan.name());
      throw new IllegalArgumentException(endpoint + " has a table " + plan.name() + " already."
          + " Another stack runs on it, or one ended there by force: then delete it, or start the emulator again.", e);
    }
  }

  @Override
  public void close() {
    try {
      for (String name : made) {
        client.deleteTable(request -> request.tableName(name));
      }
    } catch (SdkException e) {
      // The engine is gone, and the tables with it.
    } finally {
      client.close();
    }
  }
}
