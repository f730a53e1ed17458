package dev.octet.messagesending;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.aws.secret.Secrets.ApiToken;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphError;
import dev.octet.operations.ApiHandler;
import dev.octet.operations.Cursors;
import dev.octet.operations.PageRequest;
import dev.octet.operations.Refused;
import java.time.Clock;
import java.util.List;

/** {@code /v1/…} of messages: what the platform has no question for. */
final class OwnEndpoints {
  private final MessageReads messages;
  private final InvitationReads invitations;
  private final CostReads costs;
  private final TemplateReads templates;
  private final RateCards cards;

  private OwnEndpoints(MessageReads messages, InvitationReads invitations, CostReads costs, TemplateReads templates, RateCards cards) {
    this.messages = messages;
    this.invitations = invitations;
    this.costs = costs;
    this.templates = templates;
    this.cards = cards;
  }

  static OwnEndpoints of(Messaging messaging, Clock clock) {
    RateCards cards = new RateCards(messaging.table());
    Cursors cursors = Cursors.of(messaging.secrets());
    return new OwnEndpoints(
        new MessageReads(messaging.messages(), messaging.contents(), messaging.conversations(), messaging.rosters(), cursors, clock),
        new InvitationReads(messaging.invitations(), messaging.rosters(), cursors),
        new CostReads(messaging.counters(), cards, messaging.rosters(), clock),
        new TemplateReads(new TemplateUses(messaging.table()), messaging.templateCounters(), messaging.counters(), cards, clock), cards);
  }

  /** @param path the segments after {@code v1} */
  HttpResponse handle(HttpRequest request, List<String> path, ApiToken token) {
    JsonObject asked = JsonObject.of(request.query());
    List<String> numbers = token.phoneNumberIds();
    String id = path.size() > 1 ? path.get(1) : "";
    String what = request.method() + " " + path.getFirst() + (path.size() == 3 ? "/" + path.get(2) : "");
    return switch (what) {
      case "GET groups/messages" -> HttpResponse.json(200, messages.ofGroup(numbers, id, asked, PageRequest.addresses(request)));
      case "GET groups/invitations" -> HttpResponse.json(200, invitations.ofGroup(numbers, id, asked, PageRequest.addresses(request)));
      case "GET groups/costs" -> HttpResponse.json(200, costs.ofGroup(numbers, id, asked));
      case "GET messages" -> HttpResponse.json(200, messages.one(numbers, id));
      case "GET numbers/costs" -> HttpResponse.json(200, costs.ofNumber(ApiHandler.numberOf(token, id), asked));
      case "GET numbers/templates" -> HttpResponse.json(200, templates.ofNumber(ApiHandler.numberOf(token, id), asked));
      case "GET numbers/rate-card" -> HttpResponse.json(200, cards.read(ApiHandler.numberOf(token, id)));
      case "PUT numbers/rate-card" -> HttpResponse.json(200, cards.put(ApiHandler.numberOf(token, id), ApiHandler.json(request)));
      default -> throw new Refused(GraphError.of(100, "A rate card is read with GET and put with PUT; what is sent and what it costs are read with GET."));
    };
  }
}
