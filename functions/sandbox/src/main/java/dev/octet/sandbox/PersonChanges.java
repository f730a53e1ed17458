package dev.octet.sandbox;

import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.sandbox.platform.BusinessNumber;
import dev.octet.sandbox.platform.IdentityRequest;
import dev.octet.sandbox.platform.Person;
import dev.octet.sandbox.platform.PlatformGroup;
import dev.octet.sandbox.platform.PlatformIds;
import dev.octet.sandbox.platform.StagedWebhook;
import dev.octet.sandbox.platform.Webhook;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What changes about a person: in their own item first, then in every group that they are in, or asked to join. Each
 * business number in whose groups they are is told once, in one write with the first of these groups.
 */
final class PersonChanges {
  private final Table table;
  private final GroupStore groups;
  private final PersonStore people;
  private final Transmission transmission;
  private final Attempts attempts;
  private final PlatformIds ids;
  private final Clock clock;

  PersonChanges(
      Table table, GroupStore groups, PersonStore people, Transmission transmission, Attempts attempts, PlatformIds ids, Clock clock) {
    this.table = table;
    this.groups = groups;
    this.people = people;
    this.transmission = transmission;
    this.attempts = attempts;
    this.ids = ids;
    this.clock = clock;
  }

  /** Whether they have accepted the platform's newer terms from now on. No business is told. */
  PersonStore.Changed terms(Control control, Person person, boolean accepted) {
    return change(control, person, it -> it.accepting(accepted));
  }

  /** Another phone number, another user id, or both. */
  PersonStore.Changed identity(Control control, Person person, IdentityRequest request) {
    String userId = ids.user(person.userId().substring(0, 2));
    return change(control, person, it -> request.of(it, userId));
  }

  private PersonStore.Changed change(Control control, Person person, UnaryOperator<Person> change) {
    PersonStore.Changed changed = attempts.until(() -> people.change(control.keys(), person.id(), change)).orElseThrow(PersonChanges::tooMany);
    if (changed instanceof PersonStore.Changed.Done done) {
      Instant now = control.now(clock);
      Set<String> told = new HashSet<>();
      for (String groupId : people.groups(control.keys(), person.id())) {
        groups.get(control.keys(), groupId).map(GroupStore.Saved::group).ifPresent(group -> inGroup(control, group, done, now, told));
      }
    }
    return changed;
  }

  /** @param told the numbers that know; this group's is one of them afterwards, if they are in it */
  private void inGroup(Control control, PlatformGroup known, PersonStore.Changed.Done change, Instant now, Set<String> told) {
    BusinessNumber number = BusinessNumber.of(known.phoneNumberId());
    List<Webhook> webhooks = told.contains(number.id()) ? List.of() : known.identityChange(change.before(), change.after())
        .map(it -> it.webhooks(number, control.faults().olderSpellings(number.id()), ids, now)).orElse(List.of());
    Transmission.Once once = transmission.of(control, number.id(), false);
    boolean done = attempts.until(() -> {
      Optional<GroupStore.Saved> read = groups.get(control.keys(), known.id());
      Optional<PlatformGroup> changed = read.map(it -> it.group().with(change.before(), change.after()));
      if (changed.equals(read.map(GroupStore.Saved::group))) {
        return Optional.of(false); // they are in no more, or it is gone
      }
      List<Write> writes = new ArrayList<>();
      writes.add(groups.replace(control.keys(), read.orElseThrow(), changed.orElseThrow()));
      writes.addAll(once.writes(StagedWebhook.first(webhooks)));
      return once.stand(table.putAll(writes)) ? Optional.of(true) : Optional.<Boolean>empty();
    }).orElseThrow(PersonChanges::tooMany);
    if (done && !webhooks.isEmpty()) {
      told.add(number.id());
    }
  }

  private static IllegalStateException tooMany() {
    return new IllegalStateException("Too many wrote the same at once.");
  }
}
