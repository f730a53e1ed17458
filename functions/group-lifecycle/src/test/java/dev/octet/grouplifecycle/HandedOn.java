package dev.octet.grouplifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.aws.Schema;
import dev.octet.aws.table.Key;
import dev.octet.domain.Hash;
import dev.octet.domain.json.JsonException;
import dev.octet.graph.webhook.InviteLinkChange;
import dev.octet.graph.webhook.WebhookEvent;
import java.util.List;
import java.util.Optional;

/** What is handed on to the sending of messages, whose tests are elsewhere. */
final class HandedOn {
  private HandedOn() {}

  /** The groups of which it is told that their link is another, or that they are gone; each occurrence once. */
  static List<String> groups(World world) {
    return world.queues.waiting(World.MESSAGE_EVENTS).stream().map(message -> message.text("body").orElseThrow()).map(HandedOn::event)
        .map(event -> InviteLinkChange.of(event).orElseThrow().groupId()).toList();
  }

  /** How often anything was sent before the operation or the comparison counted as told. */
  static int sends(World world) {
    return world.queues.sent.getOrDefault(World.MESSAGE_EVENTS, List.of()).size();
  }

  /** Whose link it is, as the sending of messages asks. */
  static Optional<String> groupOf(World world, String link) {
    return world.table().get(new Key("INVITE_LINK#" + Hash.hex(link), "GROUP")).flatMap(item -> item.attributes().text("group_id"));
  }

  private static WebhookEvent event(String body) {
    assertThat(Schema.named("event.schema.json").violations(body)).isEmpty();
    try {
      return WebhookEvent.parse(body);
    } catch (JsonException e) {
      throw new AssertionError(e);
    }
  }
}
