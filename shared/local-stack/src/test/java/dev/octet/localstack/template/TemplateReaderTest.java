package dev.octet.localstack.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.octet.localstack.policy.Permission;
import dev.octet.localstack.template.StackPlan.FunctionPlan;
import dev.octet.localstack.template.StackPlan.IndexPlan;
import dev.octet.localstack.template.StackPlan.KeyPlan;
import dev.octet.localstack.template.StackPlan.QueueEventPlan;
import dev.octet.localstack.template.StackPlan.QueuePlan;
import dev.octet.localstack.template.StackPlan.Redrive;
import dev.octet.localstack.template.StackPlan.RoutePlan;
import dev.octet.localstack.template.StackPlan.SchedulePlan;
import dev.octet.localstack.template.StackPlan.TablePlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a template asks for is in the plan. */
class TemplateReaderTest {
  @TempDir private Path directory;

  @BeforeEach
  void code() throws IOException {
    Files.createFile(Files.createDirectories(directory.resolve("code").resolve("dev")).resolve("Handler.class"));
  }

  @Test
  void a_function_has_its_own_properties_over_the_global_ones() {
    FunctionPlan function = read("""
        Globals:
          Function:
            Runtime: java25
            CodeUri: code
            Handler: dev.Handler
            Timeout: 30
            Environment: {Variables: {BOTH: global, GLOBAL: "1"}}
        Resources:
          A:
            Type: AWS::Serverless::Function
            Properties:
              MemorySize: 512
              Timeout: 60
              AutoPublishAlias: live
              SnapStart: {ApplyOn: PublishedVersions}
              ReservedConcurrentExecutions: 2
              Environment: {Variables: {BOTH: own, OWN: "2"}}
        """).functions().getFirst();

    assertThat(function).isEqualTo(new FunctionPlan("A", "octet-A", List.of(directory.resolve("code")), "dev.Handler", 512, Duration.ofSeconds(60),
        Optional.of("live"), "1", true, Optional.of(2), Map.of("BOTH", "own", "GLOBAL", "1", "OWN", "2"), List.of(), List.of(), List.of(), List.of()));
  }

  @Test
  void a_function_may_do_what_its_policies_grant() {
    assertThat(function("""
        Handler: dev.Handler
        Policies:
          - Version: "2012-10-17"
            Statement:
              - {Effect: Allow, Action: [sqs:SendMessage, sqs:ReceiveMessage], Resource: !GetAtt Queue.Arn}
              - {Sid: Own, Effect: Allow, Action: dynamodb:Query, Resource: ["arn:a", !Ref AWS::NoValue, "arn:b"]}
          - Statement: [{Effect: Allow, Action: secretsmanager:GetSecretValue, Resource: "arn:c-??????"}]
        """).policy()).extracting(Permission::toString).containsExactly(
        "sqs:SendMessage arn:aws:sqs:eu-west-1:000000000000:octet-Queue", "sqs:ReceiveMessage arn:aws:sqs:eu-west-1:000000000000:octet-Queue",
        "dynamodb:Query arn:a", "dynamodb:Query arn:b", "secretsmanager:GetSecretValue arn:c-??????");
  }

