package dev.octet.grouplifecycle;

import dev.octet.aws.table.Key;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.domain.group.Person;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.webhook.GroupEvent;
import dev.octet.graph.webhook.IdentityChange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * People as a number knows them: an item per user id and one per phone number, with the other name and the groups that they
 * are in. So whoever changes one of the two is followed in every roster.
 */
final class People {
  /** Of one person, of one number; of more, the first are forgotten. */
  private static final int MAX_GROUPS = 100;
  /** How long late events may use a former name. */
  private static final Duration FORMER = Duration.ofDays(30);
  /** Of changes of one person that came in the wrong order. */
  private static final int MAX_CHANGES = 5;

  private final Table table;
  private final Groups groups;
  private final Clock clock;

  People(Table table, Groups groups, Clock clock) {
    this.table = table;
    this.groups = groups;
    this.clock = clock;
  }

  /**
   * Somebody is in a group, or no longer. Said again, it costs a read of each of their names.
   *
   * @param at when they came or went
   */
  void follow(String phoneNumberId, Person person, String groupId, boolean present, Instant at) {
    Optional<IdentityChange> later = Optional.empty();
    for (String name : names(person)) {
      JsonObject known = change(phoneNumberId, name, before -> present ? listed(before, person, name, List.of(groupId), at) : unlisted(before, groupId));
      if (present && later.isEmpty()) {
        later = changeAfter(known, person, name, at);
      }
    }
    // They were named as they were called before they changed, which is known already.
    later.ifPresent(change -> rename(phoneNumberId, change, 0));
  }

  /** The groups that somebody is in now, as far as one of their names is listed. */
  List<String> groupsOf(String phoneNumberId, String name) {
    JsonObject known = table.get(key(phoneNumberId, name)).map(Stored::attributes).orElse(JsonObject.EMPTY);
    Person person = Person.named(name).and(Person.ofJson(known)).and(Person.ofJson(known.object("became").orElse(JsonObject.EMPTY)));
    return names(person).stream().flatMap(it -> table.get(key(phoneNumberId, it)).stream()).flatMap(item -> item.attributes().texts("groups").stream()).distinct()
        .filter(group -> groups.get(group).filter(it -> it.group().endedAt().isEmpty() && it.group().has(person)).isPresent()).toList();
  }

  /**
   * Somebody goes by another name: in the rosters first, in the lists last, so that a second pass still finds the groups. Their
   * former name leads to the new one even when it is in no roster, for their join may still be on its way.
   */
  void renamed(String phoneNumberId, IdentityChange change) {
    rename(phoneNumberId, change, 0);
  }

  private void rename(String phoneNumberId, IdentityChange change, int depth) {
    Person now = staying(change);
    List<String> former = names(change.before()).stream().filter(name -> !names(now).contains(name)).toList();
    List<String> in = names(change.before()).stream().flatMap(name -> table.get(key(phoneNumberId, name)).stream())
        .flatMap(item -> item.attributes().texts("groups").stream()).distinct().toList();
    in.forEach(group -> groups.change(group, it -> it.renamed(change.before(), now)));
    List<String> theirs = in.stream().filter(group -> groups.get(group).filter(it -> it.group().endedAt().isEmpty() && it.group().has(now)).isPresent()).toList();
    if (!theirs.isEmpty()) {
      names(now).forEach(name -> change(phoneNumberId, name, item -> listed(item, now, name, theirs, change.at())));
    }
    List<JsonObject> left = former.stream().map(name -> change(phoneNumberId, name, item -> became(item, now, change.at(), in))).toList();
    if (left.stream().anyMatch(item -> !in.containsAll(item.texts("groups")))) {
      rename(phoneNumberId, change, depth); // they came into another group since the lists were read
      return;
    }
    if (depth < MAX_CHANGES) { // the change after this one may have come before it
      names(now).stream().flatMap(name -> table.get(key(phoneNumberId, name)).flatMap(item -> changeAfter(item.attributes(), now, name, change.at())).stream())
          .findFirst().ifPresent(next -> rename(phoneNumberId, next, depth + 1));
    }
  }

  /** What somebody became since then, as one of their names has it. A phone number may be somebody else's by now: of who has a user id it changes itself only. */
  private static Optional<IdentityChange> changeAfter(JsonObject known, Person person, String name, Instant at) {
    if (becameAt(known) < at.getEpochSecond()) {
      return Optional.empty();
    }
    boolean itself = name.equals(person.key());
    Person became = Person.ofJson(known.object("became").orElse(JsonObject.EMPTY));
    return Optional.of(new IdentityChange(itself ? person : Person.named(name), became, Instant.ofEpochSecond(becameAt(known))))
        .filter(_ -> itself || became.userId().isEmpty() || became.userId().equals(person.userId()));
  }

  /** Whoever changes one of two names keeps the other. */
  private static Person staying(IdentityChange change) {
    Person now = change.now();
    return new Person(now.userId().or(change.before()::userId), now.waId().or(change.before()::waId), now.parentUserId(), now.username());
  }

  private static long becameAt(JsonObject known) {
    return known.whole("became_at").orElse(-1);
  }

  /** @param followed the groups in which they have their new name */
  private JsonObject became(JsonObject known, Person now, Instant at, List<String> followed) {
    if (becameAt(known) > at.getEpochSecond()) {
      return known;
    }
    List<String> more = known.texts("groups").stream().filter(group -> !followed.contains(group)).toList();
    return JsonObject.EMPTY.with("became", now.toJson()).with("became_at", at.getEpochSecond())
        .with("expires_at", clock.instant().plus(FORMER).getEpochSecond()).with("groups", more.isEmpty() ? Optional.empty() : Optional.of(more));
  }

  private static JsonObject listed(JsonObject known, Person person, String name, List<String> groupIds, Instant at) {
    Set<String> all = new LinkedHashSet<>(known.texts("groups"));
    all.addAll(groupIds);
    List<String> some = List.copyOf(all);
    JsonObject still = becameAt(known) >= at.getEpochSecond() ? known : known.without("became").without("became_at").without("expires_at");
    return still
        .with("user_id", person.userId().filter(id -> !id.equals(name)))
        .with("wa_id", person.waId().filter(number -> !number.equals(name)))
        .with("groups", some.subList(Math.max(0, some.size() - MAX_GROUPS), some.size()));
  }

  private static JsonObject unlisted(JsonObject known, String groupId) {
    return known.has("groups") ? known.with("groups", known.texts("groups").stream().filter(id -> !id.equals(groupId)).toList()) : known;
  }

  /** An item that lists no group and leads nowhere is none. */
  private JsonObject change(String phoneNumberId, String name, UnaryOperator<JsonObject> change) {
    Key key = key(phoneNumberId, name);
    while (true) {
      Optional<Stored> standing = table.get(key);
      JsonObject before = standing.map(Stored::attributes).orElse(JsonObject.EMPTY);
      JsonObject after = change.apply(before);
      boolean empty = after.texts("groups").isEmpty() && !after.has("became");
      boolean done = after.equals(before) || (empty && standing.isEmpty())
          || (empty ? table.delete(standing.orElseThrow()) : table.put(Write.over(key, standing, after)).applied());
      if (done) {
        return after;
      }
    }
  }

  private static List<String> names(Person person) {
    return Stream.concat(person.userId().stream(), person.waId().stream()).distinct().filter(name -> name.length() <= GroupEvent.MAX_ID).toList();
  }

  private static Key key(String phoneNumberId, String name) {
    return new Key("PERSON#" + phoneNumberId + "#" + name, "PERSON");
  }
}
