package dev.octet.messagesending;

import dev.octet.aws.secret.Secrets;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphClient;
import dev.octet.graph.MultipartForm;
import dev.octet.graph.Outcome;
import dev.octet.operations.NumberCalls;
import java.util.function.Supplier;

/** The messages of the platform (spec §3), each call with the token of the number that it concerns. */
final class MessagePlatform {
  private final GraphClient graph;
  private final NumberCalls calls;

  MessagePlatform(GraphClient graph, Supplier<Secrets> secrets) {
    this.graph = graph;
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
}
