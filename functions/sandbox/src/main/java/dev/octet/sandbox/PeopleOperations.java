package dev.octet.sandbox;

import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.sandbox.platform.BusinessNumber;
import dev.octet.sandbox.platform.GroupEvent;
import dev.octet.sandbox.platform.Membership;
import dev.octet.sandbox.platform.Person;
import dev.octet.sandbox.platform.PersonRequest;
import dev.octet.sandbox.platform.PlatformGroup;
import dev.octet.sandbox.platform.PlatformIds;
import dev.octet.sandbox.platform.Webhook;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What people do with their phones. */
final class PeopleOperations {
  private final Table table;
  private final GroupStore groups;
  private final PersonStore people;
  private final Transmission transmission;
  private final Attempts attempts;
  private final PlatformIds ids;
  private final Clock clock;

  PeopleOperations(
      Table table, GroupStore groups, PersonStore people, Transmission transmission, Attempts attempts, PlatformIds ids, Clock clock) {
    this.table = table;
    this.groups = groups;
    this.people = people;
    this.transmission = transmission;
    this.attempts = attempts;
    this.ids = ids;
    this.clock = clock;
  }

  /** What came of making a person. */
  sealed interface Registered {
    record Made(Person person) implements Registered {}

    record Taken(String sentence) implements Registered {}
  }

  Registered register(Control control, PersonRequest request) {
    Person person = request.toPerson(ids);
    PersonStore.Added added = attempts.until(() -> people.add(control.keys(), person, clock.instant())).orElseThrow(PeopleOperations::tooMany);
    return switch (added) {
      case ADDED -> new Registered.Made(person);
      case PHONE_TAKEN -> new Registered.Taken("Another person has this `wa_id` already.");
      case USERNAME_TAKEN -> new Registered.Taken("Another person has this `username` already.");
    };
  }

  /** Somebody who came by the invite page, with a phone number of their own; the same one when the form is sent twice. */
  Person visitor(Control control, PersonRequest request, String visit) {
    return attempts.until(() -> {
      Optional<Person> known = people.get(control.keys(), PlatformIds.person(visit));
      if (known.isPresent()) {
        return known;
      }
      var person = new Person(PlatformIds.person(visit), ids.user(), Optional.of(ids.phone()), Optional.empty(), request.name(), true);
      return people.add(control.keys(), person, clock.instant()).filter(PersonStore.Added.ADDED::equals).map(_ -> person);
    }).orElseThrow(PeopleOperations::tooMany);
  }

  /**
   * What came of tapping an invite link.
   *
   * @param status {@code joined}, {@code requested} or {@code refused}
   */
  record Joining(String status, Optional<Membership.Reason> reason, Optional<String> groupId) {}

  Joining join(Control control, Person person, String linkId) {
    Optional<String> behind = groups.behindLink(control.keys(), linkId);
    if (behind.isEmpty()) {
      return new Joining("refused", Optional.of(Membership.Reason.UNKNOWN_LINK), Optional.empty());
    }
    String groupId = behind.get();
    var deleted = new Joining("refused", Optional.of(Membership.Reason.DEAD_LINK), Optional.of(groupId));
    Optional<GroupStore.Saved> known = groups.get(control.keys(), groupId);
    if (known.isEmpty()) {
      return deleted;
    }
    people.mayBeIn(control.keys(), person, groupId);
    BusinessNumber number = number(known.get().group());
    Transmission.Once once = transmission.of(control, number.id(), false);
    Person shown = control.faults().withoutPhoneNumbers(number.id()) ? person.withoutPhone() : person;
    Instant now = control.now(clock);
    return attempts.until(() -> {
      Optional<GroupStore.Saved> found = groups.get(control.keys(), groupId);
      if (found.isEmpty()) {
        return Optional.of(deleted); // just now
      }
      GroupStore.Saved read = found.get();
      return switch (Membership.join(number, read.group(), linkId, person, shown, control.settings(number.id()).participantLimit(), now)) {
        case Membership.Join.Joined joined -> written(control, read, joined.group(), joined.webhook(), now, once)
            .map(_ -> new Joining("joined", Optional.empty(), Optional.of(groupId)));
        case Membership.Join.Requested requested -> written(control, read, requested.group(), requested.webhook(), now, once)
            .map(_ -> new Joining("requested", Optional.empty(), Optional.of(groupId)));
        case Membership.Join.Already already ->
            Optional.of(new Joining(already.joined() ? "joined" : "requested", Optional.empty(), Optional.of(groupId)));
        case Membership.Join.Refused refused -> Optional.of(new Joining("refused", Optional.of(refused.reason()), Optional.of(groupId)));
      };
    }).orElseThrow(PeopleOperations::tooMany);
  }

  /** Whether they were in; empty when there is no such group. */
  Optional<Boolean> leave(Control control, Person person, String groupId) {
    return depart(control, groupId, (number, group, now) -> Membership.leave(number, group, person.id(), now));
  }

  /** Whether they had asked; empty when there is no such group. */
  Optional<Boolean> cancel(Control control, Person person, String groupId) {
    return depart(control, groupId, (number, group, now) -> Membership.cancel(number, group, person.id(), now));
  }

  private interface Going {
    Membership.Departure decide(BusinessNumber number, PlatformGroup group, Instant now);
  }

  private Optional<Boolean> depart(Control control, String groupId, Going going) {
    Optional<GroupStore.Saved> known = groups.get(control.keys(), groupId);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    BusinessNumber number = number(known.get().group());
    Transmission.Once once = transmission.of(control, number.id(), false);
    Instant now = control.now(clock);
    return Optional.of(attempts.until(() -> {
      Optional<GroupStore.Saved> read = groups.get(control.keys(), groupId);
      return switch (read.map(it -> going.decide(number, it.group(), now)).orElse(new Membership.Departure.NotThere())) {
        case Membership.Departure.Done done -> written(control, read.orElseThrow(), done.group(), done.webhook(), now, once);
        case Membership.Departure.NotThere _ -> Optional.of(false);
      };
    }).orElseThrow(PeopleOperations::tooMany));
  }

  /** True when the group and its webhook stand; empty when another write of the group came first. */
  private Optional<Boolean> written(
      Control control, GroupStore.Saved read, PlatformGroup group, Webhook webhook, Instant now, Transmission.Once once) {
    List<Write> writes = groups.change(control.keys(), read, group, GroupEvent.Actor.PERSON, now);
    writes.addAll(once.writes(webhook));
    return once.stand(table.putAll(writes)) ? Optional.of(true) : Optional.empty();
  }

  private static BusinessNumber number(PlatformGroup group) {
    return BusinessNumber.of(group.phoneNumberId());
  }

  private static IllegalStateException tooMany() {
    return new IllegalStateException("Too many wrote the same at once.");
  }
}
