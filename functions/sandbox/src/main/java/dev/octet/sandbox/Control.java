package dev.octet.sandbox;

import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.App;
import dev.octet.sandbox.platform.Faults;
import dev.octet.sandbox.platform.NumberSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * What is set for the whole sandbox, and for numbers of it.
 *
 * @param generation which state counts; a reset begins the next
 * @param ahead how much further the platform's clock is than the real one
 * @param numbers the settings of those that have any, by their ids
 * @param app how far it is set up
 */
record Control(long generation, Duration ahead, Faults faults, JsonObject numbers, App app) {
  static final Control INITIAL = new Control(0, Duration.ZERO, Faults.NONE, JsonObject.EMPTY, App.SET_UP);

  Keys keys() {
    return new Keys(generation);
  }

  /** The platform's time. */
  Instant now(Clock clock) {
    return clock.instant().plus(ahead);
  }

  Control with(Faults other) {
    return new Control(generation, ahead, other, numbers, app);
  }

  Control with(String phoneNumberId, NumberSettings settings) {
    return new Control(generation, ahead, faults, numbers.with(phoneNumberId, settings.document()), app);
  }

  Control with(App other) {
    return new Control(generation, ahead, faults, numbers, other);
  }

  NumberSettings settings(String phoneNumberId) {
    return numbers.object(phoneNumberId).map(NumberSettings::new).orElse(NumberSettings.NONE);
  }

  Control advanced(Duration by) {
    return new Control(generation, ahead.plus(by), faults, numbers, app);
  }

  Control reset() {
    return new Control(generation + 1, Duration.ZERO, Faults.NONE, JsonObject.EMPTY, App.SET_UP);
  }

  JsonObject toJson() {
    return JsonObject.EMPTY.with("generation", generation).with("ahead_seconds", ahead.toSeconds()).with("faults", faults.document())
        .with("numbers", numbers).with("app", app.document());
  }

  static Control ofJson(JsonObject json) {
    return new Control(
        json.whole("generation").orElse(0),
        Duration.ofSeconds(json.whole("ahead_seconds").orElse(0)),
        new Faults(json.object("faults").orElse(JsonObject.EMPTY)),
        json.object("numbers").orElse(JsonObject.EMPTY),
        json.object("app").map(App::new).orElse(App.SET_UP));
  }
}
