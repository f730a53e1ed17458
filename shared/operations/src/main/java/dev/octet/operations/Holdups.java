package dev.octet.operations;

import dev.octet.aws.table.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** What operations wait for, for whoever looks at it and changes nothing. */
public final class Holdups {
  private final Table table;
  private final Pauses pauses;

  public Holdups(Table table) {
    this.table = table;
    this.pauses = new Pauses(table);
  }

  /** Those of a number that are not over. */
  public List<Pause> pauses(String phoneNumberId) {
    return pauses.of(phoneNumberId).stream().map(Pauses.Standing::pause).filter(pause -> !pause.over()).toList();
  }

  /** How many operations of a number wait in the table, counted up to the most. */
  public int parked(String phoneNumberId, int most) {
    return Math.min(most, Arrays.stream(Pause.Scope.values()).mapToInt(scope -> pauses.waiting(phoneNumberId, scope, most).size()).sum());
  }

  /** How many of all open operations were due by then, counted up to the most. */
  public int overdue(Instant by, int most) {
    return Math.min(most, Math.toIntExact(Due.by(table, by, most).stream().filter(Due::isOperation).count()));
  }
}
