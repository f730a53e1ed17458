package dev.octet.sandbox;

import dev.octet.aws.table.Table;
import dev.octet.sandbox.platform.Person;
import dev.octet.sandbox.platform.PlatformGroup;
import java.util.Optional;

/** What changes about a person: in their own item first, then in every group that they are in, or asked to join. */
final class PersonChanges {
  private final Table table;
  private final GroupStore groups;
  private final PersonStore people;
  private final Attempts attempts;

  PersonChanges(Table table, GroupStore groups, PersonStore people, Attempts attempts) {
    this.table = table;
    this.groups = groups;
    this.people = people;
    this.attempts = attempts;
  }

  /** Whether they have accepted the platform's newer terms from now on. */
  Person terms(Control control, Person person, boolean accepted) {
    Person changed = attempts.until(() -> people.change(control.keys(), person.id(), it -> it.accepting(accepted))).orElseThrow(PersonChanges::tooMany);
    for (String groupId : people.groups(control.keys(), person.id())) {
      inGroup(control, groupId, person, changed);
    }
    return changed;
  }

  private void inGroup(Control control, String groupId, Person before, Person after) {
    boolean done = attempts.until(() -> {
      Optional<GroupStore.Saved> read = groups.get(control.keys(), groupId);
      Optional<PlatformGroup> changed = read.map(it -> it.group().with(before, after));
      boolean stands = changed.equals(read.map(GroupStore.Saved::group)) // they are in no more, or it is gone
          || table.put(groups.replace(control.keys(), read.orElseThrow(), changed.orElseThrow())).applied();
      return stands ? Optional.of(true) : Optional.<Boolean>empty();
    }).isPresent();
    if (!done) {
      throw tooMany();
    }
  }

  private static IllegalStateException tooMany() {
    return new IllegalStateException("Too many wrote the same at once.");
  }
}
