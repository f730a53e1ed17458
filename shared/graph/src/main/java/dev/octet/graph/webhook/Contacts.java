package dev.octet.graph.webhook;

import dev.octet.domain.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The contacts of one change. An item gets the contact of the person that it names and no other, so that it looks the
 * same in every delivery.
 */
final class Contacts {
  private record Contact(int index, Person person) {}

  private final List<RawJson> all;
  private final Set<Integer> claimed = new HashSet<>();
  /** By what may name a person; several contacts may say the same. */
  private final Map<String, List<Contact>> byName = new HashMap<>();
  /** A message that names nobody is from the one contact beside it, if nothing else is there. */
  private final boolean unmistakable;

  /** @param items how many items share the contacts */
  Contacts(List<RawJson> all, int items) {
    this.all = all;
    this.unmistakable = all.size() == 1 && items == 1;
    for (int i = 0; i < all.size(); i++) {
      Optional<JsonObject> read = Item.of("contacts", all.get(i)).object();
      if (read.isPresent()) {
        Contact contact = new Contact(i, Person.ofContact(read.get()));
        names(contact.person()).forEach(name -> byName.computeIfAbsent(name, any -> new ArrayList<>()).add(contact));
      }
    }
  }

  List<RawJson> of(Item item) {
    Person person = item.object().map(object -> person(item.list(), object)).orElse(Person.NOBODY);
    if (person.isNobody()) {
      if (unmistakable) {
        claimed.add(0);
        return all;
      }
      return List.of();
    }
    Set<Integer> own = new TreeSet<>();
    for (String name : names(person)) {
      byName.getOrDefault(name, List.of()).stream().filter(contact -> person.is(contact.person())).forEach(contact -> own.add(contact.index()));
    }
    claimed.addAll(own);
    return own.stream().map(all::get).toList();
  }

  /** Those that nobody asked for: they are not lost, they are events of their own. */
  List<RawJson> unclaimed() {
    List<RawJson> left = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (!claimed.contains(i)) {
        left.add(all.get(i));
      }
    }
    return left;
  }

  private static Person person(String list, JsonObject item) {
    return switch (list) {
      case "messages" -> Person.ofMessage(item);
      case "statuses" -> StatusEvent.personOf(item);
      default -> Person.NOBODY;
    };
  }

  private static List<String> names(Person person) {
    List<String> names = new ArrayList<>();
    person.userId().ifPresent(id -> names.add("user:" + id));
    person.phone().ifPresent(number -> names.add("phone:" + Person.digits(number)));
    return names;
  }
}
