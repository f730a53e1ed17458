package dev.octet.sandbox;

import dev.octet.domain.json.JsonObject;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The requests that Octet's side and the sandbox refuse both, with the same codes. */
public final class Refused {
  private Refused() {}

  /** Each with name, method, path, code, and what there is of body, edition, setting and category. */
  public static List<JsonObject> rows(String phoneNumberId, String groupId, String messageId) throws Exception {
    try (InputStream file = Objects.requireNonNull(Refused.class.getResourceAsStream("/dev/octet/domain/message/refusals.json"))) {
      return JsonObject.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .replace("{phone_number_id}", phoneNumberId).replace("{group_id}", groupId).replace("{message_id}", messageId)).objects("refusals");
    }
  }
}
