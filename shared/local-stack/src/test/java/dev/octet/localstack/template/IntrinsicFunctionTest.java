package dev.octet.localstack.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.octet.localstack.template.StackPlan.QueuePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Intrinsic functions, conditions and parameters come to what CloudFormation makes of them. */
class IntrinsicFunctionTest {
  private static final String TEMPLATE = """
      Transform: AWS::Serverless-2016-10-31
      Parameters:
        Platform: {Type: String, Default: sandbox, AllowedValues: [sandbox, meta]}
        Days: {Type: Number, Default: 30, MinValue: 1, MaxValue: 60}
        Version: {Type: String, Default: v26.0, AllowedPattern: 'v\\d+\\.\\d+', MinLength: 2, MaxLength: 9}
        Empty: {Type: String, Default: ""}
        Hosts: {Type: CommaDelimitedList, Default: "a, b", AllowedPattern: "[a-z]*"}
        Nobody: {Type: CommaDelimitedList, Default: ""}
      Mappings: {Prices: {"2026": {Austria: "5", Texts: [a, b]}}}
      Conditions:
        Sandbox: !Equals [!Ref Platform, sandbox]
        Meta: !Not [!Condition Sandbox]
        Both: !And [!Condition Sandbox, !Condition Meta]
        Either: !Or [!Condition Both, {Condition: Sandbox}]
      Resources:
        Queue: {Type: AWS::SQS::Queue, Properties: {FifoQueue: true, QueueName: a.fifo}}
        Table:
          Type: AWS::DynamoDB::Table
          Properties: {BillingMode: PAY_PER_REQUEST, AttributeDefinitions: [{AttributeName: pk, AttributeType: S}], KeySchema: [{AttributeName: pk, KeyType: HASH}]}
        OnlyMeta: {Type: AWS::SQS::Queue, Condition: Meta, Properties: {QueueName: only-meta}}
        Function:
          Type: AWS::Serverless::Function
          Properties:
            Runtime: java25
            CodeUri: .
            Handler: Handler
            Environment:
              Variables:
                OTHER: b
                VALUE: %s
      """;
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      !Ref Platform | sandbox
      {Ref: Platform} | sandbox
      !Ref Empty | ''
      !Ref AWS::StackName | octet
      !Ref AWS::Region | eu-west-1
      !Ref AWS::AccountId | 000000000000
      !Ref AWS::Partition | aws
      !Ref AWS::URLSuffix | amazonaws.com
      !Ref Queue | http://queues/000000000000/a.fifo
      !Ref Table | octet-Table
      !Ref Function | octet-Function
      !GetAtt Queue.Arn | arn:aws:sqs:eu-west-1:000000000000:a.fifo
      !GetAtt [Queue, QueueName] | a.fifo
      {"Fn::GetAtt": [Queue, QueueUrl]} | http://queues/000000000000/a.fifo
      !GetAtt Table.Arn | arn:aws:dynamodb:eu-west-1:000000000000:table/octet-Table
      !GetAtt Function.Arn | arn:aws:lambda:eu-west-1:000000000000:function:octet-Function
      !Sub "${Platform}-${Queue.QueueName}-${AWS::Region}" | sandbox-a.fifo-eu-west-1
      !Sub "${!Literal} $5 $Platform {}" | ${Literal} $5 $Platform {}
      !Sub ["${A}${Platform}${B}", {A: 1, B: !Ref Days}] | 1sandbox30
      !Sub ["${Platform}", {Platform: own}] | own
      !If [Sandbox, !Ref Platform, !Ref Missing] | sandbox
      !If [Meta, a, !If [Either, b, c]] | b
      !If [Both, a, b] | b
      !Join ["-", [a, !Ref Days, !If [Meta, x, !Ref AWS::NoValue]]] | a-30
      !Join [",", !Split ["/", a//b]] | a,,b
      !Join ["-", !Ref Hosts] | a-b
      !Select [1, !Ref Hosts] | b
      !Join ["-", !Ref Nobody] | ''
      !Select [1, !Split [":", "arn:aws"]] | aws
      !FindInMap [Prices, "2026", Austria] | 5
      !Join ["", !FindInMap [Prices, "2026", Texts]] | ab
      """)
  void a_function_comes_to_what_cloudformation_makes_of_it(String expression, String value) throws IOException {
    assertThat(read(expression, Map.of()).functions().getFirst().environment()).isEqualTo(Map.of("OTHER", "b", "VALUE", value));
  }

  @Test
  void no_value_is_no_property() throws IOException {
    assertThat(read("!Ref AWS::NoValue", Map.of()).functions().getFirst().environment()).isEqualTo(Map.of("OTHER", "b"));
    assertThat(read("!If [Meta, a, !Ref AWS::NoValue]", Map.of()).functions().getFirst().environment()).isEqualTo(Map.of("OTHER", "b"));
  }

  @Test
  void a_given_value_wins_over_the_default_and_turns_the_conditions() throws IOException {
    StackPlan plan = read("!If [Meta, !GetAtt OnlyMeta.QueueName, none]", Map.of("Platform", "meta"));

    assertThat(plan.functions().getFirst().environment()).containsEntry("VALUE", "only-meta");
    assertThat(plan.queues()).extracting(QueuePlan::name).containsExactly("a.fifo", "only-meta");
    assertThat(read("a", Map.of()).queues()).extracting(QueuePlan::name).containsExactly("a.fifo");
  }

  @Test
  void what_a_false_condition_leaves_out_does_not_exist() throws IOException {
    Path template = write("!Ref OnlyMeta");

    assertThat(catchThrowableOfType(TemplateException.class,
        () -> TemplateReader.read(template, Map.of(), Map.of(), new Endpoints("http://queues"))).problems())
        .containsExactly("template.yaml:30: OnlyMeta names nothing that exists here");
  }

  @ParameterizedTest
  @CsvSource({"Platform, META", "Days, 0", "Days, 61", "Days, x", "Version, 26.0", "Version, v26.00000000", "Hosts, 'a,B'"})
  void a_value_that_the_template_does_not_allow_is_refused_without_being_told(String name, String value) throws IOException {
    Path template = write("a");

    List<String> problems = catchThrowableOfType(TemplateException.class,
        () -> TemplateReader.read(template, Map.of(name, value), Map.of(), new Endpoints("http://queues"))).problems();

    assertThat(problems).singleElement().asString().startsWith("template.yaml:").contains("the value of parameter " + name + " ").doesNotContain(value);
  }

  @Test
  void the_names_of_parameters_are_known_before_their_values() throws IOException {
    assertThat(TemplateReader.parameterNames(write("a"))).containsExactly("Platform", "Days", "Version", "Empty", "Hosts", "Nobody");
  }

  private StackPlan read(String expression, Map<String, String> parameters) throws IOException {
    return TemplateReader.read(write(expression), parameters, Map.of(), new Endpoints("http://queues"));
  }

  private Path write(String expression) throws IOException {
    Files.write(directory.resolve("Handler.class"), new byte[0]);
    return Files.writeString(directory.resolve("template.yaml"), TEMPLATE.formatted(expression));
  }
}
