package dev.octet.sandbox;

import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.BusinessNumber;
import dev.octet.sandbox.platform.Chat;
import dev.octet.sandbox.platform.ChosenFile;
import dev.octet.sandbox.platform.Media;
import dev.octet.sandbox.platform.MessageContent;
import dev.octet.sandbox.platform.Person;
import dev.octet.sandbox.platform.PlatformGroup;
import dev.octet.sandbox.platform.PlatformIds;
import dev.octet.sandbox.platform.PlatformMessage;
import dev.octet.sandbox.platform.Price;
import dev.octet.sandbox.platform.Reading;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** What people write, read and play. */
final class PeopleMessages {
  /** Read in one transaction: a message, a line of the ledger and a webhook, twice delivered, make four writes of a hundred. */
  private static final int AT_ONE_TIME = 20;
  /** What is younger is looked at again: a message that began earlier may be written later. */
  private static final Duration SETTLED = Duration.ofMinutes(1);
  private static final String ORDER = "order";

  private final Table table;
  private final MessageStore messages;
  private final MediaStore files;
  private final FreeTier freeTier;
  private final Ledger ledger;
  private final Transmission transmission;
  private final Attempts attempts;
  private final PlatformIds ids;
  private final String publicUrl;
  private final Clock clock;

  PeopleMessages(
      Table table, MessageStore messages, MediaStore files, FreeTier freeTier, Ledger ledger, Transmission transmission, Attempts attempts, PlatformIds ids,
      String publicUrl, Clock clock) {
    this.table = table;
    this.messages = messages;
    this.files = files;
    this.freeTier = freeTier;
    this.ledger = ledger;
    this.transmission = transmission;
    this.attempts = attempts;
    this.ids = ids;
    this.publicUrl = publicUrl;
    this.clock = clock;
  }

  /**
   * Where somebody is: in a group, or alone with a business.
   *
   * @param person as the business may see them
   * @param since from when on what is said there is for them
   */
  record Place(BusinessNumber number, Chat chat, Optional<PlatformGroup> group, Person person, Instant since) {}

  /** The file that somebody chose to send. */
  Optional<Media> chosen(Control control, Person person, String mediaId) {
    return files.get(control.keys(), mediaId, control.now(clock)).map(MediaStore.Saved::media).filter(it -> it.holder().equals(person.id()));
  }

  /** Somebody has a file now that they can send; its id. */
  String choose(Control control, Person person, ChosenFile file) {
    Media media = Media.chosen(ids.object(), person.id(), file.mimeType(), file.content(), control.now(clock));
    if (!files.add(control.keys(), media, file.content())) {
      throw tooMany();
    }
    return media.id();
  }

  /** The message's id. It opens the customer service window, a group's to all of it. */
  String write(Control control, Place place, MessageContent content, Optional<Media> chosen) {
    Keys keys = control.keys();
    String messageId = ids.message(place.person());
    Instant now = control.now(clock);
    var message = new PlatformMessage(messageId, place.number().id(), place.chat(), now, Optional.of(place.person().id()), content.type(),
        content.fields(), content.repliesTo(), Optional.empty());
    Optional<Media> file = content.media(chosen, place.number().id(), now);
    Transmission.Once once = transmission.of(control, place.number().id(), false);
    return attempts.until(() -> {
      MessageStore.Standing standing = messages.conversation(keys, place.chat());
      List<Write> writes = new ArrayList<>(messages.create(keys, message));
      writes.add(messages.over(keys, place.chat(), standing, standing.conversation().written(now)));
      file.ifPresent(it -> writes.add(files.create(keys, it)));
      writes.addAll(once.writes(content.readableAt(publicUrl, file, now).webhook(place.number(), place.group(), place.person(), messageId, now)));
      return once.stand(table.putAll(writes)) ? Optional.of(messageId) : Optional.<String>empty();
    }).orElseThrow(PeopleMessages::tooMany);
  }

