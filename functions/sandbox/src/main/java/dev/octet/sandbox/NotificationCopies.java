package dev.octet.sandbox;

import dev.octet.aws.Environment;
import dev.octet.aws.Ids;
import dev.octet.aws.Log;
import dev.octet.aws.queue.QueueMessage;
import dev.octet.aws.table.Table;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.traffic.Traffic;
import dev.octet.sandbox.traffic.TrafficEntry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** {@code sandbox-notifications}: what Octet told, on its way to the traffic. What cannot be recorded is missing there. */
final class NotificationCopies {
  /** What the queue's name ends with. */
  static final String QUEUE = "-sandbox-notifications";

  private final ControlStore controls;
  private final Traffic traffic;
  private final Clock clock;

  NotificationCopies(ControlStore controls, Traffic traffic, Clock clock) {
    this.controls = controls;
    this.traffic = traffic;
    this.clock = clock;
  }

  static NotificationCopies of(DynamoDbClient dynamoDb, Environment environment, Clock clock, Log log) {
    var table = new Table(dynamoDb, environment.text("SANDBOX_TABLE_NAME"), Ids.random());
    return new NotificationCopies(new ControlStore(table, new Attempts(Pause.real(), new SecureRandom())), Traffic.of(dynamoDb, environment, clock, log), clock);
  }

  /** @param queue the ARN of the copies' queue, whose name is that of the stack and {@link #QUEUE} */
  void record(JsonObject batch, String queue) {
    String name = queue.substring(queue.lastIndexOf(':') + 1);
    String original = name.substring(0, name.length() - QUEUE.length()) + "-notifications.fifo";
    Instant now = clock.instant();
    traffic.record(() -> controls.read().generation(), () -> QueueMessage.ofEvent(batch).stream()
        .map(message -> TrafficEntry.ofNotification(message.body(), original, message.sentAt(), now)).toList());
  }
}
