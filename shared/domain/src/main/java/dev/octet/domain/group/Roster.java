package dev.octet.domain.group;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The people of a group, compared with whom the platform names.
 *
 * @param group the group with its people as they are from now on
 */
record Roster(Group group, List<Difference> differences, List<Missing> missing, boolean young) {
  private static final String FIELD = "participants";

  /** Nothing was said about people. */
  static Roster asItIs(Group group) {
    return new Roster(group, List.of(), List.of(), false);
  }

  static Roster of(Group group, List<Person> named, List<Missing> missingBefore, Instant asked) {
    Roster roster = asItIs(group);
    for (Person person : named) {
      roster = roster.there(person, asked);
    }
    for (Participant participant : group.present()) {
      if (named.stream().noneMatch(participant::is)) {
        roster = roster.absent(participant, missingBefore, asked);
      }
    }
    return roster;
  }

  private Roster there(Person person, Instant asked) {
    List<Participant> same = group.participants().stream().filter(participant -> participant.is(person)).toList();
    Optional<Participant> known = same.stream().max(Comparator.comparing(Participant::at));
    Optional<Participant> standing = known.filter(Participant::present);
    Person now = known.map(it -> it.and(person)).orElse(person);
    if (standing.isPresent() && same.size() == 1 && now.equals(standing.get().person())) {
      return this;
    }
    if (!Reconciliation.settled(known.map(Participant::at), asked)) {
      return tooYoung();
    }
    // Somebody who is there keeps the time at which they came.
    Instant at = standing.map(Participant::at).orElse(Reconciliation.changedAt(asked));
    return moved(person, Participant.Move.JOINED, at, new Difference(FIELD, standing.map(it -> it.person().toJson()), Optional.of(now.toJson())));
  }

  private Roster absent(Participant participant, List<Missing> missingBefore, Instant asked) {
    if (!Reconciliation.settled(Optional.of(participant.at()), asked)) {
      return tooYoung();
    }
    // What was missed before they last came says nothing about now.
    Optional<Missing> before = missingBefore.stream()
        .filter(it -> participant.is(it.person()) && participant.at().isBefore(it.since())).findFirst();
    if (before.isEmpty() || !Reconciliation.settled(before.map(Missing::since), asked)) {
      List<Missing> all = new ArrayList<>(missing);
      all.add(before.orElse(new Missing(participant.person(), asked)));
      return new Roster(group, differences, all, young);
    }
    return moved(participant.person(), Participant.Move.LEFT, Reconciliation.changedAt(asked),
        new Difference(FIELD, Optional.of(participant.person().toJson()), Optional.empty()));
  }

  private Roster moved(Person person, Participant.Move move, Instant at, Difference difference) {
    List<Difference> all = new ArrayList<>(differences);
    all.add(difference);
    return new Roster(group.moved(person, move, at).group(), all, missing, young);
  }

  private Roster tooYoung() {
    return new Roster(group, differences, missing, true);
  }
}
