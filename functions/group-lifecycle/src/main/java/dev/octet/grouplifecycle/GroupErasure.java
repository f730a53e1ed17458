package dev.octet.grouplifecycle;

import dev.octet.aws.table.Key;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.domain.group.ErasedPerson;
import dev.octet.domain.group.GroupCommand;
import dev.octet.domain.group.Person;
import dev.octet.domain.json.JsonObject;
import dev.octet.operations.Erasure;
import dev.octet.operations.ErasurePass;
import dev.octet.operations.ErasurePass.Fate;
import java.util.List;
import java.util.Optional;

/** What becomes of group-lifecycle's items when a person is erased. */
final class GroupErasure {
  private static final String GROUPS = "groups";
  private static final String OPERATIONS = "operations";
  private static final String OPEN = "operations_left_open";
  static final List<String> COUNTED = List.of(GROUPS, "join_requests", "history", OPERATIONS, OPEN, "platform_requests", "reconciliations");

  private final Table table;

  GroupErasure(Table table) {
    this.table = table;
  }

  Fate fate(Stored item, Erasure erasure) {
    Key key = item.key();
    ErasedPerson person = erasure.person();
    if (key.pk().startsWith("GROUP#")) {
      return ofGroup(item, erasure);
    }
    if (key.pk().startsWith("OPERATION#") && key.sk().equals("OPERATION")) {
      return ofOperation(item, erasure);
    }
    List<String> parts = List.of(key.pk().split("#", -1));
    if (parts.size() < 2 || !parts.get(1).equals(erasure.phoneNumberId())) {
      return new Fate.Stays();
    }
    return switch (parts.getFirst()) {
      case "PERSON" -> ErasurePass.named(key).filter(person.names()::contains).<Fate>map(_ -> new Fate.Goes("people")).orElseGet(Fate.Stays::new);
      case "REQUEST" -> new Fate.Blanked("platform_requests", person::blank);
      case "RECONCILE" -> new Fate.Blanked("reconciliations", person::blank);
      default -> new Fate.Stays();
    };
  }

  private Fate ofGroup(Stored item, Erasure erasure) {
    String sk = item.key().sk();
    Optional<String> kind = sk.equals("STATE") ? Optional.of(GROUPS) : sk.startsWith("JOIN_REQUEST#") ? Optional.of("join_requests")
        : sk.startsWith("HISTORY#") ? Optional.of("history") : Optional.empty();
    ErasedPerson person = erasure.person();
    // The number of the group is looked up for those only that would be blanked: they are few.
    boolean mayBe = kind.isPresent() && (!blanked(item, person).equals(item.attributes()) || item.attributes().toJson().contains(person.mark()));
    return mayBe && number(item).filter(it -> !it.equals(erasure.phoneNumberId())).isEmpty()
        ? new Fate.Blanked(kind.orElseThrow(), sk.equals("STATE") ? attributes -> roster(attributes, person) : person::blank) : new Fate.Stays();
  }

  private static JsonObject blanked(Stored item, ErasedPerson person) {
    return item.key().sk().equals("STATE") ? roster(item.attributes(), person) : person.blank(item.attributes());
  }

  private Optional<String> number(Stored item) {
    return item.attributes().text("phone_number_id")
        .or(() -> table.get(new Key(item.key().pk(), "STATE")).flatMap(group -> group.attributes().text("phone_number_id")));
  }

  /** Who is in it stays in it, under what the platform calls them: it would name them again. Who was has a mark for a tombstone, so that they count as gone. */
  private static JsonObject roster(JsonObject group, ErasedPerson person) {
    boolean ended = group.has("ended_at");
    return group.has("participants") ? group.with("participants", group.objects("participants").stream()
        .map(one -> !ended && one.bool("present").orElse(false) && person.isTheirs(Person.ofJson(one)) ? one : person.blank(one)).toList()) : group;
  }

  /** What is not over needs whom it names. */
  private static Fate ofOperation(Stored item, Erasure erasure) {
    JsonObject operation = item.attributes();
    boolean ours = operation.text("command").filter(it -> GroupCommand.of(it).isPresent() || it.equals(PersonErasure.COMMAND)).isPresent()
        && operation.text("phone_number_id").equals(Optional.of(erasure.phoneNumberId())) && !operation.text("request_id").equals(Optional.of(erasure.requestId()));
    if (!ours) {
      return new Fate.Stays();
    }
    boolean over = operation.bool("told").orElse(false);
    return over ? new Fate.Blanked(OPERATIONS, erasure.person()::blank)
        : erasure.person().blank(operation).equals(operation) ? new Fate.Stays() : new Fate.Waits(OPEN);
  }
}
