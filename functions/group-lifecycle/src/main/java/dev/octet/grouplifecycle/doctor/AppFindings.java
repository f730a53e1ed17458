package dev.octet.grouplifecycle.doctor;

import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphCode;
import dev.octet.graph.GraphError;
import dev.octet.graph.Outcome;
import java.util.List;
import java.util.Optional;

/** Whether the app is the one that is told of what happens, and of all of it. */
final class AppFindings {
  /** The five that groups need (spec §1). */
  private static final List<String> FIELDS = List.of(
      "group_lifecycle_update", "group_participants_update", "group_settings_update", "group_status_update", "messages");

  private AppFindings() {}

  static Finding secret(AppSays app) {
    if (app.secrets() == 0) {
      return Finding.problem(Check.APP_SECRET, "The secret has no app secret: every webhook is refused.", "Put the app's secret under `app_secrets` of the secret.");
    }
    if (app.named().isPresent() && app.ofToken().isPresent() && !app.named().equals(app.ofToken())) {
      return Finding.problem(Check.APP_SECRET, "The secret names the app " + app.named().get() + ", and the access token is of the app " + app.ofToken().get() + ".",
          "Use id, secret and token of one app.");
    }
    Optional<Outcome> outcome = app.subscriptions();
    if (outcome.isEmpty()) {
      return Finding.unknown(Check.APP_SECRET, "Nothing says which app it is: the access token could not be inspected.", "Put the app's id under `app_id` of the secret.");
    }
    return switch (outcome.get()) {
      case Outcome.Answered _ when app.accepted() < app.secrets() -> Finding.ok(Check.APP_SECRET, app.accepted() + " of the " + app.secrets() + " app secrets is the app's.");
      case Outcome.Answered _ -> Finding.ok(Check.APP_SECRET, "The app secret is the app's.");
      case Outcome.Refused(GraphError error) when GraphCode.of(error.code(), error.status()).action() == GraphCode.Action.TOKEN ->
          Finding.problem(Check.APP_SECRET, "The platform does not take the app secret as that of the app " + app.id().orElse("") + ": every webhook is refused.",
              "Copy the app's secret (App settings, Basic) into `app_secrets` of the secret.").with(error);
      case Outcome.Refused _, Outcome.NotSent _, Outcome.Unknown _ -> Finding.notSaid(Check.APP_SECRET, "Whether the app secret is the app's", outcome.get());
    };
  }

  static Finding fields(AppSays app) {
    if (app.subscriptions().filter(it -> it instanceof Outcome.Answered).isEmpty()) {
      return Finding.unknown(Check.WEBHOOK_FIELDS, "What the app is subscribed to could not be asked for in its name.", "See the finding about the app secret.");
    }
    Optional<JsonObject> subscription = app.subscription();
    List<String> has = subscription.map(it -> it.objects("fields").stream().flatMap(field -> field.text("name").stream()).toList()).orElse(List.of());
    List<String> missing = FIELDS.stream().filter(field -> !has.contains(field)).toList();
    if (missing.isEmpty() && subscription.flatMap(it -> it.bool("active")).orElse(true)) {
      return Finding.ok(Check.WEBHOOK_FIELDS, "The app is subscribed to the five fields of groups.");
    }
    return Finding.problem(Check.WEBHOOK_FIELDS, missing.isEmpty() ? "The app's subscription is not active."
            : "The app is not subscribed to " + String.join(", ", missing) + (has.isEmpty() ? ", nor to any other field of WhatsApp accounts." : "."),
        "Set the callback address with the verify token in the app's webhook settings, and subscribe to these fields there.");
  }

  static Finding account(PlatformSays says) {
    Optional<String> account = says.account();
    if (account.isEmpty()) {
      return Finding.unknown(Check.ACCOUNT_SUBSCRIPTION, "Which business account the number is of is not known yet.",
          "See the finding about the token; the first webhook tells it as well. POST /{account}/subscribed_apps subscribes the app.");
    }
    Outcome outcome = says.subscribedApps();
    if (!(outcome instanceof Outcome.Answered(JsonObject answer, _))) {
      return Finding.notSaid(Check.ACCOUNT_SUBSCRIPTION, "Which apps are subscribed to the business account", outcome);
    }
    List<String> apps = apps(answer).stream().flatMap(it -> it.text("id").stream()).toList();
    Optional<String> id = says.app().id();
    if (id.isEmpty() && !apps.isEmpty()) {
      return Finding.unknown(Check.ACCOUNT_SUBSCRIPTION, "The business account has subscribed apps, and which is this one is not known.", "Put the app's id under `app_id` of the secret.");
    }
    return id.filter(apps::contains).isPresent() ? Finding.ok(Check.ACCOUNT_SUBSCRIPTION, "The app is subscribed to the business account " + account.get() + ".")
        : Finding.problem(Check.ACCOUNT_SUBSCRIPTION, "The app is not subscribed to the business account " + account.get() + (apps.isEmpty() ? "." : "; others are."),
            "POST /" + account.get() + "/subscribed_apps to the Graph API with the access token.");
  }

  private static List<JsonObject> apps(JsonObject answer) {
    return answer.objects("data").stream().map(one -> one.object("whatsapp_business_api_data").orElse(one)).toList();
  }

  /** Another address of this app for the account alone, as the platform lists it. */
  static Optional<String> overriding(PlatformSays says) {
    Optional<String> id = says.app().id();
    return PlatformSays.answer(says.subscribedApps()).flatMap(answer -> answer.objects("data").stream()
        .filter(one -> one.object("whatsapp_business_api_data").orElse(one).text("id").equals(id)).flatMap(one -> one.text("override_callback_uri").stream()).findFirst());
  }
}
