package dev.octet.sandbox;

import dev.octet.aws.table.Write;
import dev.octet.aws.table.Written;
import dev.octet.sandbox.platform.DeliveryPlan;
import dev.octet.sandbox.platform.StagedWebhook;
import dev.octet.sandbox.platform.Webhook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Announces the webhooks of an action: on the first attempt to write them, and not again on the next ones. */
final class Transmission {
  private final Outbox outbox;
  private final ControlStore controls;
  private final WebhookDelivery delivery;
  private final WebhookTraffic traffic;
  private final RandomGenerator random;

  Transmission(Outbox outbox, ControlStore controls, WebhookDelivery delivery, WebhookTraffic traffic, RandomGenerator random) {
    this.outbox = outbox;
    this.controls = controls;
    this.delivery = delivery;
    this.traffic = traffic;
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
    /** Of the last attempt. */
    private List<OutgoingWebhook> made = List.of();
    private Instant madeBefore = Instant.EPOCH;

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
      List<OutgoingWebhook> making = new ArrayList<>();
      for (int i = 0; i < webhooks.size(); i++) {
        making.addAll(announced.get(i).webhooks(webhooks.get(i).webhook(), control.app()));
      }
      made = List.copyOf(making);
      madeBefore = outbox.now();
      return made.stream().map(Outbox::write).toList();
    }

    /** Whether they are written, with what they tell of. */
    boolean stand(Written written) {
      if (written.applied()) {
        written();
      }
      return written.applied();
    }

    /** Once they are written: delivers those before the answer that this fault is on for. */
    void written() {
      traffic.made(made, control.app(), madeBefore);
      announced.stream().filter(it -> it.plan().beforeAnswer()).forEach(it -> delivery.now(it.webhookIds().getFirst()));
    }
  }
}
