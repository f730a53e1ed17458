package dev.octet.sandbox;

import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.sandbox.platform.BusinessNumber;
import dev.octet.sandbox.platform.Chat;
import dev.octet.sandbox.platform.Conversation;
import dev.octet.sandbox.platform.GraphAnswer;
import dev.octet.sandbox.platform.GroupEvent;
import dev.octet.sandbox.platform.NumberSettings;
import dev.octet.sandbox.platform.Person;
import dev.octet.sandbox.platform.PlatformError;
import dev.octet.sandbox.platform.PlatformIds;
import dev.octet.sandbox.platform.PlatformMessage;
import dev.octet.sandbox.platform.Price;
import dev.octet.sandbox.platform.Pricing;
import dev.octet.sandbox.platform.SendAnswer;
import dev.octet.sandbox.platform.SendContent;
import dev.octet.sandbox.platform.SendRequest;
import dev.octet.sandbox.platform.Sending;
import dev.octet.sandbox.platform.WebhookFailure;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What a business sends. A message, what it cost and all that tells of it are written in one, in a bounded number of requests. */
final class MessageOperations {
  private final Table table;
  private final MessageStore messages;
  private final MessageChecks checks;
  private final FreeTier freeTier;
  private final Ledger ledger;
  private final Transmission transmission;
  private final ControlStore controls;
  private final Attempts attempts;
  private final PlatformIds ids;
  private final RandomGenerator random;
  private final Clock clock;

  MessageOperations(
      Table table, MessageStore messages, MessageChecks checks, FreeTier freeTier, Ledger ledger, Transmission transmission,
      ControlStore controls, Attempts attempts, PlatformIds ids, RandomGenerator random, Clock clock) {
    this.table = table;
    this.messages = messages;
    this.checks = checks;
    this.freeTier = freeTier;
    this.ledger = ledger;
    this.transmission = transmission;
    this.controls = controls;
    this.attempts = attempts;
    this.ids = ids;
    this.random = random;
    this.clock = clock;
  }

  GraphAnswer send(Control control, BusinessNumber number, SendRequest request, GraphFaults.Failing failing) {
    return switch (checks.check(control, number, request)) {
      case MessageChecks.Checked.Refused refused -> new GraphAnswer.Refused(refused.refusal());
      case MessageChecks.Checked.Passed passed -> send(control, number, request, passed, failing);
    };
  }

  private GraphAnswer send(Control control, BusinessNumber number, SendRequest request, MessageChecks.Checked.Passed passed, GraphFaults.Failing failing) {
    Instant now = control.now(clock);
    Optional<PlatformError> failure = failure(passed, failing);
    PlatformMessage draft = draft(number, request, passed, failure, now);
    Sending.Outcome outcome = failure.isPresent() ? Sending.failed(number, draft, passed.people().stream().findFirst(), now)
        : sent(control, number, draft, request.content(), passed, now);
    Transmission.Once once = transmission.of(control, number.id(), true);
    return attempts.until(() -> {
      List<Write> writes = new ArrayList<>(messages.create(control.keys(), outcome.message()));
      if (failure.isEmpty()) {
        passed.pinning().ifPresent(pinning -> {
          MessageStore.Standing standing = messages.conversation(control.keys(), passed.chat());
          Conversation after = pinning.of(standing.conversation(), now);
          writes.add(messages.over(control.keys(), passed.chat(), standing, after));
          if (passed.chat() instanceof Chat.OfGroup(String groupId)) {
            GroupEvent.of(pinning, standing.conversation(), after, now)
                .ifPresent(event -> writes.addAll(GroupHistory.writes(control.keys(), groupId, draft.id(), List.of(event))));
          }
        });
      }
      writes.addAll(ledger.writes(control.keys(), number.id(), outcome.lines(), draft.id(), now));
      writes.addAll(once.writes(outcome.webhooks()));
      return table.putAll(writes).applied() ? Optional.of(SendAnswer.of(request, draft.id())) : Optional.<GraphAnswer>empty();
    }).map(answer -> {
      once.written();
      return answer;
    }).orElseGet(() -> GraphAnswer.refused(PlatformError.THROUGHPUT)); // so many pins at once that this one never came through
  }

  /** Why what was taken reaches nobody. */
  private static Optional<PlatformError> failure(MessageChecks.Checked.Passed passed, GraphFaults.Failing failing) {
    return passed.people().isEmpty() ? Optional.of(PlatformError.UNDELIVERABLE)
        : passed.outsideWindow() ? Optional.of(PlatformError.OUTSIDE_WINDOW)
        : failing.draw().map(WebhookFailure::error);
  }

  private PlatformMessage draft(
      BusinessNumber number, SendRequest request, MessageChecks.Checked.Passed passed, Optional<PlatformError> failure, Instant now) {
    String id = switch (passed.chat()) {
      case Chat.OfGroup _ -> ids.sent(number);
      case Chat.OfPerson chat -> passed.people().stream().findFirst().map(ids::sentTo).orElseGet(() -> ids.sentTo(chat));
    };
    return new PlatformMessage(id, number.id(), passed.chat(), now, Optional.empty(), request.content().type(), passed.content(), request.repliesTo(),
        Optional.of(new PlatformMessage.Sent(request.callback(), Sending.kind(request.content(), passed.template()), passed.windowOpen(),
            request.content().template().map(SendContent.TemplateName::key), failure, List.of())));
  }

  private Sending.Outcome sent(
      Control control, BusinessNumber number, PlatformMessage draft, SendContent content, MessageChecks.Checked.Passed passed, Instant now) {
    List<Sending.Arrival> arrivals = arrivals(control, number, content, passed.people());
    Optional<Pricing.Kind> kind = draft.sent().orElseThrow().kind();
    List<Price> prices = kind.map(it -> freeTier.prices(
        control, number.id(), it, draft.inGroup(), passed.windowOpen(), Sending.charged(kind, arrivals), now)).orElse(List.of());
    return Sending.sent(number, draft, arrivals, prices, control.faults().aggregation(number.id()), now);
  }

  /** What is pinned is not read: it comes, and that is all. */
  private List<Sending.Arrival> arrivals(Control control, BusinessNumber number, SendContent content, List<Person> people) {
    if (content.isPin()) {
      return people.stream().map(person -> new Sending.Arrival(person, Sending.Reach.DELIVERED)).toList();
    }
    NumberSettings settings = control.settings(number.id());
    List<Boolean> skipped = controls.draw(control, faults -> faults.drawSkipped(people.size(), number.id(), random));
    List<Sending.Arrival> arrivals = new ArrayList<>();
    for (int i = 0; i < people.size(); i++) {
      arrivals.add(new Sending.Arrival(people.get(i), Sending.Reach.of(skipped.get(i), settings.peopleReadAtOnce())));
    }
    return arrivals;
  }
}
