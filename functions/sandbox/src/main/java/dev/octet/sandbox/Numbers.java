package dev.octet.sandbox;

import dev.octet.aws.secret.Secrets;
import dev.octet.sandbox.platform.BusinessNumber;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The business numbers that there are: those that the sandbox brings, and those that have an access token. */
final class Numbers {
  private final Supplier<Secrets> secrets;

  Numbers(Supplier<Secrets> secrets) {
    this.secrets = secrets;
  }

  Stream<BusinessNumber> all() {
    return Stream.concat(BusinessNumber.prepared().stream(), secrets.get().phoneNumberIds().stream().map(BusinessNumber::of)).distinct();
  }

  /** Whether a phone number is that of a business. */
  boolean isOneOf(Optional<String> waId) {
    return waId.isPresent() && all().anyMatch(number -> number.display().equals(waId.get()));
  }

  Optional<BusinessNumber> get(String id) {
    return all().filter(number -> number.id().equals(id)).findFirst();
  }
}
