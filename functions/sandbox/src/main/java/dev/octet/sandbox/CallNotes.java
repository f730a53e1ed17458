package dev.octet.sandbox;

import java.util.Optional;
import java.util.function.Supplier;

/** What is to be known of a call of the Graph API beside its answer: noted by whoever finds it out, for the traffic alone. */
final class CallNotes {
  private static final ScopedValue<CallNotes> CURRENT = ScopedValue.newInstance();

  private Optional<String> phoneNumberId = Optional.empty();
  private Optional<String> fault = Optional.empty();

  /** Takes notes of this call. */
  <T> T during(Supplier<T> call) {
    return ScopedValue.where(CURRENT, this).call(call::get);
  }

  /** Whose call it is. */
  static void number(String phoneNumberId) {
    if (CURRENT.isBound()) {
      CURRENT.get().phoneNumberId = Optional.of(phoneNumberId);
    }
  }

  /** A fault that the call met; of several, the last. */
  static void fault(String name) {
    if (CURRENT.isBound()) {
      CURRENT.get().fault = Optional.of(name);
    }
  }

  Optional<String> phoneNumberId() {
    return phoneNumberId;
  }

  Optional<String> fault() {
    return fault;
  }
}
