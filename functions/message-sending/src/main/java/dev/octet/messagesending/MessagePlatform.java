package dev.octet.messagesending;

import dev.octet.aws.secret.SecretSource;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.UsedTemplate;
import dev.octet.graph.GraphClient;
import dev.octet.graph.MultipartForm;
import dev.octet.graph.Outcome;
import dev.octet.operations.NumberCalls;
import java.util.Map;

/** The messages of the platform (spec §3), each call with the token of the number that it concerns. */
final class MessagePlatform {
  private final GraphClient graph;
  private final GraphClient asking;
  private final NumberCalls calls;

  /** @param asking for what a send waits for that can do without: it gives up earlier */
  MessagePlatform(GraphClient graph, GraphClient asking, SecretSource secrets) {
    this.graph = graph;
    this.asking = asking;
    this.calls = new NumberCalls(secrets);
  }

  /** Sends a message, pins or unpins one, or marks one as read: the body says which. */
  Outcome send(String phoneNumberId, JsonObject body) {
    return calls.as(phoneNumberId, token -> graph.post("/" + GraphClient.encode(phoneNumberId) + "/messages", body, token));
  }

  /** Uploads a file, which messages then name by the id in the answer. */
  Outcome upload(String phoneNumberId, MultipartForm form) {
    return calls.as(phoneNumberId, token -> graph.post("/" + GraphClient.encode(phoneNumberId) + "/media", form, token));
  }

  /** Asks for the account of a number: {@code whatsapp_business_account}, where the platform says so. */
  Outcome account(String phoneNumberId) {
    return calls.as(phoneNumberId, token -> asking.get("/" + GraphClient.encode(phoneNumberId), Map.of("fields", "whatsapp_business_account"), token));
  }

  /** Asks for the templates of an account that are called like this one, with the token of one of its numbers (spec §2.5). */
  Outcome templates(String phoneNumberId, String account, UsedTemplate template) {
    return calls.as(phoneNumberId, token -> asking.get("/" + GraphClient.encode(account) + "/message_templates",
        Map.of("name", template.name(), "language", template.language(), "fields", "name,language,status,category"), token));
  }
}
