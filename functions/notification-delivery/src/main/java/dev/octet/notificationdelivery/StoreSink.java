package dev.octet.notificationdelivery;

import dev.octet.aws.BeyondLimitException;
import dev.octet.aws.Log;
import dev.octet.aws.Trail;
import dev.octet.aws.notification.NotificationStore;
import dev.octet.aws.queue.Handled;
import dev.octet.aws.queue.Patience;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.queue.QueueMessage;
import dev.octet.aws.queue.Reason;
import dev.octet.domain.json.JsonObject;
import software.amazon.awssdk.core.exception.SdkException;

/** Keeps what is told. While the table does not take it, copies with their places wait, and are in nobody's way. */
final class StoreSink {
  private static final String PLACE = "place";

  private final NotificationStore store;
  private final Queue lanes;
  private final Patience patience;
  private final Log log;

  StoreSink(NotificationStore store, Queue lanes, Patience patience, Log log) {
    this.store = store;
    this.lanes = lanes;
    this.patience = patience;
    this.log = log;
  }

  static boolean isWaiting(JsonObject message) {
    return message.has(PLACE);
  }

  /** Returns when it is kept, or waits. */
  void keepOrPutOff(JsonObject notification, QueueMessage message) {
    String place = NotificationStore.place(message);
    try {
      keep(notification, place);
    } catch (SdkException e) {
      String body = JsonObject.EMPTY.with(PLACE, place).with("notification", notification).toJson();
      failed(e);
      lanes.send(new Queue.Entry("store " + place, "store " + place, body));
    }
  }

  /** What waited: its place is the one that it had. */
  Handled again(QueueMessage message, JsonObject waiting) {
    JsonObject notification = waiting.object("notification").orElse(JsonObject.EMPTY);
    Trail.note("notification_id", Told.id(notification));
    try {
      keep(notification, waiting.text(PLACE).orElseThrow());
      return Handled.done();
    } catch (SdkException e) {
      failed(e);
      return patience.after(message, new Reason("not_kept", "The table did not take it: " + e.getClass().getSimpleName() + "."));
    }
  }

  private void keep(JsonObject notification, String place) {
    try {
      store.keep(notification, place);
    } catch (BeyondLimitException e) { // its ids are longer than any key: nobody could ask for it
      log.warn("notification_not_kept", JsonObject.EMPTY);
    }
  }

  private void failed(SdkException e) {
    log.warn("store_failed", JsonObject.EMPTY.with("error", e.getClass().getName()));
  }
}
