package dev.octet.messagesending;

import dev.octet.aws.table.Key;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.aws.table.Written;
import dev.octet.domain.message.Conversation;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The window and the pins of each group, in the table beside the group. */
final class Conversations {
  private static final int MAX_ATTEMPTS = 20;

  private final Table table;

  Conversations(Table table) {
    this.table = table;
  }

  Conversation get(String groupId) {
    return conversation(table.get(key(groupId)));
  }

  /** Somebody wrote in the group. */
  void written(String groupId, Instant at) {
    Conversation _ = update(groupId, known -> known.with(known.window().opened(at)));
  }

  /** Applies a change to what is known of a group; returns what is known then. */
  Conversation update(String groupId, UnaryOperator<Conversation> change) {
    Optional<Stored> standing = table.get(key(groupId));
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      Conversation before = conversation(standing);
      Conversation after = change.apply(before);
      if (after.equals(before)) {
        return after;
      }
      switch (table.put(Write.over(key(groupId), standing, after.toJson()))) {
        case Written.Applied _ -> {
          return after;
        }
        case Written.Refused refused -> standing = refused.item();
      }
    }
    throw new IllegalStateException("Others write to this group all the time: later.");
  }

  private static Conversation conversation(Optional<Stored> item) {
    return item.map(it -> Conversation.ofJson(it.attributes())).orElse(Conversation.NONE);
  }

  private static Key key(String groupId) {
    return new Key("GROUP#" + groupId, "CONVERSATION");
  }
}
