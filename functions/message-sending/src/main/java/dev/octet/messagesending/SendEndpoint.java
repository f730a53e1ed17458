package dev.octet.messagesending;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.aws.secret.Secrets.ApiToken;
import dev.octet.domain.Command;
import dev.octet.domain.Hash;
import dev.octet.domain.group.RequestReading;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.MessageCommand;
import dev.octet.domain.message.MessagePolicy;
import dev.octet.graph.GraphError;
import dev.octet.operations.ApiHandler;
import dev.octet.operations.HttpOperations;
import dev.octet.operations.InlineOperations;
import dev.octet.operations.Operations.Begun;
import dev.octet.operations.Refused;
import java.util.Optional;

/** Sending over HTTP: carried out while the caller waits, as the platform does, or queued if the caller would rather have that. */
final class SendEndpoint {
  private final HttpOperations operations;
  private final InlineOperations inline;
  private final MessagePolicy policy;
  private final IndividualSends individuals;

  SendEndpoint(HttpOperations operations, InlineOperations inline, MessagePolicy policy, IndividualSends individuals) {
    this.operations = operations;
    this.inline = inline;
    this.policy = policy;
    this.individuals = individuals;
  }

  /** @throws Refused when the body is wrong, or asks for what groups do not have */
  HttpResponse send(HttpRequest request, ApiToken token, String phoneNumberId) {
    JsonObject given = ApiHandler.json(request);
    if (individuals.isOne(given)) {
      return individuals.send(request, phoneNumberId);
    }
    MessageCommand what = MessageCommand.ofBody(given);
    JsonObject body = switch (what.read(given, policy)) {
      case RequestReading.Right right -> right.body();
      case RequestReading.Wrong wrong -> throw new Refused(GraphError.of(wrong.code(), wrong.sentence()));
    };
    Command.Delivery delivery = HttpOperations.wish(request, "Octet-Delivery", Command.Delivery.AT_MOST_ONCE, Command.Delivery.AT_LEAST_ONCE);
    Command command = MessageRequest.of(what,
        new Command(what.word(), "", phoneNumberId, Optional.empty(), body, Optional.empty(), Command.OnUnknown.REPORT, delivery));
    Begun begun = operations.record(request, token, new HttpOperations.Asked(what.word(), phoneNumberId, command.groupId(), body,
        Optional.of(Hash.hex("destination", phoneNumberId, what.destination(body))), command.onUnknown(), Optional.empty()));
    return HttpOperations.respondAsync(request)
        ? operations.queued(begun, 202, InlineOperations.SUCCESS.with("request_id", begun.recorded().operation().requestId()))
        : inline.carryOut(begun, InlineOperations.Until.DONE);
  }
}
