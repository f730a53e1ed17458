package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Several webhooks as one POST body, in their order (spec §4.7): of the same account and field as changes of one entry, all else as entries. */
public final class WebhookBatch {
  private WebhookBatch() {}

  /** @param bodies as each would have been sent by itself */
  public static String of(List<String> bodies) {
    List<JsonObject> entries = new ArrayList<>();
    for (String body : bodies) {
      JsonObject entry = entry(body);
      JsonObject change = entry.objects("changes").getFirst();
      if (!entries.isEmpty() && continues(entries.getLast(), entry, change)) {
        List<JsonObject> changes = new ArrayList<>(entries.getLast().objects("changes"));
        changes.add(change);
        entries.set(entries.size() - 1, entry.with("changes", changes));
      } else {
        entries.add(entry);
      }
    }
    return Webhook.text(JsonObject.EMPTY.with("object", "whatsapp_business_account").with("entry", entries));
  }

  private static boolean continues(JsonObject before, JsonObject entry, JsonObject change) {
    return before.without("changes").equals(entry.without("changes")) && before.objects("changes").getLast().text("field").equals(change.text("field"));
  }

  private static JsonObject entry(String body) {
    try {
      return JsonObject.parse(body).objects("entry").getFirst();
    } catch (JsonException e) {
      throw new IllegalStateException("A webhook was written down that is no JSON.", e);
    }
  }
}
