package dev.octet.sandbox;

import dev.octet.aws.table.Write;
import dev.octet.sandbox.platform.DeliveryPlan;
import dev.octet.sandbox.platform.StagedWebhook;
import dev.octet.sandbox.platform.Webhook;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Announces the webhooks of an action: on the first attempt to write them, and not again on the next ones. */
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
    private final List<Outbox.Announcement> announced = new ArrayList<>();

    private Once(Control control, String phoneNumberId, boolean answered) {
      this.control = control;
      this.phoneNumberId = phoneNumberId;
      this.answered = answered;
    }

    /** The writes that a webhook consists of. */
    List<Write> writes(Webhook webhook) {
      return writes(StagedWebhook.first(List.of(webhook)));
    }

    /** The writes that webhooks consist of, in one transaction with what they tell of. A later attempt may have others, or more. */
    List<Write> writes(List<StagedWebhook> webhooks) {
      if (webhooks.size() > announced.size()) {
        List<StagedWebhook> fresh = webhooks.subList(announced.size(), webhooks.size());
        announced.addAll(outbox.announce(control.generation(), phoneNumberId,
            controls.draw(control, faults -> DeliveryPlan.draw(faults, fresh, phoneNumberId, answered, random))));
      }
      List<Write> writes = new ArrayList<>();
      for (int i = 0; i < webhooks.size(); i++) {
        writes.addAll(announced.get(i).writes(webhooks.get(i).webhook()));
      }
      return writes;
    }

    /** Once they are written: delivers those before the answer that this fault is on for. */
    void written() {
      announced.stream().filter(it -> it.plan().beforeAnswer()).forEach(it -> delivery.now(it.webhookIds().getFirst()));
    }
  }
}
