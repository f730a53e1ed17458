package dev.octet.localstack.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermissionTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "dynamodb:GetItem arn:table/a    | dynamodb:GetItem arn:table/a",
      "DynamoDB:getitem arn:table/a    | dynamodb:GetItem arn:table/a",
      "dynamodb:*Item arn:table/*      | dynamodb:GetItem arn:table/a/index/b",
      "* *                             | dynamodb:GetItem arn:table/a",
      "a:B arn:secret:name-??????      | a:B arn:secret:name-Ab12.d"})
  void a_grant_covers_what_it_names(String grant, String needed) {
    assertThat(Permission.of(grant).covers(Permission.of(needed))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "dynamodb:GetItem arn:table/a    | dynamodb:PutItem arn:table/a",
      "dynamodb:GetItem arn:table/a    | dynamodb:BatchGetItem arn:table/a",
      "dynamodb:Query arn:table/a      | dynamodb:Query arn:table/a/index/b",
      "dynamodb:Query arn:table/a      | dynamodb:Query arn:table/A",
      "dynamodb:Query arn:table/a.c    | dynamodb:Query arn:table/abc",
      "a:B arn:secret:name-??????      | a:B arn:secret:name-more-Ab12cd",
      "a:B arn:secret:name-??????      | a:B arn:secret:name"})
  void and_nothing_else(String grant, String needed) {
    assertThat(Permission.of(grant).covers(Permission.of(needed))).isFalse();
  }

  @Test
  void a_line_of_text_is_read_as_it_was_written() {
    Permission permission = new Permission("sqs:SendMessage", "arn:aws:sqs:eu-west-1:000000000000:a queue");
    assertThat(Permission.of(permission.toString())).isEqualTo(permission);
  }
}