  /** Reads all that is unread there. Returns how many messages that was. */
  int read(Control control, Place place) {
    Keys keys = control.keys();
    Optional<Stored> mark = table.get(keys.readUntil(place.chat(), place.person().id()));
    Optional<String> marked = mark.flatMap(it -> it.attributes().text(ORDER)).filter(order -> order.compareTo(Keys.messagesSince(place.since())) > 0);
    Instant settled = control.now(clock).minus(SETTLED);
    Optional<String> settledUntil = marked;
    int read = 0;
    List<MessageStore.Saved> page = marked.map(order -> messages.after(keys, place.chat(), order, AT_ONE_TIME))
        .orElseGet(() -> messages.since(keys, place.chat(), place.since(), AT_ONE_TIME));
    while (!page.isEmpty()) {
      read += take(control, place, page, Reading::unread, false);
      for (MessageStore.Saved saved : page) {
        if (saved.message().at().isBefore(settled)) {
          settledUntil = Optional.of(Keys.messageOrder(saved.message()));
        }
      }
      page = messages.after(keys, place.chat(), Keys.messageOrder(page.getLast().message()), AT_ONE_TIME);
    }
    if (!settledUntil.equals(marked)) {
      // Only spares looking again: another reading of the same person may have got further, or less far.
      table.put(Write.over(keys.readUntil(place.chat(), place.person().id()), mark, JsonObject.EMPTY.with(ORDER, settledUntil)));
    }
    return read;
  }

  /** Plays a voice note. False when there is none of this id for them. */
  boolean play(Control control, Place place, String messageId) {
    Optional<MessageStore.Saved> playable = messages.get(control.keys(), messageId).filter(it -> it.message().chat().equals(place.chat()))
        .filter(it -> !it.message().at().isBefore(place.since()) && Reading.playable(it.message(), place.person().id()));
    playable.ifPresent(it -> take(control, place, List.of(it), Reading::unplayed, true));
    return playable.isPresent();
  }

  /**
   * Returns how many of the messages were still to be read, or played.
   *
   * @param found as they were just read: again, when another write of one of them came first
   */
  private int take(Control control, Place place, List<MessageStore.Saved> found, BiPredicate<PlatformMessage, String> open, boolean played) {
    Transmission.Once once = transmission.of(control, place.number().id(), false);
    Instant now = control.now(clock);
    Map<String, Optional<Price>> prices = new HashMap<>();
    boolean[] again = {false};
    return attempts.until(() -> {
      List<MessageStore.Saved> left = found.stream().filter(it -> open.test(it.message(), place.person().id()))
          .flatMap(it -> again[0] ? messages.get(control.keys(), it.message().id()).stream() : Stream.of(it))
          .filter(it -> open.test(it.message(), place.person().id())).toList();
      again[0] = true;
      return left.isEmpty() ? Optional.of(0) : written(control, place, left, Reading.of(place.number(), left.stream().map(MessageStore.Saved::message).toList(),
          place.person(), message -> prices.computeIfAbsent(message.id(), _ -> price(control, message, now)), played,
          control.faults().aggregation(place.number().id()), now), once, now);
    }).orElseThrow(PeopleMessages::tooMany);
  }

  private Optional<Integer> written(
      Control control, Place place, List<MessageStore.Saved> before, Reading.Outcome outcome, Transmission.Once once, Instant now) {
    List<Write> writes = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      writes.add(before.get(i).replace(outcome.messages().get(i)));
    }
    writes.addAll(ledger.writes(control.keys(), place.number().id(), outcome.lines(), before.getFirst().message().id() + "#" + place.person().id(), now));
    writes.addAll(once.writes(outcome.webhooks()));
    return once.stand(table.putAll(writes)) ? Optional.of(before.size()) : Optional.empty();
  }

  private Optional<Price> price(Control control, PlatformMessage message, Instant now) {
    return message.sent().flatMap(sent -> sent.kind().flatMap(kind ->
        freeTier.prices(control, message.phoneNumberId(), kind, message.inGroup(), sent.inWindow(), 1, now).stream().findFirst()));
  }

  private static IllegalStateException tooMany() {
    return new IllegalStateException("Too many wrote the same at once.");
  }
}
