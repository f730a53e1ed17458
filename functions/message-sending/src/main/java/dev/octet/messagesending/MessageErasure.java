package dev.octet.messagesending;

import dev.octet.aws.queue.Handled;
import dev.octet.aws.queue.Queue;
import dev.octet.aws.queue.QueueMessage;
import dev.octet.aws.table.Key;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.domain.Hash;
import dev.octet.domain.group.ErasedPerson;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.MessageCommand;
import dev.octet.operations.Erasure;
import dev.octet.operations.ErasurePass;
import dev.octet.operations.ErasurePass.Fate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** message-sending's share of the erasure of a person: messages with their receipts, what they wrote, invitations, sends. */
final class MessageErasure {
  private static final String OPEN = "sends_left_open";
  private static final List<String> COUNTED = List.of("messages", "message_contents", "invitations", "sends", OPEN);

  private final Table table;
  private final ErasurePass pass;
  private final Queue here;
  private final Optional<Queue> copies;
  private final Queue groups;

  /**
   * @param copies the queue of the store of notifications, where there is one
   * @param groups the queue of whoever ends it
   */
  MessageErasure(Table table, ErasurePass pass, Queue here, Optional<Queue> copies, Queue groups) {
    this.table = table;
    this.pass = pass;
    this.here = here;
    this.copies = copies;
    this.groups = groups;
  }

  /** Takes it a share further. */
  Handled handle(Erasure at, QueueMessage message) {
    switch (at.step()) {
      case MESSAGES -> here.send(pass.blank(at, copies.isPresent() ? Erasure.Step.STORE : Erasure.Step.END, COUNTED, this::fate).message(message.id()));
      case STORE -> copies.orElse(groups).send(at.message(message.id()));
      case NAMES, GROUPS, END -> groups.send(at.message(message.id()));
    }
    return Handled.done();
  }

  private Fate fate(Stored item, Erasure erasure) {
    Key key = item.key();
    if (key.pk().startsWith("OPERATION#") && key.sk().equals("OPERATION")) {
      return ofSend(item, erasure);
    }
    if (key.pk().startsWith("TEMPLATES#" + erasure.phoneNumberId() + "#")) {
      return hashes(erasure.person()).anyMatch(key.sk()::equals) ? new Fate.Goes("template_reach") : new Fate.Stays();
    }
    Optional<String> kind = kind(key);
    ErasedPerson person = erasure.person();
    // The number of a message is looked up for those only that would be blanked: they are few.
    boolean mayBe = kind.isPresent()
        && (!person.blank(item.attributes()).equals(item.attributes()) || item.attributes().toJson().contains(person.mark()));
    return mayBe && number(item).filter(it -> !it.equals(erasure.phoneNumberId())).isEmpty() ? new Fate.Blanked(kind.orElseThrow(), person::blank) : new Fate.Stays();
  }

  private static Optional<String> kind(Key key) {
    if (key.pk().startsWith("MESSAGE#")) {
      return Optional.of(key.sk().equals("CONTENT") ? "message_contents" : "messages");
    }
    return key.pk().startsWith("GROUP#") && key.sk().startsWith("INVITATION#") ? Optional.of("invitations") : Optional.empty();
  }

  private Optional<String> number(Stored item) {
    return item.attributes().text("phone_number_id")
        .or(() -> table.get(new Key(item.key().pk(), "STATE")).flatMap(message -> message.attributes().text("phone_number_id")));
  }

  /** As people are told apart who were reached by a template. */
  private static Stream<String> hashes(ErasedPerson person) {
    return person.names().stream().flatMap(name -> Stream.of("user:" + name, "phone:" + name)).map(Hash::hex);
  }

  /** What is not over needs whom it is to. */
  private static Fate ofSend(Stored item, Erasure erasure) {
    JsonObject operation = item.attributes();
    if (operation.text("command").flatMap(MessageCommand::of).isEmpty() || !operation.text("phone_number_id").equals(Optional.of(erasure.phoneNumberId()))) {
      return new Fate.Stays();
    }
    return operation.bool("told").orElse(false) ? new Fate.Blanked("sends", erasure.person()::blank)
        : erasure.person().blank(operation).equals(operation) ? new Fate.Stays() : new Fate.Waits(OPEN);
  }
}
