package dev.octet.localstack.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.localstack.TestFunctions;
import dev.octet.localstack.template.Deployed;
import dev.octet.localstack.template.Endpoints;
import dev.octet.localstack.template.StackPlan.FunctionPlan;
import dev.octet.localstack.template.TemplateReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With {@code SnapStart=PublishedVersions}: processes as they are when Lambda takes its snapshot of them. They are made ready by AWS's own
 * runtime client, and their whole memory is looked at. (That nothing random of Octet's is in it, ArchitectureTest holds: it all comes from the
 * operating system. The SDK's own, which spreads its retries, is.)
 */
class SnapshotIT {
  /** Those that somebody waits for, or whose way is long. */
  private static final Set<String> REHEARSED = Set.of("WebhookIntakeFunction", "GroupApiFunction", "GroupCommandFunction", "GroupEventFunction",
      "MessageApiFunction", "MessageCommandFunction", "MessageEventFunction");
  private static final List<String> SECRETS = Stream.generate(() -> "secret-" + UUID.randomUUID()).limit(4).toList();
  @TempDir static Path directory;
  private static TestFunctions functions;
  private static List<FunctionPlan> plans;

  @BeforeAll
  static void start() throws IOException {
    Path secrets = Files.writeString(directory.resolve("secrets.json"), """
        {"app_secrets":["%s"],"verify_token":"%s","access_tokens":{"100000000000001":"%s"},"delivery_secrets":["whsec_%s"]}"""
        .formatted(SECRETS.get(0), SECRETS.get(1), SECRETS.get(2), java.util.Base64.getEncoder().encodeToString(SECRETS.get(3).getBytes(StandardCharsets.UTF_8))));
    plans = TemplateReader.read(Deployed.TEMPLATE, Map.of("SecretsId", "file:" + secrets, "SnapStart", "PublishedVersions"), Map.of(), new Endpoints("http://127.0.0.1:9"))
        .functions().stream().filter(plan -> REHEARSED.contains(plan.logicalId())).toList();
    functions = TestFunctions.start(directory, RuntimeClient.AWS, plans.toArray(FunctionPlan[]::new));
  }

  @AfterAll
  static void end() {
    functions.close();
  }

  @Test
  void each_has_rehearsed_and_nothing_went_wrong() throws IOException {
    assertThat(plans).hasSameSizeAs(REHEARSED).allSatisfy(plan -> assertThat(plan.snapStart()).isTrue());
    for (FunctionPlan plan : plans) {
      assertThat(log(plan)).as(plan.logicalId()).contains("\"event\":\"rehearsed\"").doesNotContain("rehearsal_failed");
    }
  }

  @Test
  void no_secret_is_in_their_memory_until_they_are_called() throws IOException, InterruptedException {
    for (FunctionPlan plan : plans) {
      byte[] memory = memory(plan);
      assertThat(SECRETS).as(plan.logicalId()).noneMatch(secret -> holds(memory, secret));
    }

    FunctionPlan called = plans.stream().filter(plan -> plan.logicalId().equals("WebhookIntakeFunction")).findFirst().orElseThrow();
    byte[] handshake = ("{\"rawPath\":\"/webhooks/whatsapp\",\"rawQueryString\":\"hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=" + SECRETS.get(1)
        + "\",\"headers\":{},\"requestContext\":{\"http\":{\"method\":\"GET\",\"path\":\"/webhooks/whatsapp\"}}}").getBytes(StandardCharsets.UTF_8);
    assertThat(TestFunctions.body(functions.function(called.logicalId()).invoke(handshake)).whole("statusCode")).hasValue(200);
    byte[] memory = memory(called);
    assertThat(holds(memory, SECRETS.get(0))).as("what was looked for would have been found").isTrue();
  }

  private static byte[] memory(FunctionPlan plan) throws IOException, InterruptedException {
    Path dump = directory.resolve("memory");
    jcmd(pid(plan), "GC.heap_dump", "-all", dump.toString());
    byte[] memory = Files.readAllBytes(dump);
    Files.delete(dump);
    return memory;
  }

  private static boolean holds(byte[] memory, String text) {
    byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i <= memory.length - wanted.length; i++) {
      if (memory[i] == wanted[0] && java.util.Arrays.equals(memory, i, i + wanted.length, wanted, 0, wanted.length)) {
        return true;
      }
    }
    return false;
  }

  private static String pid(FunctionPlan plan) {
    return ProcessHandle.current().children().filter(child -> child.info().arguments().map(List::of).orElse(List.of()).contains(plan.handler()))
        .map(child -> Long.toString(child.pid())).findFirst().orElseThrow();
  }

  private static String jcmd(String... arguments) throws IOException, InterruptedException {
    Path output = directory.resolve("jcmd");
    Process process = new ProcessBuilder(Stream.concat(Stream.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString()), Stream.of(arguments)).toList())
        .redirectErrorStream(true).redirectOutput(output.toFile()).start();
    assertThat(process.waitFor()).as("%s", Files.readString(output)).isZero();
    return Files.readString(output);
  }

  private static String log(FunctionPlan plan) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.walk(directory.resolve("logs"))) {
      for (Path file : files.filter(Files::isRegularFile).filter(file -> file.toString().contains(plan.logicalId()) || file.toString().contains(plan.name())).toList()) {
        text.append(Files.readString(file));
      }
    }
    return text.toString();
  }
}
