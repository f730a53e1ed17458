package dev.octet.localstack.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;

/** The actions are those of AWS's service authorization reference. */
class NeedsTest {
  private static final String TABLE = "arn:aws:dynamodb:eu-west-1:000000000000:table/";
  private static final String QUEUE_URL = "http://127.0.0.1:9324/000000000000/octet-a.fifo";

  private static List<String> needs(String service, String operation, SdkRequest request) {
    return Needs.of(service, operation, request).stream().map(Permission::toString).toList();
  }

  @Test
  void a_call_of_a_table_needs_its_own_action_on_the_table_or_on_the_index() {
    assertThat(needs("DynamoDb", "GetItem", GetItemRequest.builder().tableName("a").build())).containsExactly("dynamodb:GetItem " + TABLE + "a");
    assertThat(needs("DynamoDb", "Query", QueryRequest.builder().tableName("a").build())).containsExactly("dynamodb:Query " + TABLE + "a");
    assertThat(needs("DynamoDb", "Query", QueryRequest.builder().tableName("a").indexName("b").build())).containsExactly("dynamodb:Query " + TABLE + "a/index/b");
  }

  @Test
  void a_transaction_needs_what_each_of_its_items_needs() {
    assertThat(needs("DynamoDb", "TransactWriteItems", TransactWriteItemsRequest.builder().transactItems(
        TransactWriteItem.builder().put(put -> put.tableName("a")).build(), TransactWriteItem.builder().put(put -> put.tableName("a")).build(),
        TransactWriteItem.builder().update(update -> update.tableName("a")).build(), TransactWriteItem.builder().delete(delete -> delete.tableName("b")).build(),
        TransactWriteItem.builder().conditionCheck(check -> check.tableName("b")).build()).build()))
        .containsExactly("dynamodb:PutItem " + TABLE + "a", "dynamodb:UpdateItem " + TABLE + "a", "dynamodb:DeleteItem " + TABLE + "b",
            "dynamodb:ConditionCheckItem " + TABLE + "b");
    assertThat(needs("DynamoDb", "TransactGetItems", TransactGetItemsRequest.builder().transactItems(
        TransactGetItem.builder().get(get -> get.tableName("a")).build()).build())).containsExactly("dynamodb:GetItem " + TABLE + "a");
  }

  @Test
  void a_batch_of_items_has_its_own_action_on_each_table() {
    assertThat(needs("DynamoDb", "BatchWriteItem", BatchWriteItemRequest.builder().requestItems(Map.of("a", List.of(), "b", List.of())).build()))
        .containsExactlyInAnyOrder("dynamodb:BatchWriteItem " + TABLE + "a", "dynamodb:BatchWriteItem " + TABLE + "b");
    assertThat(needs("DynamoDb", "BatchGetItem", BatchGetItemRequest.builder().requestItems(Map.of("a", KeysAndAttributes.builder().build())).build()))
        .containsExactly("dynamodb:BatchGetItem " + TABLE + "a");
  }

  @Test
  void a_batch_of_messages_needs_the_action_of_one() {
    String queue = " arn:aws:sqs:eu-west-1:000000000000:octet-a.fifo";
    assertThat(needs("Sqs", "SendMessageBatch", SendMessageBatchRequest.builder().queueUrl(QUEUE_URL).build())).containsExactly("sqs:SendMessage" + queue);
    assertThat(needs("Sqs", "DeleteMessageBatch", DeleteMessageBatchRequest.builder().queueUrl(QUEUE_URL).build())).containsExactly("sqs:DeleteMessage" + queue);
    assertThat(needs("Sqs", "DeleteMessage", DeleteMessageRequest.builder().queueUrl(QUEUE_URL).build())).containsExactly("sqs:DeleteMessage" + queue);
    assertThat(needs("Sqs", "ChangeMessageVisibilityBatch", ChangeMessageVisibilityBatchRequest.builder().queueUrl(QUEUE_URL).build()))
        .containsExactly("sqs:ChangeMessageVisibility" + queue);
  }

  @Test
  void a_secret_s_arn_ends_with_six_characters_of_its_own() {
    assertThat(Needs.of("SecretsManager", "GetSecretValue", GetSecretValueRequest.builder().secretId("octet/secrets").build())).singleElement()
        .satisfies(need -> assertThat(Permission.of("secretsmanager:GetSecretValue arn:aws:secretsmanager:eu-west-1:000000000000:secret:octet/secrets-??????").covers(need)).isTrue());
    assertThat(needs("SecretsManager", "GetSecretValue", GetSecretValueRequest.builder().secretId("arn:aws:secretsmanager:a:b:secret:c-d12345").build()))
        .containsExactly("secretsmanager:GetSecretValue arn:aws:secretsmanager:a:b:secret:c-d12345");
  }

  @Test
  void what_is_not_known_is_told_and_not_let_through() {
    assertThatThrownBy(() -> needs("S3", "GetObject", GetItemRequest.builder().build()))
        .isInstanceOf(UnsupportedOperationException.class).hasMessage("The local stack does not know what calls of S3 need of a policy.");
    assertThatThrownBy(() -> needs("Sqs", "ListQueues", ListQueuesRequest.builder().build()))
        .isInstanceOf(UnsupportedOperationException.class).hasMessage("The local stack does not know what ListQueues needs of a policy.");
    assertThatThrownBy(() -> needs("DynamoDb", "ListTables", ListTablesRequest.builder().build()))
        .isInstanceOf(UnsupportedOperationException.class).hasMessage("The local stack does not know what ListTables needs of a policy.");
  }
}