  @Test
  void what_a_function_does_not_say_is_as_lambda_has_it() {
    FunctionPlan function = function("Handler: dev.Handler::handleRequest");

    assertThat(function.memory()).isEqualTo(128);
    assertThat(function.timeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(function.alias()).isEmpty();
    assertThat(function.version()).isEqualTo("$LATEST");
    assertThat(function.concurrency()).isEmpty();
    assertThat(function.policy()).isEmpty();
    assertThat(function.handler()).isEqualTo("dev.Handler::handleRequest");
  }

  @Test
  void events_are_routes_and_schedules() {
    FunctionPlan function = function("""
        Handler: dev.Handler
        Events:
          All: {Type: HttpApi, Properties: {ApiId: !Ref Api}}
          Some: {Type: HttpApi, Properties: {ApiId: !Ref Api, Method: x-amazon-apigateway-any-method, Path: "/v1/{proxy+}"}}
          One: {Type: HttpApi, Properties: {ApiId: !Ref Api, Method: post, Path: "/v1/{id}/more", TimeoutInMillis: 500, PayloadFormatVersion: "2.0"}}
          Rule: {Type: Schedule, Properties: {Schedule: rate(1 minute)}}
          Own: {Type: ScheduleV2, Properties: {ScheduleExpression: rate(12 hours), Name: own, Input: '{"a":1}'}}
          Days: {Type: ScheduleV2, Properties: {ScheduleExpression: rate(2 days), State: ENABLED}}
          Never: {Type: ScheduleV2, Properties: {ScheduleExpression: rate(1 day), State: DISABLED}}
          Nor: {Type: Schedule, Properties: {Schedule: rate(1 hour), Enabled: false}}
        """);

    assertThat(function.routes()).containsExactly(
        new RoutePlan("ANY", "$default", Duration.ofSeconds(30)),
        new RoutePlan("ANY", "/v1/{proxy+}", Duration.ofSeconds(30)),
        new RoutePlan("POST", "/v1/{id}/more", Duration.ofMillis(500)));
    assertThat(function.routes()).extracting(RoutePlan::key).containsExactly("$default", "ANY /v1/{proxy+}", "POST /v1/{id}/more");
    assertThat(function.schedules()).containsExactly(
        new SchedulePlan("octet-ARule", Duration.ofMinutes(1), false, Optional.empty()),
        new SchedulePlan("own", Duration.ofHours(12), true, Optional.of("{\"a\":1}")),
        new SchedulePlan("octet-ADays", Duration.ofDays(2), true, Optional.empty()));
  }

  @Test
  void a_function_reads_the_queues_that_are_mapped_to_what_triggers_call() {
    List<FunctionPlan> functions = read("""
        Globals:
          Function: {Runtime: java25, CodeUri: code, Handler: dev.Handler, AutoPublishAlias: live}
        Conditions:
          Never: !Equals [a, b]
        Resources:
          Aliased: {Type: AWS::Serverless::Function, Properties: {Policies: &reads [Statement: [{Effect: Allow, Action: sqs:*, Resource: "arn:aws:sqs:*"}]]}}
          Own: {Type: AWS::Serverless::Function, Properties: {AutoPublishAlias: own, Policies: *reads}}
          Bare: {Type: AWS::Serverless::Function, Properties: {AutoPublishAlias: !Ref AWS::NoValue, Policies: *reads}}
          Queue: {Type: AWS::SQS::Queue}
          Other: {Type: AWS::SQS::Queue}
          Plain: {Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: !Ref Aliased.Alias, EventSourceArn: !GetAtt Queue.Arn}}
          Full:
            Type: AWS::Lambda::EventSourceMapping
            Properties:
              FunctionName: !Ref Aliased.Alias
              EventSourceArn: !GetAtt Other.Arn
              BatchSize: 5
              FunctionResponseTypes: [ReportBatchItemFailures]
              ScalingConfig: {MaximumConcurrency: 2}
          OfOwn: {Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: !Ref Own.Alias, EventSourceArn: !GetAtt Queue.Arn}}
          OfBare: {Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: !GetAtt Bare.Arn, EventSourceArn: !GetAtt Other.Arn}}
          Off: {Type: AWS::Lambda::EventSourceMapping, Properties: {FunctionName: !Ref Own.Alias, EventSourceArn: !GetAtt Other.Arn, Enabled: false}}
          Nowhere: {Type: AWS::Lambda::EventSourceMapping, Condition: Never, Properties: {FunctionName: !Ref Own.Alias, EventSourceArn: !GetAtt Other.Arn}}
        """).functions();

    assertThat(functions).extracting(FunctionPlan::logicalId, FunctionPlan::alias, FunctionPlan::queueEvents).containsExactly(
        tuple("Aliased", Optional.of("live"), List.of(
            new QueueEventPlan("octet-Queue", 10, false, Optional.empty()), new QueueEventPlan("octet-Other", 5, true, Optional.of(2)))),
        tuple("Own", Optional.of("own"), List.of(new QueueEventPlan("octet-Queue", 10, false, Optional.empty()))),
        tuple("Bare", Optional.empty(), List.of(new QueueEventPlan("octet-Other", 10, false, Optional.empty()))));
  }

  @Test
  void a_queue_has_its_attributes_and_its_dead_letters() {
    List<QueuePlan> queues = read("""
        Resources:
          A:
            Type: AWS::SQS::Queue
            Properties:
              FifoQueue: true
              QueueName: !Sub ${AWS::StackName}-a.fifo
              DeduplicationScope: messageGroup
              FifoThroughputLimit: perMessageGroupId
              ContentBasedDeduplication: true
              VisibilityTimeout: 180
              DelaySeconds: 1
              MessageRetentionPeriod: 1209600
              ReceiveMessageWaitTimeSeconds: 20
              SqsManagedSseEnabled: true
              RedrivePolicy: {deadLetterTargetArn: !GetAtt Dead.Arn, maxReceiveCount: 1000}
          Dead: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true}}
        """).queues();

    assertThat(queues).containsExactly(
        new QueuePlan("A", "octet-a.fifo", true, Map.of("FifoQueue", "true", "DeduplicationScope", "messageGroup", "FifoThroughputLimit", "perMessageGroupId",
            "ContentBasedDeduplication", "true", "VisibilityTimeout", "180", "DelaySeconds", "1", "MessageRetentionPeriod", "1209600",
            "ReceiveMessageWaitTimeSeconds", "20"), Optional.of(new Redrive("arn:aws:sqs:eu-west-1:000000000000:octet-Dead.fifo", 1000))),
        new QueuePlan("Dead", "octet-Dead.fifo", true, Map.of("FifoQueue", "true"), Optional.empty()));
  }

  @Test
  void a_table_has_its_keys_indexes_and_time_to_live() {
    List<TablePlan> tables = read("""
        Resources:
          Table:
            Type: AWS::DynamoDB::Table
            DeletionPolicy: Retain
            Properties:
              TableName: groups
              BillingMode: PAY_PER_REQUEST
              TimeToLiveSpecification: {AttributeName: expires_at, Enabled: true}
              AttributeDefinitions: [{AttributeName: pk, AttributeType: S}, {AttributeName: at, AttributeType: N}]
              KeySchema: [{AttributeName: pk, KeyType: HASH}, {AttributeName: at, KeyType: RANGE}]
              GlobalSecondaryIndexes:
                - IndexName: by-time
                  KeySchema: [{AttributeName: at, KeyType: HASH}]
                  Projection: {ProjectionType: INCLUDE, NonKeyAttributes: [subject]}
        """).tables();

    assertThat(tables).containsExactly(new TablePlan("Table", "groups", Map.of("pk", "S", "at", "N"),
        List.of(new KeyPlan("pk", "HASH"), new KeyPlan("at", "RANGE")),
        List.of(new IndexPlan("by-time", List.of(new KeyPlan("at", "HASH")), "INCLUDE", List.of("subject"))), Optional.of("expires_at")));
  }

  @Test
  void a_time_to_live_that_is_switched_off_is_none() {
    assertThat(read("""
        Resources:
          Table:
            Type: AWS::DynamoDB::Table
            Properties:
              BillingMode: PAY_PER_REQUEST
              TimeToLiveSpecification: {AttributeName: expires_at, Enabled: false}
              AttributeDefinitions: [{AttributeName: pk, AttributeType: S}]
              KeySchema: [{AttributeName: pk, KeyType: HASH}]
        """).tables().getFirst().timeToLive()).isEmpty();
  }

  @Test
  void what_nobody_sees_on_one_machine_is_left_out_and_not_even_resolved() {
    StackPlan plan = read("""
        Resources:
          Logs: {Type: AWS::Logs::LogGroup, Properties: {RetentionInDays: !Ref Nobody}}
          Alarm: {Type: AWS::CloudWatch::Alarm, Properties: {MetricName: !GetAtt Nobody.Name}}
          Role: {Type: AWS::IAM::Role}
          Group: {Type: AWS::CodeDeploy::DeploymentGroup}
          Policy: {Type: AWS::SQS::QueuePolicy}
          Board: {Type: AWS::CloudWatch::Dashboard}
        """);

    assertThat(plan).isEqualTo(new StackPlan(List.of(), List.of(), List.of()));
  }

  @Test
  void a_test_may_change_handler_code_and_variables() throws IOException {
    Path other = Files.createDirectory(directory.resolve("other"));
    Files.createFile(other.resolve("Other.class"));
    Path template = Files.writeString(directory.resolve("template.yaml"), """
        Transform: AWS::Serverless-2016-10-31
        Resources:
          A:
            Type: AWS::Serverless::Function
            Properties: {Runtime: java25, CodeUri: code, Handler: dev.Handler, Environment: {Variables: {BOTH: a, OWN: b}}}
        """);

    FunctionPlan function = TemplateReader.read(template, Map.of(), Map.of("A",
        FunctionOverride.NONE.withHandler("Other").withClassPath(other).withEnvironment("BOTH", "c").withEnvironment("MORE", "d")),
        new Endpoints("http://queues")).functions().getFirst();

    assertThat(function.handler()).isEqualTo("Other");
    assertThat(function.classPath()).containsExactly(other, directory.resolve("code"));
    assertThat(function.environment()).isEqualTo(Map.of("BOTH", "c", "OWN", "b", "MORE", "d"));
  }

  private FunctionPlan function(String properties) {
    return read("""
        Resources:
          Api: {Type: AWS::Serverless::HttpApi}
          Queue: {Type: AWS::SQS::Queue}
          A:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: java25
              CodeUri: code
        """ + properties.indent(6)).functions().getFirst();
  }

  private StackPlan read(String text) {
    try {
      Path template = Files.writeString(directory.resolve("template.yaml"), "Transform: AWS::Serverless-2016-10-31\n" + text);
      return TemplateReader.read(template, Map.of(), Map.of(), new Endpoints("http://queues"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
