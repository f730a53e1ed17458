package dev.octet.sandbox;

import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.sandbox.platform.Faults;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The one item that every copy of the sandbox's functions goes by. */
final class ControlStore {
  private final Table table;
  private final Attempts attempts;

  ControlStore(Table table, Attempts attempts) {
    this.table = table;
    this.attempts = attempts;
  }

  Control read() {
    return of(table.get(Keys.CONTROL));
  }

  Control update(UnaryOperator<Control> change) {
    return attempts.until(() -> {
      Optional<Stored> read = table.get(Keys.CONTROL);
      Control changed = change.apply(of(read));
      return save(read, changed) ? Optional.of(changed) : Optional.empty();
    }).orElseThrow(() -> new IllegalStateException("The sandbox's settings are written by too many at once."));
  }

  /** Draws from the faults that are switched on. What is counted is counted once, however many draw at one time. */
  <T> T draw(Control known, Function<Faults, Faults.Draw<T>> draw) {
    if (known.faults().none()) {
      return draw.apply(known.faults()).outcome(); // nothing can be used up: no need to read again
    }
    return attempts.until(() -> {
      Optional<Stored> read = table.get(Keys.CONTROL);
      Control control = of(read);
      Faults.Draw<T> drawn = draw.apply(control.faults());
      boolean stands = drawn.left().equals(control.faults()) || save(read, control.with(drawn.left()));
      return stands ? Optional.of(drawn.outcome()) : Optional.<T>empty();
    }).orElseThrow(() -> new IllegalStateException("The sandbox's faults are drawn by too many at once."));
  }

  private boolean save(Optional<Stored> read, Control control) {
    return table.put(Write.over(Keys.CONTROL, read, control.toJson())).applied();
  }

  private static Control of(Optional<Stored> read) {
    return read.map(stored -> Control.ofJson(stored.attributes())).orElse(Control.INITIAL);
  }
}
