package dev.octet.sandbox;

import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.BusinessNumber;
import dev.octet.sandbox.platform.GraphAnswer;
import dev.octet.sandbox.platform.PlatformError;
import dev.octet.sandbox.platform.PlatformIds;
import dev.octet.sandbox.platform.Template;
import dev.octet.sandbox.platform.TemplateRequest;
import dev.octet.sandbox.platform.TemplateReview;
import dev.octet.sandbox.platform.TemplateStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What accounts do with their templates, and what the platform does. A review ends by the platform's clock: in its time
 * by a ticket in the queue, and at once when the clock is moved beyond it.
 */
final class TemplateOperations {
  /** Without a setting. On the platform it is minutes, and up to a day. */
  private static final Duration REVIEW = Duration.ofSeconds(3);
  private static final String APPROVED_AFTER = "approved_after";
  /** A name has so many languages at most; a transaction takes 100 writes. */
  private static final int MOST_LANGUAGES = 90;

  private final Table table;
  private final TemplateStore templates;
  private final ControlStore controls;
  private final Transmission transmission;
  private final Outbox outbox;
  private final Numbers numbers;
  private final Attempts attempts;
  private final PlatformIds ids;
  private final Clock clock;

  TemplateOperations(
      Table table, TemplateStore templates, ControlStore controls, Transmission transmission, Outbox outbox, Numbers numbers,
      Attempts attempts, PlatformIds ids, Clock clock) {
    this.table = table;
    this.templates = templates;
    this.controls = controls;
    this.transmission = transmission;
    this.outbox = outbox;
    this.numbers = numbers;
    this.attempts = attempts;
    this.ids = ids;
    this.clock = clock;
  }

  List<Template> all(Control control, String accountId) {
    return templates.all(control.keys(), accountId).stream().map(TemplateStore.Saved::template).toList();
  }

  Optional<Template> byId(Control control, String id) {
    return accounts().stream().flatMap(account -> all(control, account.accountId()).stream()).filter(it -> it.id().equals(id)).findFirst();
  }

  /** One number of each account that there is. */
  List<BusinessNumber> accounts() {
    List<BusinessNumber> found = new ArrayList<>();
    numbers.all().filter(number -> found.stream().noneMatch(it -> it.accountId().equals(number.accountId()))).forEach(found::add);
    return found;
  }

  GraphAnswer create(Control control, String accountId, TemplateRequest request) {
    Duration review = review(control);
    Template template = request.toTemplate(ids.object(), accountId, control.now(clock), review);
    GraphAnswer answer = attempts.until(() -> {
      TemplateStore.Place place = templates.get(control.keys(), accountId, template.name(), template.language());
      long languages = templates.all(control.keys(), accountId).stream().filter(it -> it.template().name().equals(template.name())).count();
      if (place.template().isPresent() || languages >= MOST_LANGUAGES) {
        return Optional.of(GraphAnswer.refused(PlatformError.INVALID_PARAMETER, place.template().isPresent()
            ? "There is a template of this name in this language already." : "There are too many languages of this template."));
      }
      return table.put(TemplateStore.put(control.keys(), place.stored(), template)).applied() ? Optional.of(GraphAnswer.ok(JsonObject.EMPTY
          .with("id", template.id()).with("status", template.status().name()).with("category", template.category().name()))) : Optional.<GraphAnswer>empty();
    }).orElseGet(() -> GraphAnswer.refused(PlatformError.SOMETHING_WENT_WRONG));
    if (answer instanceof GraphAnswer.Ok) {
      outbox.remind(new Ticket.Review(control.generation(), accountId, template.name(), template.language()), review);
    }
    return answer;
  }

