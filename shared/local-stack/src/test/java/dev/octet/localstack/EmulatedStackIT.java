package dev.octet.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.octet.localstack.loopback.Loopback;
import dev.octet.localstack.queue.Queues;
import dev.octet.localstack.table.Tables;
import dev.octet.localstack.template.StackPlan;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A stack on engines that it did not start, without any emulator: they are the embedded ones, which do not tell it anything here. */
class EmulatedStackIT {
  @Test
  void queues_are_asked_by_long_polls_and_what_was_made_is_taken_away() throws IOException {
    List<String> secrets = new CopyOnWriteArrayList<>();
    HttpServer secretsManager = Loopback.server(0, exchange -> {
      String operation = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      secrets.add(operation.substring(operation.indexOf('.') + 1) + (new String(exchange.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
          .contains("\"octet/secrets\"") ? " octet/secrets" : ""));
      Loopback.answer(exchange, 200, "{}");
    });
    int queuePort = TestPorts.free();
    int tablePort = TestPorts.free();
    Emulator emulator = new Emulator(address(tablePort), address(queuePort), address(secretsManager.getAddress().getPort()));
    try (Queues queues = Queues.start(queuePort, List.of()); Tables tables = Tables.start(tablePort, List.of())) {
      assertThat(List.of(queues, tables)).isNotEmpty();
      try (TestStack stack = TestStack.start(settings -> settings.withEmulator(emulator))) {
        stack.sendFifo("a", "ok 1");
        stack.sendFifo("a", "ok 2");

        assertThat(TestStack.lines(stack.results(4))).containsExactly("began ok 1", "ended ok 1", "began ok 2", "ended ok 2");
        assertThat(stack.stack().queues()).isEqualTo(emulator.queues());
        assertThat(secrets).containsExactly("CreateSecret octet/secrets");
      }

      assertThat(secrets).containsExactly("CreateSecret octet/secrets", "DeleteSecret octet/secrets");
      assertThat(queuesAt(emulator.queues())).isEmpty();
    } finally {
      secretsManager.stop(0);
    }
  }

  @Test
  void an_emulator_that_is_not_there_is_named() throws IOException {
    URI nobody = address(TestPorts.free());
    Engines engines = new Engines(new Ports(0, 0, 0), Optional.of(Emulator.at(nobody)));

    assertThatThrownBy(() -> engines.start(new StackPlan(List.of(), List.of(), List.of()), LocalSecrets.STANDARD, new ArrayDeque<>()))
        .isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("The emulator (" + nobody + ") does not do what the stack needs: ");
  }

  private static URI address(int port) {
    return URI.create("http://" + Loopback.HOST + ":" + port);
  }

  private static List<String> queuesAt(URI engine) {
    try (SqsClient sqs = SqsClient.builder().endpointOverride(engine).region(Region.EU_WEST_1)
        .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "body"))).httpClientBuilder(UrlConnectionHttpClient.builder()).build()) {
      return sqs.listQueues().queueUrls();
    }
  }
}
