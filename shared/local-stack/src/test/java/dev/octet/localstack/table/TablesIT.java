package dev.octet.localstack.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.localstack.TestPorts;
import dev.octet.localstack.template.StackPlan.IndexPlan;
import dev.octet.localstack.template.StackPlan.KeyPlan;
import dev.octet.localstack.template.StackPlan.TablePlan;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** The tables of a plan, and DynamoDB's limits as DynamoDB Local keeps them. */
class TablesIT {
  private static final int LARGEST = 400 * 1024;
  private static final TablePlan PLAN = new TablePlan("Table", "a-table", Map.of("pk", "S", "sk", "N", "name", "S"),
      List.of(new KeyPlan("pk", "HASH"), new KeyPlan("sk", "RANGE")),
      List.of(new IndexPlan("by-name", List.of(new KeyPlan("name", "HASH")), "INCLUDE", List.of("text")),
          new IndexPlan("by-number", List.of(new KeyPlan("sk", "HASH")), "KEYS_ONLY", List.of())),
      Optional.of("expires_at"));
  private static URI engine;
  private static Tables tables;
  private static DynamoDbClient dynamo;

  @BeforeAll
  static void start() throws IOException {
    int port = TestPorts.free();
    engine = URI.create("http://127.0.0.1:" + port);
    tables = Tables.start(port, List.of(PLAN));
    // Any account in any region: all share one database.
    dynamo = DynamoDbClient.builder().endpointOverride(engine).region(Region.US_WEST_2)
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "body")))
        .httpClientBuilder(UrlConnectionHttpClient.builder()).build();
  }

  @AfterAll
  static void end() {
    dynamo.close();
    tables.close();
  }

  @Test
  void a_table_is_as_the_template_has_it() {
    TableDescription table = dynamo.describeTable(request -> request.tableName("a-table")).table();

    assertThat(table.keySchema()).extracting(key -> key.attributeName() + " " + key.keyTypeAsString()).containsExactly("pk HASH", "sk RANGE");
    assertThat(table.attributeDefinitions()).extracting(attribute -> attribute.attributeName() + " " + attribute.attributeTypeAsString())
        .containsExactlyInAnyOrder("pk S", "sk N", "name S");
    assertThat(table.billingModeSummary().billingModeAsString()).isEqualTo("PAY_PER_REQUEST");
    assertThat(table.globalSecondaryIndexes()).extracting(index -> index.indexName() + " " + index.projection().projectionTypeAsString() + " " + index.projection().nonKeyAttributes())
        .containsExactlyInAnyOrder("by-name INCLUDE [text]", "by-number KEYS_ONLY []");
    assertThat(dynamo.describeTimeToLive(request -> request.tableName("a-table")).timeToLiveDescription().attributeName()).isEqualTo("expires_at");
  }

  @Test
  void an_item_of_400_KB_is_taken_and_one_byte_more_is_refused() {
    // Names count, and a number of one digit counts as two bytes.
    int around = "pk".length() + "a".length() + "sk".length() + 2 + "text".length();
    put("x".repeat(LARGEST - around));

    assertThatThrownBy(() -> put("x".repeat(LARGEST - around + 1))).isInstanceOf(DynamoDbException.class).hasMessageContaining("Item size has exceeded");
    assertThatThrownBy(() -> put("ü".repeat(LARGEST / 2))).as("counted in bytes").isInstanceOf(DynamoDbException.class).hasMessageContaining("Item size has exceeded");
    assertThatThrownBy(() -> dynamo.updateItem(request -> request.tableName("a-table").key(Map.of("pk", AttributeValue.fromS("a"), "sk", AttributeValue.fromN("1")))
        .updateExpression("SET more = :more").expressionAttributeValues(Map.of(":more", AttributeValue.fromS("xxxxxxxx")))))
        .isInstanceOf(DynamoDbException.class).hasMessageContaining("Item size to update has exceeded");
  }

  @Test
  void a_table_that_cannot_be_made_leaves_no_engine_behind() throws IOException {
    int port = TestPorts.free();

    assertThatThrownBy(() -> Tables.start(port, List.of(PLAN, new TablePlan("Table", "no name of a table", Map.of("pk", "S"),
        List.of(new KeyPlan("pk", "HASH")), List.of(), Optional.empty())))).isInstanceOf(DynamoDbException.class);

    try (ServerSocket free = new ServerSocket()) {
      free.setReuseAddress(true);
      free.bind(dev.octet.localstack.loopback.Loopback.address(port));
      assertThat(free.isBound()).isTrue();
    }
  }

  @Test
  void what_is_made_in_an_engine_of_somebody_else_s_is_taken_away_and_what_is_there_is_left_alone() {
    TablePlan another = new TablePlan("Another", "another", PLAN.attributes(), PLAN.keys(), PLAN.indexes(), PLAN.timeToLive());
    try (var _ = TablesElsewhere.make(engine, List.of(another))) {
      assertThat(dynamo.listTables().tableNames()).contains("another");
    }
    assertThat(dynamo.listTables().tableNames()).containsExactly("a-table");

    assertThatThrownBy(() -> TablesElsewhere.make(engine, List.of(another, PLAN)).close()).isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(engine + " has a table a-table already.");
    assertThat(dynamo.listTables().tableNames()).containsExactly("a-table");
  }

  private static void put(String text) {
    dynamo.putItem(request -> request.tableName("a-table").item(
        Map.of("pk", AttributeValue.fromS("a"), "sk", AttributeValue.fromN("1"), "text", AttributeValue.fromS(text))));
  }
}
