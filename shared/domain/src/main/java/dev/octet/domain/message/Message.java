package dev.octet.domain.message;

import dev.octet.domain.group.Group;
import dev.octet.domain.group.Participant;
import dev.octet.domain.group.Person;
import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A message, without its content: one that a person wrote, that Octet sent, or that another tool sent. Immutable.
 *
 * @param id the platform's
 * @param groupId empty for a message to one person
 * @param at by the platform's clock; it stays what it was when the message was first heard of
 * @param type such as {@code text}; empty for one of another tool, of which only statuses are seen
 * @param sender who wrote it; empty for one that was sent
 * @param whole how far it is as a whole
 * @param recipients who was in the group when it was sent, as far as known, and everybody of whom a status came
 * @param errors why it failed
 * @param readByAll which receipt made it read by everybody; empty before
 */
public record Message(
    String id,
    String phoneNumberId,
    Optional<String> groupId,
    Direction direction,
    Instant at,
    Optional<String> type,
    Optional<Person> sender,
    Sending sending,
    Receipt whole,
    List<Recipient> recipients,
    List<JsonObject> errors,
    Optional<ReadByAll> readByAll) {
  /** A group has eight people; more than this have no receipt of one message. */
  static final int MAX_RECIPIENTS = 20;
  private static final int MAX_ERRORS = 3;
  private static final int MAX_TITLE = 200;

  public Message {
    recipients = List.copyOf(recipients);
    errors = List.copyOf(errors);
  }

  /** Which way it went. */
  public enum Direction { IN, OUT }

  /** The receipt, or the going, with which everybody had read it: the same one tells it again, and no other does. */
  public record ReadByAll(String key, ReceiptState state, Instant at) {}

  /** A message that a person wrote. */
  public static Message received(String id, String phoneNumberId, Optional<String> groupId, Instant at, Optional<String> type, Person sender) {
    return new Message(id, phoneNumberId, groupId, Direction.IN, at, type, Optional.of(sender).filter(Person::known), Sending.BY_ANOTHER_TOOL, Receipt.NONE,
        List.of(), List.of(), Optional.empty());
  }

  /** A message that was sent. Who had come into its group by then is to receive it. */
  public static Message sent(String id, String phoneNumberId, Optional<String> groupId, Instant at, Optional<Group> group) {
    List<Recipient> expected = group.stream().flatMap(it -> it.participants().stream())
        .filter(it -> it.present() && !it.at().isAfter(at) && it.person().known()).map(Participant::person).map(Recipient::expected)
        .limit(MAX_RECIPIENTS).toList();
    return new Message(id, phoneNumberId, groupId, Direction.OUT, at, Optional.empty(), Optional.empty(), Sending.BY_ANOTHER_TOOL, Receipt.NONE,
        expected, List.of(), Optional.empty());
  }

  /** It is Octet's own: what is known of the sending is kept, in whichever order that and its statuses are learned. */
  public Message ours(Sending known, Optional<String> sentType, Optional<Instant> acceptedAt) {
    Receipt accepted = acceptedAt.map(when -> whole.with(ReceiptState.ACCEPTED, when, true)).orElse(whole);
    return new Message(id, phoneNumberId, groupId, direction, at, type.or(() -> sentType), sender, sending.or(known), accepted, recipients, errors, readByAll);
  }

  /**
   * What a status did.
   *
   * @param recipient who it is about, with all that is known of them; empty for the message as a whole
   * @param superseded whether it came late and changed nothing
   * @param line the delivery that it makes cost something, or be free
   * @param readByAll whether it is the receipt with which everybody had read it
   */
  public record Applied(Message message, Optional<Recipient> recipient, boolean superseded, Optional<PriceLine> line, boolean readByAll) {

    /** Stands for the person in the notification's id. */
    public String key() {
      return recipient.map(Recipient::key).orElse("");
    }
  }

  /**
   * Applies a status, which may have come before, or after later ones.
   *
   * @param group the people of its group now, by whom a phone number and a user id are known to be one person
   */
  public Applied with(StatusReport report, Optional<Group> group) {
    if (report.isOfTheWhole()) {
      Receipt next = whole.with(report.state(), report.at(), false);
      List<JsonObject> why = errors.isEmpty() ? report.errors().stream().limit(MAX_ERRORS).map(Message::brief).toList() : errors;
      return new Applied(receipts(next, recipients, why, readByAll), Optional.empty(), next.late().contains(report.state()), Optional.empty(), false);
    }
    Person known = group.map(it -> it.known(report.person())).orElse(report.person());
    List<Recipient> same = recipients.stream().filter(it -> isSame(it, report, known, group)).toList();
    Recipient before = same.stream().reduce(Recipient::and)
        .orElseGet(() -> new Recipient(Recipient.keyOf(known).orElse(report.key()), known, Receipt.NONE, Optional.empty()));
    Recipient after = before.with(report, known);
    boolean superseded = after.receipt().late().contains(report.state());
    if (same.isEmpty() && recipients.size() >= MAX_RECIPIENTS) {
      Recipient told = new Recipient(report.key(), after.person(), after.receipt(), after.price()); // by a key that no roster changes
      return new Applied(this, Optional.of(told), false, Optional.empty(), false);
    }
    List<Recipient> all = new ArrayList<>(recipients);
    all.removeAll(same);
    all.add(same.isEmpty() ? all.size() : recipients.indexOf(same.getFirst()), after);
    Optional<PriceLine> line = before.lineAt().isPresent() ? Optional.empty() : after.lineAt().map(when ->
        new PriceLine(when, after.price().orElseThrow(), Country.of(after.person()), sending.template().map(Sending.Template::used)));
    List<JsonObject> why = errors.isEmpty() ? report.errors().stream().limit(MAX_ERRORS).map(Message::brief).toList() : errors;
    ReadByAll by = new ReadByAll(after.key(), report.state(), report.at());
    Optional<ReadByAll> read = readByAll.or(() -> group.filter(it -> after.hasRead() && allHaveRead(all, it)).map(_ -> by));
    boolean now = read.filter(it -> it.key().equals(by.key()) && it.state() == by.state()).isPresent();
    return new Applied(receipts(whole, all, why, read), Optional.of(after), superseded, line, now);
  }

  private static boolean isSame(Recipient recipient, StatusReport report, Person known, Optional<Group> group) {
    return recipient.key().equals(report.key()) || recipient.person().is(known) || recipient.person().is(report.person())
        || group.map(it -> it.known(recipient.person())).filter(it -> it.is(known)).isPresent();
  }

  /** Of those who were to receive it, those who are gone count no more. Where the roster is in doubt, nobody can tell. */
  private static boolean allHaveRead(List<Recipient> recipients, Group group) {
    List<Recipient> still = recipients.stream().filter(it -> !group.hasLeft(it.person())).toList();
    return !group.doubtful() && !still.isEmpty() && still.stream().allMatch(Recipient::hasRead);
  }

  /**
   * Somebody left its group: those who stay may all have read it. That is the cause then, and the same one tells it again.
   *
   * @param group the people of its group now, without them
   */
  public Message left(Person gone, Instant when, Group group) {
    Optional<ReadByAll> read = readByAll.or(() -> Optional.of(leaving(gone, when)).filter(_ -> direction == Direction.OUT && allHaveRead(recipients, group)));
    return receipts(whole, recipients, errors, read);
  }

  /** Whether it is the going of somebody by which all who stay have read it. */
  public boolean isReadBy(Person gone, Instant when) {
    return readByAll.equals(Optional.of(leaving(gone, when)));
  }

  private static ReadByAll leaving(Person gone, Instant when) {
    return new ReadByAll("left:" + gone.key(), ReceiptState.READ, when);
  }

  private static JsonObject brief(JsonObject error) {
    return JsonObject.EMPTY.with("code", error.whole("code").orElse(0))
        .with("title", error.text("title").map(title -> title.substring(0, Math.min(MAX_TITLE, title.length()))));
  }

  private Message receipts(Receipt newWhole, List<Recipient> newRecipients, List<JsonObject> newErrors, Optional<ReadByAll> newReadByAll) {
    return new Message(id, phoneNumberId, groupId, direction, at, type, sender, sending, newWhole, newRecipients, newErrors, newReadByAll);
  }

  @Override
  public String toString() {
    return "message " + id; // people are not for logs
  }
}
