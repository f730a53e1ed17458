package dev.octet.sandbox;

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

/** People. A phone number and a username are one person's at most. */
final class PersonStore {
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
    person.waId().ifPresent(waId -> writes.add(Write.create(keys.phone(waId), owner(person))));
    person.username().ifPresent(username -> writes.add(Write.create(keys.username(username), owner(person))));
    return switch (table.putAll(writes)) {
      case Written.Applied _ -> Optional.of(Added.ADDED);
      case Written.Refused refused -> {
        boolean phone = person.waId().isPresent() && stands(refused, 1);
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

  /** Those who came last, the newest first. */
  List<Person> newest(Keys keys, int limit) {
    return table.query(Query.index(Keys.INDEX, Keys.LIST, Keys.ORDER, keys.people(), limit).descending()).items().stream()
        .map(item -> Person.ofJson(item.attributes())).toList();
  }
}
