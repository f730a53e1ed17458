package dev.octet.aws.snapshot;

import dev.octet.domain.json.JsonObject;
import java.util.List;

/** Made-up events for a {@link Rehearsal}, as the carriers would bring them. Nobody in them exists. */
public final class Scene {
  public static final String NUMBER = Stage.NUMBER;
  public static final String GROUP = "Y2FwaV9ncm91cDpyZWhlYXJzZWQ=";
  /** What signs webhooks on the stage. */
  public static final String APP_SECRET = Stage.APP_SECRET;

  private Scene() {}

  /** A request with the stage's API token. */
  public static JsonObject request(String method, String path, String body) {
    return request(method, path, "authorization", "Bearer " + Stage.API_TOKEN, body);
  }

  public static JsonObject request(String method, String path, String header, String value, String body) {
    return JsonObject.EMPTY.with("version", "2.0").with("rawPath", path).with("rawQueryString", "")
        .with("headers", JsonObject.EMPTY.with("content-type", "application/json").with(header, value))
        .with("requestContext", JsonObject.EMPTY.with("http", JsonObject.EMPTY.with("method", method).with("path", path)))
        .with("body", body).with("isBase64Encoded", false);
  }

  /** A batch of one. */
  public static JsonObject message(String body) {
    return JsonObject.EMPTY.with("Records", List.of(JsonObject.EMPTY.with("messageId", "rehearsed").with("receiptHandle", "rehearsed").with("body", body)
        .with("attributes", JsonObject.EMPTY.with("ApproximateReceiveCount", "1").with("SentTimestamp", "1795510800000").with("MessageGroupId", "rehearsed")
            .with("SenderId", "rehearsed"))
        .with("eventSource", "aws:sqs").with("eventSourceARN", "arn:aws:sqs:eu-west-1:000000000000:rehearsed")));
  }

  /** One change of a webhook about the stage's number, whole. */
  public static String webhook(String field, String list, String item) {
    return "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"200000000000000\",\"changes\":[{\"value\":{\"messaging_product\":\"whatsapp\",\"metadata\":"
        + "{\"display_phone_number\":\"1\",\"phone_number_id\":\"" + NUMBER + "\"},\"" + list + "\":[" + item + "]},\"field\":\"" + field + "\"}]}]";
  }

  /** The same on its way from webhook-intake. */
  public static JsonObject event(String field, String list, String item) {
    return message(webhook(field, list, item) + ",\"octet\":{\"event_key\":\"" + "0".repeat(64) + "\",\"received_at\":\"2026-11-24T09:05:00Z\"}}");
  }
}
