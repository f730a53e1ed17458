package dev.octet.sandbox;

import dev.octet.aws.table.Key;
import dev.octet.aws.table.Page;
import dev.octet.aws.table.Query;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.aws.table.Written;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** People. A phone number and a username are one person's at most. */
final class PersonStore {
  private static final int GROUPS_A_PAGE = 100;
  /** The phone number's place among the writes of a new person. */
  private static final int PHONE = 2;

  private final Table table;

  PersonStore(Table table) {
    this.table = table;
  }

  /** What became of a new person. */
  enum Added { ADDED, PHONE_TAKEN, USERNAME_TAKEN }

  Optional<Added> add(Keys keys, Person person, Instant at) {
    List<Write> writes = new ArrayList<>();
    writes.add(Write.create(keys.person(person.id()),
        person.toJson().with(Keys.LIST, keys.people()).with(Keys.ORDER, Keys.order(at, person.id()))));
    writes.add(Write.create(keys.user(person.userId()), owner(person)));
    person.waId().ifPresent(waId -> writes.add(Write.create(keys.phone(waId), owner(person))));
    person.username().ifPresent(username -> writes.add(Write.create(keys.username(username), owner(person))));
    return switch (table.putAll(writes)) {
      case Written.Applied _ -> Optional.of(Added.ADDED);
      case Written.Refused refused -> {
        boolean phone = person.waId().isPresent() && stands(refused, PHONE);
        boolean username = person.username().isPresent() && stands(refused, writes.size() - 1);
        yield phone ? Optional.of(Added.PHONE_TAKEN) : username ? Optional.of(Added.USERNAME_TAKEN) : Optional.empty();
      }
    };
  }

  private static boolean stands(Written.Refused refused, int write) {
    return refused.current().size() > write && refused.current().get(write).isPresent();
  }

  private static JsonObject owner(Person person) {
    return JsonObject.EMPTY.with("person_id", person.id());
  }

  Optional<Person> get(Keys keys, String personId) {
    return table.get(keys.person(personId)).map(Stored::attributes).map(Person::ofJson);
  }

  /** Who has this phone number. */
  Optional<Person> ofPhone(Keys keys, String waId) {
    return owner(keys, keys.phone(waId));
  }

  /** Whose user id this is. */
  Optional<Person> ofUser(Keys keys, String userId) {
    return owner(keys, keys.user(userId));
  }

  private Optional<Person> owner(Keys keys, Key key) {
    return table.get(key).flatMap(held -> held.attributes().text("person_id")).flatMap(id -> get(keys, id));
  }

  /** What became of a change. */
  sealed interface Changed {
    record Done(Person before, Person after) implements Changed {}

    record PhoneTaken() implements Changed {}
  }

  /** Empty when another write came first. A phone number that they have no more may be somebody else's; a user id leads to nobody then. */
  Optional<Changed> change(Keys keys, String personId, UnaryOperator<Person> change) {
    Stored read = table.get(keys.person(personId)).orElseThrow();
    Person before = Person.ofJson(read.attributes());
    Person after = change.apply(before);
    List<Write> writes = new ArrayList<>();
    writes.add(Write.replace(read, item(read, after)));
    if (!after.waId().equals(before.waId())) {
      Optional<Stored> held = after.waId().flatMap(waId -> table.get(keys.phone(waId)));
      if (held.filter(it -> !it.attributes().equals(owner(after))).isPresent()) {
        return Optional.of(new Changed.PhoneTaken());
      }
      after.waId().ifPresent(waId -> writes.add(Write.over(keys.phone(waId), held, owner(after))));
    }
    if (!after.userId().equals(before.userId())) {
      writes.add(Write.create(keys.user(after.userId()), owner(after)));
    }
    if (!table.putAll(writes).applied()) {
      return Optional.empty();
    }
    if (!after.userId().equals(before.userId())) {
      table.get(keys.user(before.userId())).ifPresent(table::delete);
    }
    before.waId().filter(waId -> !after.waId().equals(before.waId())).flatMap(waId -> table.get(keys.phone(waId)))
        .filter(it -> it.attributes().equals(owner(before))).ifPresent(table::delete);
    return Optional.of(new Changed.Done(before, after));
  }

  /** Its place in the list stays. */
  private static JsonObject item(Stored read, Person person) {
    return person.toJson().with(Keys.LIST, read.attributes().get(Keys.LIST)).with(Keys.ORDER, read.attributes().get(Keys.ORDER));
  }

  /** Notes that somebody may be in a group: before it is so, and for ever. Who looks by it looks into the group too. */
  void mayBeIn(Keys keys, Person person, String groupId) {
    table.put(Write.create(keys.groupOf(person.id(), groupId), JsonObject.EMPTY.with("group_id", groupId)));
  }

  /** The groups that somebody is in, or asked to join, or once did. */
  List<String> groups(Keys keys, String personId) {
    List<String> found = new ArrayList<>();
    Optional<JsonObject> after = Optional.empty();
    do {
      Page page = table.query(Query.under(keys.groupsOf(personId), "group#", GROUPS_A_PAGE).after(after));
      page.items().forEach(item -> item.attributes().text("group_id").ifPresent(found::add));
      after = page.last();
    } while (after.isPresent());
    return found;
  }

  /** Those who came last, the newest first. */
  List<Person> newest(Keys keys, int limit) {
    return table.query(Query.index(Keys.INDEX, Keys.LIST, Keys.ORDER, keys.people(), limit).descending()).items().stream()
        .map(item -> Person.ofJson(item.attributes())).toList();
  }
}
