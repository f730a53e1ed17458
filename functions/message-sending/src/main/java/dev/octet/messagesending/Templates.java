package dev.octet.messagesending;

import dev.octet.domain.Notification;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.Asked;
import dev.octet.domain.message.Destination;
import dev.octet.domain.message.Refusals;
import dev.octet.domain.message.RepurposedTemplates;
import dev.octet.domain.message.SendMessage;
import dev.octet.domain.message.Sending;
import dev.octet.domain.message.TemplateUse;
import dev.octet.domain.message.UsedTemplate;
import dev.octet.domain.operation.Operation;
import dev.octet.domain.operation.OperationNotifications;
import dev.octet.graph.GraphError;
import java.time.Instant;
import java.util.Optional;

/** What is looked at before a template is sent, and what is kept and told when it was. */
final class Templates {
  private final TemplateCategories categories;
  private final TemplateUses uses;
  private final RepurposedTemplates repurposed;

  Templates(TemplateCategories categories, TemplateUses uses, RepurposedTemplates repurposed) {
    this.categories = categories;
    this.uses = uses;
    this.repurposed = repurposed;
  }

  /** Why a template is not sent there; empty when nothing is against it, and for what is no template. */
  Optional<GraphError> refusal(Operation operation, SendMessage message) {
    return message.template().flatMap(template -> repurposing(operation, message, template).or(() -> authentication(operation, message, template)));
  }

  private Optional<GraphError> repurposing(Operation operation, SendMessage message, UsedTemplate template) {
    return repurposed == RepurposedTemplates.ALLOW ? Optional.empty()
        : repurposed.problem(uses.get(operation.phoneNumberId(), template), TemplateUse.where(message)).map(wrong -> GraphError.of(wrong.code(), wrong.sentence()));
  }

  /** The category is the platform's to say. Where it does not, it decides about the send. */
  private Optional<GraphError> authentication(Operation operation, SendMessage message, UsedTemplate template) {
    return !(message.destination() instanceof Destination.Group) ? Optional.empty()
        : Optional.of(Refusals.AUTHENTICATION)
            .filter(refusal -> refusal.asks().test(Asked.message(message.body(), categories.find(operation.phoneNumberId(), template))))
            .map(refusal -> GraphError.of(refusal.code(), refusal.sentence()));
  }

  /** A message was sent. What is kept of its template with it; done again, it changes nothing. */
  Optional<Sending.Template> sent(Operation operation, SendMessage message, Instant at) {
    return message.template().map(template -> {
      Optional<String> category = categories.known(operation.phoneNumberId(), template);
      if (template.fits()) {
        uses.update(operation.phoneNumberId(), template, use -> use.sent(TemplateUse.where(message), operation.requestId(), at, category));
      }
      return new Sending.Template(template.name(), template.language(), category);
    });
  }

  /** What is told of a template that this message made one that is used both in groups and one-to-one. */
  Optional<Notification> told(Operation operation, SendMessage message) {
    return message.template().flatMap(template -> uses.get(operation.phoneNumberId(), template).repurposed()
        .filter(it -> it.requestId().equals(operation.requestId()))
        .map(it -> OperationNotifications.ofGroup("template.repurposed", operation, it.at(),
            JsonObject.EMPTY.with("template", template.toJson()).with("where", it.where().word()),
            operation.phoneNumberId(), template.name(), template.language())));
  }
}
