package dev.octet.localstack.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.octet.domain.json.JsonObject;
import dev.octet.localstack.Jars;
import dev.octet.localstack.TestFunctions;
import dev.octet.localstack.handlers.BehaviourHandler;
import dev.octet.localstack.handlers.CallingHandler;
import dev.octet.localstack.handlers.EchoHandler;
import dev.octet.localstack.policy.Permission;
import dev.octet.localstack.policy.PolicyFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A function is a JVM of its own, with Lambda's limits; the same under AWS's runtime client and under the stack's own. */
@ParameterizedClass
@EnumSource(RuntimeClient.class)
class FunctionsIT {
  private static final int LIMIT = 6 * 1024 * 1024;
  private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);
  @TempDir static Path directory;
  private static TestFunctions functions;
  private static Path jar;
  @Parameter RuntimeClient client;

  @BeforeParameterizedClassInvocation
  static void start(RuntimeClient client) {
    jar = directory.resolve(client + ".jar");
    functions = TestFunctions.start(directory.resolve(client.name()), client,
        TestFunctions.plan("Echo", EchoHandler.class, Map.of("GREETING", "hello")),
        // One process, so that a test knows which.
        TestFunctions.plan("Behaviour", BehaviourHandler.class, TestFunctions.packed(jar), Map.of("OWN", "yes"), HALF_A_MINUTE, Optional.of(1)),
        TestFunctions.plan("Pair", BehaviourHandler.class, Map.of()),
        TestFunctions.plan("Calling", CallingHandler.class, List.of(
            new Permission("dynamodb:GetItem", "arn:aws:dynamodb:eu-west-1:000000000000:table/octet-a"),
            new Permission("sqs:SendMessage", "arn:aws:sqs:eu-west-1:000000000000:octet-a"))),
        TestFunctions.plan("Brief", BehaviourHandler.class, TestFunctions.classPath(), Map.of(), Duration.ofSeconds(2), Optional.of(1)));
  }

  @AfterParameterizedClassInvocation
  static void end() {
    functions.close();
  }

  @Test
  void an_event_arrives_as_it_was_sent_and_the_context_is_the_function_s() {
    byte[] event = "{\"text\":\"Grüße 👋\\u0000\"}".getBytes(StandardCharsets.UTF_8);

    JsonObject answer = TestFunctions.body(functions.function("Echo").invoke(event));

    assertThat(Base64.getDecoder().decode(answer.text("body").orElseThrow())).isEqualTo(event);
    JsonObject told = answer.object("headers").orElseThrow();
    assertThat(told.text("X-Function")).contains("octet-Echo");
    assertThat(told.text("X-Arn")).contains("arn:aws:lambda:eu-west-1:000000000000:function:octet-Echo:live");
    assertThat(told.text("X-Memory")).contains("128");
    assertThat(Integer.parseInt(told.text("X-Left").orElseThrow())).isBetween(1, 30_000);
    assertThat(Integer.parseInt(told.text("X-Heap").orElseThrow())).isBetween(90, 109);
  }

  @Test
  void a_function_has_its_own_variables_and_none_of_the_machine_s() {
    JsonObject environment = TestFunctions.body(functions.behave("Behaviour", "environment"));

    assertThat(environment.text("OWN")).contains("yes");
    assertThat(environment.text("AWS_LAMBDA_FUNCTION_NAME")).contains("octet-Behaviour");
    assertThat(environment.text("AWS_LAMBDA_FUNCTION_VERSION")).contains("1");
    assertThat(environment.text("AWS_REGION")).contains("eu-west-1");
    assertThat(environment.text("AWS_ENDPOINT_URL_SQS")).contains("http://queues");
    assertThat(environment.text("AWS_ENDPOINT_URL_DYNAMODB")).contains("http://tables");
    assertThat(environment.fields().keySet()).isSubsetOf("OWN", "_HANDLER", "AWS_LAMBDA_RUNTIME_API", "AWS_LAMBDA_FUNCTION_NAME",
        "AWS_LAMBDA_FUNCTION_VERSION", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME",
        "AWS_LAMBDA_INITIALIZATION_TYPE", "AWS_EXECUTION_ENV", "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY",
        "AWS_ENDPOINT_URL_SQS", "AWS_ENDPOINT_URL_DYNAMODB", "OCTET_LOCAL", "TZ", "PATH", "TMPDIR", "TEMP", "TMP", "SystemRoot", "LANG", "LC_ALL");
    assertThat(System.getenv()).as("what this test would see pass on").containsKey("HOME");
    assertThat(TestFunctions.body(functions.function("Echo").invoke(TestFunctions.request(""))).object("headers").orElseThrow().text("X-Greeting"))
        .contains("hello");
  }

  @Test
  void an_error_is_told_and_the_process_lives_on() {
    long before = functions.pid("Behaviour");

    assertThat(functions.behave("Behaviour", "throw"))
        .isEqualTo(new Outcome.Failure(Outcome.Reason.ERROR, "java.lang.IllegalStateException: as it was asked to"));

    assertThat(functions.pid("Behaviour")).isEqualTo(before);
  }

  @Test
  void a_timeout_kills_the_process_and_the_next_event_gets_a_new_one() {
    long before = functions.pid("Brief");

    assertThat(functions.behave("Brief", "forever")).isEqualTo(new Outcome.Failure(Outcome.Reason.TIMEOUT, "Task timed out after 2.00 seconds"));

    assertThat(ProcessHandle.of(before)).isEmpty();
    assertThat(functions.pid("Brief")).isNotEqualTo(before);
  }

  @Test
  void a_crash_is_a_crash() {
    long before = functions.pid("Behaviour");

    assertThat(functions.behave("Behaviour", "crash")).isEqualTo(new Outcome.Failure(Outcome.Reason.CRASH, "exited with status 7"));

    assertThat(functions.pid("Behaviour")).isNotEqualTo(before);
  }

  @Test
  void a_function_that_runs_out_of_memory_does_not_limp_on() {
    long before = functions.pid("Behaviour");

    assertThat(functions.behave("Behaviour", "memory")).isInstanceOfSatisfying(Outcome.Failure.class,
        failure -> assertThat(failure.reason()).isEqualTo(Outcome.Reason.CRASH));

    assertThat(functions.pid("Behaviour")).isNotEqualTo(before);
  }

  @Test
  void a_process_whose_virtual_machine_failed_is_not_used_again() {
    long before = functions.pid("Behaviour");

    assertThat(functions.behave("Behaviour", "overflow")).isInstanceOfSatisfying(Outcome.Failure.class, failure -> {
      assertThat(failure.reason()).isEqualTo(Outcome.Reason.ERROR);
      assertThat(failure.message()).startsWith("java.lang.StackOverflowError");
    });

    await().until(() -> ProcessHandle.of(before).isEmpty());
    assertThat(functions.pid("Behaviour")).isNotEqualTo(before);
  }

  @Test
  void what_the_policy_grants_goes_out_and_what_it_does_not_is_refused_as_aws_does() {
    String user = "User: arn:aws:sts::000000000000:assumed-role/octet-Calling/octet-Calling is not authorized to perform: ";
    assertThat(told("get")).isEqualTo("went out");
    assertThat(told("send")).isEqualTo("went out");
    assertThat(told("scan")).isEqualTo("400 AccessDeniedException DynamoDbException: " + user + "dynamodb:Scan on resource: "
        + "arn:aws:dynamodb:eu-west-1:000000000000:table/octet-a because no identity-based policy allows the dynamodb:Scan action");
    assertThat(told("receive")).startsWith("403 AccessDenied SqsException: " + user + "sqs:receivemessage on resource: arn:aws:sqs:eu-west-1:000000000000:octet-a ");
    assertThat(told("secret")).startsWith("400 AccessDeniedException SecretsManagerException: " + user + "secretsmanager:GetSecretValue on resource: "
        + "arn:aws:secretsmanager:eu-west-1:000000000000:secret:octet/secrets-");

    assertThat(PolicyFiles.needed(directory.resolve(client.name()).resolve("needed")).get("Calling")).extracting(Permission::action)
        .containsExactlyInAnyOrder("dynamodb:GetItem", "dynamodb:Scan", "sqs:SendMessage", "sqs:ReceiveMessage", "secretsmanager:GetSecretValue");
  }

  private static String told(String call) {
    return TestFunctions.body(functions.function("Calling").invoke(TestFunctions.request(call))).text("told").orElseThrow();
  }

  @Test
  void an_event_of_6_MB_is_taken_and_one_byte_more_is_not() {
    byte[] largest = TestFunctions.request("pid " + "x".repeat(LIMIT - TestFunctions.request("pid ").length));
    assertThat(largest).hasSize(LIMIT);
    long process = TestFunctions.body(functions.function("Behaviour").invoke(largest)).whole("body").orElseThrow();

    assertThat(functions.function("Behaviour").invoke(new byte[LIMIT + 1])).isEqualTo(
        new Outcome.Failure(Outcome.Reason.EVENT_TOO_LARGE, "6291457 bytes are more than Lambda takes (6291456)"));

    assertThat(functions.pid("Behaviour")).isEqualTo(process);
  }

  @Test
  void an_answer_of_6_MB_is_passed_on_and_one_byte_more_is_lost_alone() {
    int around = "{\"statusCode\":200,\"body\":\"\"}".length();
    long before = functions.pid("Behaviour");

    assertThat(functions.behave("Behaviour", "large " + (LIMIT - around))).isInstanceOfSatisfying(Outcome.Answer.class,
        answer -> assertThat(answer.body()).hasSize(LIMIT));
    assertThat(functions.behave("Behaviour", "large " + (LIMIT - around + 1))).isEqualTo(new Outcome.Failure(Outcome.Reason.ANSWER_TOO_LARGE,
        "Response payload size (6291457 bytes) exceeded maximum allowed payload size (6291456 bytes)."));

    assertThat(functions.pid("Behaviour")).as("the same process").isEqualTo(before);
  }

  @Test
  void a_second_event_gets_a_second_process_when_it_has_waited() throws IOException {
    Path place = Files.createTempDirectory(directory, "meeting");

    List<CompletableFuture<Outcome>> both = IntStream.range(0, 2)
        .mapToObj(_ -> CompletableFuture.supplyAsync(() -> functions.behave("Pair", "meet " + place), thread -> Thread.ofVirtual().start(thread)))
        .toList();

    assertThat(both).allSatisfy(one -> assertThat(TestFunctions.body(one.join()).text("body")).contains("2"));
  }

  @Test
  void a_build_beside_a_running_stack_changes_nothing() throws IOException {
    long before = functions.pid("Behaviour");
    Jars.spoil(jar);
    try {
      // The first event of its kind needs a class that the process has not loaded yet, the second a new process.
      Path place = Files.createTempDirectory(directory, "meeting");
      Files.createFile(place.resolve("somebody"));
      assertThat(TestFunctions.body(functions.behave("Behaviour", "meet " + place)).text("body")).contains("2");
      functions.function("Behaviour").crash();
      assertThat(functions.pid("Behaviour")).isNotEqualTo(before);
    } finally {
      TestFunctions.packed(jar);
    }
  }

  @Test
  void a_function_that_does_not_come_up_is_named_with_its_reason_and_its_log() {
    Path own = directory.resolve(client + "-broken");

    assertThatThrownBy(() -> TestFunctions.start(own, client, TestFunctions.plan("Broken", EchoHandler.class, Map.of("GREETING", "broken"))).close())
        .isInstanceOf(FunctionStartException.class)
        .hasMessageStartingWith("Broken did not start: ").hasMessageContaining("GREETING is broken")
        .hasMessageEndingWith("(log: " + own.resolve("logs").resolve("Broken.log") + ")");

    assertThat(own.resolve("logs").resolve("Broken.log")).content().contains("GREETING is broken");
  }

  @Test
  void no_process_outlives_the_functions() {
    TestFunctions brief = TestFunctions.start(directory.resolve(client + "-brief"), client, TestFunctions.plan("Behaviour", BehaviourHandler.class, Map.of()));
    long process = brief.pid("Behaviour");

    brief.close();

    assertThat(ProcessHandle.of(process)).isEmpty();
    assertThat(brief.behave("Behaviour", "pid")).isInstanceOfSatisfying(Outcome.Failure.class,
        failure -> assertThat(failure.reason()).isEqualTo(Outcome.Reason.CLOSED));
  }
}
