package dev.octet.grouplifecycle.doctor;

import dev.octet.aws.secret.Secrets;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphClient;
import dev.octet.graph.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the platform says to the app itself, which shows its id, a bar and its secret.
 *
 * @param named the app that the secret names
 * @param ofToken the app that the access token is of
 * @param subscriptions the first answer; the last refusal when no secret is the app's; empty when there was nothing to ask with
 * @param accepted how many of the secrets are the app's
 */
record AppSays(Optional<String> named, Optional<String> ofToken, int secrets, int accepted, Optional<Outcome> subscriptions) {

  static AppSays ask(GraphClient graph, Secrets secrets, JsonObject inspected) {
    Optional<String> ofToken = inspected.text("app_id").filter(it -> !it.isBlank());
    Optional<String> id = secrets.appId().or(() -> ofToken);
    List<String> known = secrets.appSecrets().stream().filter(it -> !it.isBlank()).toList();
    List<Outcome> outcomes = id.isEmpty() ? List.of()
        : known.stream().map(secret -> graph.get("/" + GraphClient.encode(id.get()) + "/subscriptions", Map.of(), id.get() + "|" + secret)).toList();
    List<Outcome> answered = outcomes.stream().filter(it -> it instanceof Outcome.Answered).toList();
    return new AppSays(secrets.appId(), ofToken, known.size(), answered.size(),
        answered.stream().findFirst().or(() -> outcomes.isEmpty() ? Optional.empty() : Optional.of(outcomes.getLast())));
  }

  Optional<String> id() {
    return named.or(() -> ofToken);
  }

  /** The subscription to WhatsApp accounts, when the platform told it. */
  Optional<JsonObject> subscription() {
    return subscriptions.flatMap(PlatformSays::answer).flatMap(answer -> answer.objects("data").stream()
        .filter(one -> one.text("object").equals(Optional.of("whatsapp_business_account"))).findFirst());
  }
}
