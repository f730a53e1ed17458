package dev.octet.sandbox;

import dev.octet.sandbox.platform.DeliveryPlan;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Announces the one webhook of an action: on the first attempt to write it, and not again on the next ones. */
final class Transmission {
  private final Outbox outbox;
  private final ControlStore controls;
  private final WebhookDelivery delivery;
  private final RandomGenerator random;

  Transmission(Outbox outbox, ControlStore controls, WebhookDelivery delivery, RandomGenerator random) {
    this.outbox = outbox;
    this.controls = controls;
    this.delivery = delivery;
    this.random = random;
  }

  /** @param answered whether a call of the Graph API waits for its answer */
  Once of(Control control, String phoneNumberId, boolean answered) {
    return new Once(control, phoneNumberId, answered);
  }

  /** One action's. */
  final class Once {
    private final Control control;
    private final String phoneNumberId;
    private final boolean answered;
    private Optional<Outbox.Announcement> announced = Optional.empty();

    private Once(Control control, String phoneNumberId, boolean answered) {
      this.control = control;
      this.phoneNumberId = phoneNumberId;
      this.answered = answered;
    }

    Outbox.Announcement announce() {
      Outbox.Announcement announcement = announced.orElseGet(() -> outbox.announce(control.generation(),
          controls.draw(control, faults -> DeliveryPlan.draw(faults, phoneNumberId, answered, random))));
      announced = Optional.of(announcement);
      return announcement;
    }

    /** Once it is written: delivers it before the answer, where that fault is on. */
    void written() {
      announced.filter(it -> it.plan().beforeAnswer()).ifPresent(it -> delivery.now(it.webhookIds().getFirst()));
    }
  }
}
