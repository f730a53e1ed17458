package dev.octet.messagesending;

import dev.octet.domain.group.Group;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.Conversation;
import dev.octet.graph.GraphError;
import dev.octet.operations.Cursors;
import dev.octet.operations.PageRequest;
import dev.octet.operations.Refused;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** The messages of a group in pages, and one with its content and receipts: from the table, where all of them are. */
final class MessageReads {
  private final Messages messages;
  private final MessageContents contents;
  private final Conversations conversations;
  private final Rosters rosters;
  private final Cursors cursors;
  private final Clock clock;

  MessageReads(Messages messages, MessageContents contents, Conversations conversations, Rosters rosters, Cursors cursors, Clock clock) {
    this.messages = messages;
    this.contents = contents;
    this.conversations = conversations;
    this.rosters = rosters;
    this.cursors = cursors;
    this.clock = clock;
  }

  /**
   * {@code GET /v1/groups/{id}/messages}: newest first, without content and receipts, which one message has. With them the
   * group's window and pins.
   *
   * @param numbers the caller's
   * @param asked {@code limit}, {@code after}, {@code before}
   * @param address of the other pages
   * @throws Refused when there is no such page, or no such group that the caller may see
   */
  JsonObject ofGroup(List<String> numbers, String groupId, JsonObject asked, Optional<BiFunction<String, String, String>> address) {
    String list = "messages of " + groupId;
    PageRequest page = PageRequest.of(asked, cursor -> cursors.open(list, cursor));
    PageRequest.Rows found = messages.ofGroup(groupId, page);
    // A group that only messages are known of is whose number they came by.
    String number = rosters.get(groupId).map(Group::phoneNumberId)
        .or(() -> found.rows().stream().findFirst().flatMap(row -> row.text("phone_number_id"))).orElse("");
    if (!numbers.contains(number)) {
      throw new Refused(GraphError.of(131041, "There is no group with this id that the token may see.").withStatus(404));
    }
    return page.answer(found.rows().stream().map(MessageView::row).toList(), found, row -> cursors.seal(list, Messages.place(row)), address)
        .withAll(conversation(conversations.get(groupId)));
  }

  private JsonObject conversation(Conversation known) {
    Instant now = clock.instant();
    return JsonObject.EMPTY
        .with("customer_service_window", JsonObject.EMPTY.with("open", known.window().isOpen(now)).with("until", known.window().until().map(Instant::getEpochSecond)))
        .with("pinned", known.pins().standing(now).stream()
            .map(it -> JsonObject.EMPTY.with("message_id", it.messageId()).with("pinned_at", it.at().getEpochSecond()).with("until", it.until().getEpochSecond())).toList());
  }

  /**
   * {@code GET /v1/messages/{id}}: one message, with its content while that is kept, and how far it came with each person.
   *
   * @throws Refused when there is none that the caller may see
   */
  JsonObject one(List<String> numbers, String id) {
    return messages.get(id).filter(it -> numbers.contains(it.message().phoneNumberId()))
        .map(it -> MessageView.of(it.message(), it.version()).with("message", contents.get(id)))
        .orElseThrow(() -> new Refused(GraphError.of(100,
            "There is no message with this id that the token may see. It is the platform's id, which begins with `wamid.`.").withStatus(404)));
  }
}
