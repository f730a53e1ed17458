package dev.octet.messagesending;

import dev.octet.aws.Environment;
import dev.octet.graph.GraphClient;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** What the template sets for this function, for tests. */
final class Settings {
  static final String SECRETS = """
      {"api_tokens":[],"app_secrets":["app-secret"],"access_tokens":{"%s":"platform-token"}}""".formatted(Events.NUMBER);

  private Settings() {}

  /** @param more goes before */
  static Environment with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(Map.of(
        "MESSAGE_CONTENT_KEPT", "P30D",
        "MESSAGES_PER_SECOND", "80",
        "SEND_WINDOW", "PT1M",
        "CLOSED_WINDOW", "ask",
        "REPURPOSED_TEMPLATES", "allow",
        "UNVERIFIED_MESSAGES", "refuse",
        "RULES_EDITION", "2025-11",
        "GRAPH_BASE_URL", "http://127.0.0.1:1",
        "GRAPH_VERSION", "v26.0",
        "SECRETS", SECRETS));
    all.put("RECEIPTS_KEPT", "P365D");
    all.put("COSTS_KEPT", "forever");
    all.put("OPERATIONS_KEPT", "P30D");
    all.put("MESSAGE_COMMANDS_DEAD_LETTERS_URL", "https://sqs/message-commands-dlq.fifo");
    all.put("MESSAGE_EVENTS_DEAD_LETTERS_URL", "https://sqs/message-events-dlq.fifo");
    all.put("GROUP_EVENTS_QUEUE_URL", "https://sqs/group-events.fifo");
    all.putAll(more);
    return new Environment(Map.copyOf(all));
  }

  /** Where the platform is not asked, and nothing is waited for. */
  static Messaging.Outside outside() {
    return new Messaging.Outside(GraphClient.connections(), new Random(1), _ -> { });
  }
}
