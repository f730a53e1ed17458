package dev.octet.messagesending;

import dev.octet.aws.table.Page;
import dev.octet.aws.table.Stored;
import dev.octet.domain.group.Group;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.Conversation;
import dev.octet.domain.message.Message;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/** The messages of a group in pages, and one with its content and receipts: from the table, where all of them are. */
final class MessageReads {
  private static final int USUAL_LIMIT = 25;
  private static final int MAX_LIMIT = 1024;

  private final Messages messages;
  private final MessageContents contents;
  private final Conversations conversations;
  private final Rosters rosters;
  private final PlaceSeal cursors;
  private final Clock clock;

  MessageReads(Messages messages, MessageContents contents, Conversations conversations, Rosters rosters, PlaceSeal cursors, Clock clock) {
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
   * @param asked {@code limit} and {@code after}
   * @param address of the next page, made of its cursor
   */
  Reading ofGroup(List<String> numbers, String groupId, JsonObject asked, UnaryOperator<String> address) {
    OptionalLong limit = asked.has("limit") ? asked.whole("limit") : OptionalLong.of(USUAL_LIMIT);
    if (limit.isEmpty() || limit.getAsLong() < 1 || limit.getAsLong() > MAX_LIMIT) {
      return Reading.wrong("`limit` must be a number from 1 to 1024.");
    }
    if (asked.has("before")) {
      return Reading.wrong("Messages are read forwards: with `after`, from the newest to the oldest.");
    }
    Optional<Group> group = rosters.get(groupId);
    String list = "messages of " + groupId;
    int most = (int) limit.getAsLong();
    Optional<String> after = asked.text("after").map(cursor -> cursors.open(list, cursor));
    Page page = messages.ofGroup(groupId, most + 1, after); // one more than asked for tells whether there is more
    List<Stored> rows = page.items().stream().limit(most).toList();
    // A group that only messages are known of is whose number they came by.
    String number = group.map(Group::phoneNumberId).or(() -> rows.stream().findFirst().flatMap(it -> it.attributes().text("phone_number_id"))).orElse("");
    if (!numbers.contains(number)) {
      return Reading.notFound("There is no group with this id that the token may see.");
    }
    boolean more = page.items().size() > most || (page.last().isPresent() && !rows.isEmpty());
    JsonObject answer = conversation(conversations.get(groupId)).with("data", rows.stream().map(MessageReads::row).toList());
    if (rows.isEmpty()) {
      return new Reading.Found(answer);
    }
    String last = cursors.seal(list, rows.getLast().attributes().text("message_order").orElseThrow());
    return new Reading.Found(answer.with("paging", JsonObject.EMPTY.with("cursors", JsonObject.EMPTY.with("after", last))
        .with("next", more ? Optional.of(address.apply(last)) : Optional.empty())));
  }

  private JsonObject conversation(Conversation known) {
    Instant now = clock.instant();
    return JsonObject.EMPTY
        .with("customer_service_window", JsonObject.EMPTY.with("open", known.window().isOpen(now)).with("until", known.window().until().map(Instant::getEpochSecond)))
        .with("pinned", known.pins().standing(now).stream()
            .map(it -> JsonObject.EMPTY.with("message_id", it.messageId()).with("pinned_at", it.at().getEpochSecond()).with("until", it.until().getEpochSecond())).toList());
  }

  private static JsonObject row(Stored item) {
    JsonObject all = item.attributes();
    return JsonObject.EMPTY
        .with("id", Messages.id(item))
        .with("direction", all.text("direction"))
        .with("type", all.text("type"))
        .with("timestamp", all.whole("at").orElse(0))
        .with("sender", all.object("sender"))
        .with("request_id", all.text("request_id"))
        .with("command_id", all.text("command_id"))
        .with("template", all.object("template"));
  }

  /** {@code GET /v1/messages/{id}}: one message, with its content while that is kept, and how far it came with each person. */
  Reading one(List<String> numbers, String id) {
    return messages.get(id).filter(it -> numbers.contains(it.message().phoneNumberId()))
        .<Reading>map(it -> new Reading.Found(MessageView.of(it.message(), it.version()).with("message", content(it.message()))))
        .orElseGet(() -> Reading.notFound("There is no message with this id that the token may see. It is the platform's id, which begins with `wamid.`."));
  }

  private Optional<JsonObject> content(Message message) {
    return contents.get(message.id());
  }
}
