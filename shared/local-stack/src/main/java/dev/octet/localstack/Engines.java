package dev.octet.localstack;

import dev.octet.localstack.loopback.Loopback;
import dev.octet.localstack.queue.Queues;
import dev.octet.localstack.secret.SecretElsewhere;
import dev.octet.localstack.table.Tables;
import dev.octet.localstack.table.TablesElsewhere;
import dev.octet.localstack.template.StackPlan;
import java.net.URI;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/** What keeps the stack's queues and tables: embedded in this process, or an emulator. */
record Engines(Ports ports, Optional<Emulator> emulator) {
  URI queues() {
    return emulator.map(Emulator::queues).orElseGet(() -> at(ports.queues()));
  }

  URI tables() {
    return emulator.map(Emulator::tables).orElseGet(() -> at(ports.tables()));
  }

  private static URI at(int port) {
    return URI.create("http://" + Loopback.HOST + ":" + port);
  }

  /** How the SDK is told, in each function. */
  Map<String, String> variables() {
    return emulator.map(Emulator::variables)
        .orElseGet(() -> Map.of("AWS_ENDPOINT_URL_SQS", queues().toString(), "AWS_ENDPOINT_URL_DYNAMODB", tables().toString()));
  }

  /**
   * Makes what the plan asks for.
   *
   * @param parts are ended from the first to the last
   * @throws IllegalArgumentException naming what an emulator does not do, or has already
   */
  Queues start(StackPlan plan, LocalSecrets secrets, Deque<AutoCloseable> parts) {
    if (emulator.isEmpty()) {
      Queues queues = Queues.start(ports.queues(), plan.queues());
      parts.addLast(queues);
      parts.addLast(Tables.start(ports.tables(), plan.tables()));
      return queues;
    }
    try {
      Queues queues = Queues.elsewhere(queues(), plan.queues());
      parts.addLast(queues);
      parts.addLast(TablesElsewhere.make(tables(), plan.tables()));
      parts.addLast(SecretElsewhere.make(emulator.get().secrets(), LocalParameters.SECRET, secrets.document()));
      return queues;
    } catch (SdkException e) {
      throw new IllegalArgumentException("The emulator (" + queues() + ") does not do what the stack needs: " + e.getMessage(), e);
    }
  }
}
