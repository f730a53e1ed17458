package dev.octet.notificationdelivery;

import dev.octet.aws.AwsClients;
import dev.octet.aws.BeyondLimitException;
import dev.octet.aws.queue.QueueException;
import dev.octet.domain.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/** An EventBridge bus of the customer's. Buses have no order, and may give the same to a rule twice. */
final class EventBus implements Sink {
  /** What EventBridge takes in one call, less room for what it counts beside the detail. */
  private static final int MAX_BYTES = (256 << 10) - 1024;

  private final EventBridgeClient client;
  private final String bus;

  EventBus(EventBridgeClient client, String bus) {
    this.client = client;
    this.bus = bus;
  }

  static EventBridgeClient client() {
    return AwsClients.client(EventBridgeClient.builder());
  }

  @Override
  public String name() {
    return "event-bus";
  }

  @Override
  public boolean wants(JsonObject notification) {
    return true;
  }

  @Override
  public void take(JsonObject notification) {
    String detail = notification.toJson();
    if (detail.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw new BeyondLimitException("An event is larger than a bus takes.");
    }
    PutEventsRequestEntry entry = PutEventsRequestEntry.builder()
        .eventBusName(bus)
        .source("octet")
        .detailType(notification.text("type").orElse(""))
        .time(notification.text("time").map(Instant::parse).orElse(Instant.EPOCH))
        .detail(detail)
        .build();
    var answer = client.putEvents(request -> request.entries(List.of(entry)));
    if (answer.failedEntryCount() != null && answer.failedEntryCount() > 0) {
      throw new QueueException("The bus did not take an event.");
    }
  }
}