  /** @param id of the one language that goes; all of the name without it */
  GraphAnswer delete(Control control, String accountId, String name, Optional<String> id) {
    return attempts.until(() -> {
      List<TemplateStore.Saved> found = templates.all(control.keys(), accountId).stream()
          .filter(it -> it.template().name().equals(name) && (id.isEmpty() || id.get().equals(it.template().id()))).toList();
      if (found.isEmpty()) {
        return Optional.of(GraphAnswer.refused(PlatformError.INVALID_PARAMETER, "There is no template of this name, or none with this id."));
      }
      return table.putAll(TemplateStore.deletes(control.keys(), found)).applied() ? Optional.of(GraphAnswer.ok(JsonObject.EMPTY.with("success", true)))
          : Optional.<GraphAnswer>empty();
    }).orElseGet(() -> GraphAnswer.refused(PlatformError.SOMETHING_WENT_WRONG));
  }

  /** The template afterwards; empty when there is none any more. */
  Optional<Template> decide(Control control, Template known, TemplateReview review) {
    return decide(control, known, review, Optional.empty());
  }

  /** @param onlyIn the status that it must still be in */
  private Optional<Template> decide(Control control, Template known, TemplateReview review, Optional<TemplateStatus> onlyIn) {
    BusinessNumber number = accounts().stream().filter(it -> it.accountId().equals(known.accountId())).findFirst().orElseThrow();
    Transmission.Once once = transmission.of(control, number.id(), false);
    Instant now = control.now(clock);
    return attempts.until(() -> {
      TemplateStore.Place read = templates.get(control.keys(), known.accountId(), known.name(), known.language());
      Optional<Template> template = read.template().filter(it -> it.id().equals(known.id()) && onlyIn.filter(status -> status != it.status()).isEmpty());
      return template.isEmpty() ? Optional.of(new Decided(template)) : written(control, read.stored(), review.of(number, template.get(), now), once);
    }).orElseThrow(() -> new IllegalStateException("Too many wrote the same template at once.")).template();
  }

  /** @param template empty when there was none to decide on */
  private record Decided(Optional<Template> template) {}

  /** The template when it stands with its webhook; empty when another write came first. */
  private Optional<Decided> written(Control control, Optional<Stored> read, TemplateReview.Outcome outcome, Transmission.Once once) {
    if (outcome.webhook().isEmpty()) {
      return Optional.of(new Decided(Optional.of(outcome.template())));
    }
    List<Write> writes = new ArrayList<>();
    writes.add(TemplateStore.put(control.keys(), read, outcome.template()));
    writes.addAll(once.writes(outcome.webhook().get()));
    return once.stand(table.putAll(writes)) ? Optional.of(new Decided(Optional.of(outcome.template()))) : Optional.empty();
  }

  /** The time of a ticket has come. The platform's clock is never behind. */
  void reviewed(Ticket.Review ticket) {
    Control control = controls.read();
    if (control.generation() == ticket.generation()) {
      templates.get(control.keys(), ticket.accountId(), ticket.name(), ticket.language()).template()
          .ifPresent(template -> endReview(control, template));
    }
  }

  /** After the clock was moved: whatever is over by now. */
  void reviewed(Control control) {
    accounts().forEach(account -> all(control, account.accountId()).forEach(template -> endReview(control, template)));
  }

  private void endReview(Control control, Template template) {
    if (template.due(control.now(clock))) {
      decide(control, template, TemplateReview.approval(), Optional.of(TemplateStatus.PENDING));
    }
  }

  Duration review(Control control) {
    return table.get(control.keys().review()).flatMap(it -> it.attributes().text(APPROVED_AFTER)).map(Duration::parse).orElse(REVIEW);
  }

  Duration review(Control control, Duration approvedAfter) {
    return attempts.until(() -> {
      Optional<Stored> read = table.get(control.keys().review());
      return table.put(Write.over(control.keys().review(), read, JsonObject.EMPTY.with(APPROVED_AFTER, approvedAfter.toString()))).applied()
          ? Optional.of(approvedAfter) : Optional.<Duration>empty();
    }).orElseThrow(() -> new IllegalStateException("The review's time is written by too many at once."));
  }
}
