package dev.octet.sandbox;

import dev.octet.aws.table.Page;
import dev.octet.aws.table.Query;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.Chat;
import dev.octet.sandbox.platform.Conversation;
import dev.octet.sandbox.platform.PlatformMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Messages of groups and people, in the order in which they were accepted, and what their chats are in. Nothing that
 * all messages of a chat would have to write: sends to one group do not wait for each other.
 */
final class MessageStore {
  /** Behind all messages of a chat, which begin with {@code message#}. */
  private static final String BEHIND = "message$";
  /** Makes of a key the next one that there can be. */
  private static final String AFTER = " ";

  private final Table table;

  MessageStore(Table table) {
    this.table = table;
  }

  record Saved(PlatformMessage message, Stored stored) {
    Write replace(PlatformMessage after) {
      return Write.replace(stored, after.toJson());
    }
  }

  /** The writes that a new message consists of. */
  List<Write> create(Keys keys, PlatformMessage message) {
    return List.of(
        Write.create(keys.message(message), message.toJson()),
        Write.create(keys.messageId(message.id()), JsonObject.EMPTY.with("chat", message.chat().toJson()).with("order", Keys.messageOrder(message))));
  }

  Optional<Saved> get(Keys keys, String messageId) {
    return table.get(keys.messageId(messageId)).map(Stored::attributes)
        .flatMap(place -> table.get(keys.message(Chat.ofJson(place.object("chat").orElseThrow()), place.text("order").orElseThrow())))
        .map(MessageStore::saved);
  }

  /** The messages of a chat from a time on, the oldest first. */
  List<Saved> since(Keys keys, Chat chat, Instant from, int limit) {
    return find(keys, chat, Keys.messagesSince(from), limit);
  }

  /** The messages of a chat after the one at this place, the oldest first. */
  List<Saved> after(Keys keys, Chat chat, String order, int limit) {
    return find(keys, chat, order + AFTER, limit);
  }

  /** A page of a query ends at 1 MB, and so may hold fewer than there are: an empty one alone is the end. */
  private List<Saved> find(Keys keys, Chat chat, String from, int limit) {
    Page page = table.query(new Query(Optional.empty(), "pk", "sk", "#pk = :pk AND #sk BETWEEN :from AND :to",
        JsonObject.EMPTY.with(":pk", keys.chat(chat)).with(":from", from).with(":to", BEHIND), true, limit, Optional.empty()));
    return page.items().stream().map(MessageStore::saved).toList();
  }

  private static Saved saved(Stored stored) {
    return new Saved(PlatformMessage.ofJson(stored.attributes()), stored);
  }

  /** What a chat is in, as it was read. */
  record Standing(Conversation conversation, Optional<Stored> stored) {}

  Standing conversation(Keys keys, Chat chat) {
    Optional<Stored> stored = table.get(keys.conversation(chat));
    return new Standing(stored.map(it -> Conversation.ofJson(it.attributes())).orElse(Conversation.NONE), stored);
  }

  Write over(Keys keys, Chat chat, Standing standing, Conversation after) {
    return Write.over(keys.conversation(chat), standing.stored(), after.toJson());
  }
}
