package dev.octet.graph.webhook;

import dev.octet.domain.Hash;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.webhook.DeliveredEvent.Source;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One delivery, split into its events (spec §4.1).
 *
 * <p>Each item of {@code groups}, {@code messages}, {@code statuses} and {@code errors} is an event of its own. What
 * holds no such item goes whole: a change of another field, an entry without changes, a body without entries. So
 * everything that arrived is in exactly one event, except what stands around items, which goes with each; contacts go
 * with the items of the person that they name.
 *
 * <p>An item that cannot be read (nested too deeply, a key twice, no UTF-8, no JSON) is an event like the others and
 * says so in {@link DeliveredEvent#problem}.
 */
public final class Delivery {
  /** Five times what the platform puts into one delivery (spec §4.7). */
  static final int MAX_EVENTS = 5_000;
  /** Of all events together: what stands around items is repeated with each. */
  static final int MAX_BYTES = 32 << 20;

  private static final String MESSAGES = "messages";

  private final List<DeliveredEvent> events = new ArrayList<>();
  private int bytes;

  private Delivery() {}

  /**
   * @param body of any size and shape. With more events, or larger ones, than can be handled at a time, it is one event
   * @throws JsonException when it is no JSON object, or its end is missing: the only things that nobody can split
   */
  public static List<DeliveredEvent> split(byte[] body) throws JsonException {
    RawJson root = RawJson.document(body);
    if (!root.isObject()) {
      throw new JsonException("The body is JSON, but not a JSON object.");
    }
    List<RawJson.Member> members = root.members();
    byte[] whole = Frame.NONE.object(members, Set.of("octet")).closed(); // that name is Octet's own
    Delivery delivery = new Delivery();
    try {
      delivery.root(members, whole);
      return List.copyOf(delivery.events);
    } catch (TooMuch e) {
      return List.of(new DeliveredEvent(key(whole), Source.NONE, "", Optional.empty(),
          Optional.of("The delivery is more than can be split."), whole));
    }
  }

  private void root(List<RawJson.Member> members, byte[] whole) throws TooMuch {
    Frame frame = Frame.NONE.object(members, Set.of("entry", "octet")).list("entry");
    List<RawJson> entries = itemsOf(members, "entry");
    if (entries.isEmpty()) {
      addWhole(Source.NONE, whole);
    }
    for (RawJson entry : entries) {
      entry(frame, entry);
    }
  }

  private void entry(Frame outer, RawJson entry) throws TooMuch {
    List<RawJson.Member> members = membersOf(entry);
    String account = first(members, "id").flatMap(Delivery::text).orElse("");
    List<RawJson> changes = itemsOf(members, "changes");
    if (changes.isEmpty()) {
      addWhole(new Source(account, "", Optional.empty()), outer.around(entry));
      return;
    }
    Frame frame = outer.object(members, Set.of("changes")).list("changes");
    for (RawJson change : changes) {
      change(frame, change, account);
    }
  }

  private void change(Frame outer, RawJson change, String account) throws TooMuch {
    List<RawJson.Member> members = membersOf(change);
    // Two fields or two values: nobody knows which belong together.
    String field = only(members, "field").flatMap(Delivery::text).orElse("");
    List<RawJson.Member> value = only(members, "value").map(Delivery::membersOf).orElse(List.of());
    Optional<String> number = first(value, "metadata").flatMap(Delivery::read).flatMap(metadata -> metadata.text("phone_number_id"));
    Source source = new Source(account, field, number.filter(id -> !id.isBlank()));

    List<Item> items = new ArrayList<>();
    for (String list : lists(field)) {
      for (RawJson item : few(itemsOf(value, list))) {
        items.add(Item.of(list, item));
      }
    }
    if (items.isEmpty()) {
      addWhole(source, outer.around(change));
      return;
    }
    boolean sharesContacts = field.equals(MESSAGES);
    List<RawJson> contactItems = sharesContacts ? few(itemsOf(value, "contacts")) : List.of();
    Set<String> apart = apart(lists(field), contactItems.isEmpty() ? "octet" : "contacts");
    Frame frame = outer.object(members, Set.of("value")).member("value").object(value, apart);
    Contacts contacts = new Contacts(contactItems, items.size());
    for (Item item : items) {
      List<RawJson> known = contacts.of(item);
      add(source, item, frame.withList("contacts", known).list(item.list()));
    }
    for (RawJson contact : contacts.unclaimed()) {
      add(source, Item.of("contacts", contact), frame.list("contacts"));
    }
  }

  /** Which lists of a field's value hold items; an unknown field may mean anything by them. */
  private static List<String> lists(String field) {
    return GroupEvent.isGroupField(field) ? List.of("groups", "errors")
        : field.equals(MESSAGES) ? List.of(MESSAGES, "statuses", "errors") : List.of();
  }

  private static Set<String> apart(List<String> lists, String more) {
    List<String> names = new ArrayList<>(lists);
    names.add(more);
    return Set.copyOf(names);
  }

  private void add(Source source, Item item, Frame frame) throws TooMuch {
    reserve(frame.size() + item.raw().bytes().length);
    byte[] body = frame.around(item.raw());
    Optional<String> problem = problem(body);
    events.add(new DeliveredEvent(
        Hash.hex("item", source.field(), item.list(), source.owner(), item.canonical()),
        source, item.list(), problem.isEmpty() ? item.object() : Optional.empty(), problem, body));
  }

  private void addWhole(Source source, byte[] body) throws TooMuch {
    reserve(body.length);
    try {
      String canonical = JsonObject.parse(body).canonical();
      events.add(new DeliveredEvent(Hash.hex("whole", canonical), source, "", Optional.empty(), Optional.empty(), body));
    } catch (JsonException e) {
      events.add(new DeliveredEvent(key(body), source, "", Optional.empty(), Optional.of(String.valueOf(e.getMessage())), body));
    }
  }

  /** Before anything is made of them. */
  private static List<RawJson> few(List<RawJson> items) throws TooMuch {
    if (items.size() > MAX_EVENTS) {
      throw new TooMuch();
    }
    return items;
  }

  private void reserve(int size) throws TooMuch {
    bytes += size;
    if (bytes > MAX_BYTES || events.size() == MAX_EVENTS) {
      throw new TooMuch();
    }
  }

  private static String key(byte[] bytes) {
    return Hash.hex("bytes", HexFormat.of().formatHex(Hash.sha256(bytes)));
  }

  /** Why whoever takes the event from the queue will not be able to read it. */
  private static Optional<String> problem(byte[] body) {
    try {
      JsonObject.parse(body);
      return Optional.empty();
    } catch (JsonException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static List<RawJson.Member> membersOf(RawJson value) {
    try {
      return value.isObject() ? value.members() : List.of();
    } catch (JsonException e) {
      return List.of(); // not as an object should be: it goes whole
    }
  }

  /** Of every array of that name. One that is no proper array makes all of it go whole. */
  private static List<RawJson> itemsOf(List<RawJson.Member> members, String name) {
    List<RawJson> items = new ArrayList<>();
    for (RawJson.Member member : members) {
      if (member.name().equals(name)) {
        try {
          items.addAll(member.value().items());
        } catch (JsonException e) {
          return List.of();
        }
      }
    }
    return items;
  }

  private static Optional<RawJson> first(List<RawJson.Member> members, String name) {
    return members.stream().filter(member -> member.name().equals(name)).map(RawJson.Member::value).findFirst();
  }

  private static Optional<RawJson> only(List<RawJson.Member> members, String name) {
    return members.stream().filter(member -> member.name().equals(name)).count() == 1 ? first(members, name) : Optional.empty();
  }

  private static Optional<JsonObject> read(RawJson value) {
    return Item.of("", value).object();
  }

  private static Optional<String> text(RawJson value) {
    return Item.of("", value).text();
  }

  /** More events, or larger ones, than one delivery of the platform can have. */
  private static final class TooMuch extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
