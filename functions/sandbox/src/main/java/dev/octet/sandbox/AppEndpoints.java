package dev.octet.sandbox;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.aws.secret.Secrets;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.App;
import dev.octet.sandbox.platform.GraphAnswer;
import dev.octet.sandbox.platform.PlatformError;
import dev.octet.sandbox.platform.PlatformIds;
import dev.octet.sandbox.platform.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/** What concerns the Meta app: {@code /{app_id}/subscriptions} and {@code /debug_token}, with a token of the app's own, which is its id, a bar and its secret. */
final class AppEndpoints {
  static final String DEBUG_TOKEN = "debug_token";

  private final ControlStore controls;
  private final TokenInspection inspection;
  private final WebhookSender sender;
  private final Supplier<Secrets> secrets;
  private final PlatformIds ids;

  AppEndpoints(ControlStore controls, TokenInspection inspection, WebhookSender sender, Supplier<Secrets> secrets, PlatformIds ids) {
    this.controls = controls;
    this.inspection = inspection;
    this.sender = sender;
    this.secrets = secrets;
    this.ids = ids;
  }

  /** Whether it is asked in the name of an app: no other token has a bar. */
  static boolean isApp(HttpRequest request) {
    return request.bearerToken().filter(token -> token.contains("|")).isPresent();
  }

  static String id(Secrets secrets) {
    return secrets.appId().orElse(App.ID);
  }

  boolean isOne(String object) {
    return object.equals(id(secrets.get()));
  }

  /** @param path the segments after {@code graph} */
  HttpResponse handle(HttpRequest request, List<String> path, Control control, String trace) {
    return GraphHttp.response(isToken(request.bearerToken().orElse(""), control) ? answer(request, path, control) : new GraphAnswer.Refused(Refusal.appToken()), trace);
  }

  private boolean isToken(String token, Control control) {
    Secrets known = secrets.get();
    return control.app().secretValid() && known.appSecrets().stream().filter(secret -> !secret.isEmpty())
        .filter(secret -> MessageDigest.isEqual(bytes(id(known) + "|" + secret), bytes(token))).findAny().isPresent();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private GraphAnswer answer(HttpRequest request, List<String> path, Control control) {
    String object = path.size() < 2 ? "" : path.get(1);
    if (object.equals(DEBUG_TOKEN) && path.size() == 2) {
      return inspected(request, control);
    }
    if (!isOne(object) || path.size() != 3 || !path.get(2).equals("subscriptions")) {
      return new GraphAnswer.Refused(Refusal.unknownObject(request.method(), object));
    }
    return switch (request.method()) {
      case "GET" -> subscriptions(control);
      case "POST" -> subscribe(asked(request));
      case "DELETE" -> unsubscribe(asked(request));
      default -> GraphAnswer.refused(PlatformError.NOT_AVAILABLE, "The subscriptions of an app are read with GET, made with POST and ended with DELETE.");
    };
  }

  GraphAnswer inspected(HttpRequest request, Control control) {
    return !request.method().equals("GET") ? GraphAnswer.refused(PlatformError.NOT_AVAILABLE, "A token is inspected with GET.")
        : request.query("input_token").map(token -> inspection.of(token, control)).orElseGet(() ->
            GraphAnswer.refused(PlatformError.INVALID_PARAMETER, "input_token is required, in the query."));
  }

  /** Where webhooks of the app go; empty while it is subscribed to none. */
  Optional<String> callbackUrl(Control control) {
    return control.app().fields().isEmpty() ? Optional.empty() : control.app().callbackUrl(sender.address());
  }

  private GraphAnswer subscriptions(Control control) {
    return GraphAnswer.ok(JsonObject.EMPTY.with("data", control.app().fields().isEmpty() ? List.of() : List.of(JsonObject.EMPTY
        .with("object", App.OBJECT)
        .with("callback_url", callbackUrl(control))
        .with("active", true)
        .with("fields", control.app().fields().stream().map(field -> JsonObject.EMPTY.with("name", field).with("version", "v26.0")).toList()))));
  }

  /** The fields that are named are afterwards those that there are. The address is asked first whether it is the app's. */
  private GraphAnswer subscribe(JsonObject asked) {
    List<String> fields = fields(asked);
    String callback = asked.text("callback_url").orElse("");
    if (!asked.text("object").equals(Optional.of(App.OBJECT)) || fields.isEmpty() || !App.FIELDS.containsAll(fields)) {
      return GraphAnswer.refused(PlatformError.INVALID_PARAMETER,
          "object must be " + App.OBJECT + ", and fields some of " + String.join(", ", App.FIELDS) + ", with commas between them.");
    }
    if (sender.address().filter(callback::equals).isEmpty()) {
      return GraphAnswer.refused(PlatformError.INVALID_PARAMETER,
          "The sandbox sends all webhooks to the one address that it was set up with, or to none: callback_url must be that address.");
    }
    Optional<String> wrong = sender.shakeHands(asked.text("verify_token").orElse(""), ids.object());
    return wrong.isPresent() ? GraphAnswer.refused(PlatformError.CALLBACK, "Callback verification failed with the following errors: " + wrong.get() + ".")
        : set(app -> app.withFields(fields).withCallback(callback, sender.address()));
  }

  /** Of all that it is subscribed to, or of the fields that are named. */
  private GraphAnswer unsubscribe(JsonObject asked) {
    if (!asked.text("object").equals(Optional.of(App.OBJECT))) {
      return GraphAnswer.refused(PlatformError.INVALID_PARAMETER, "object must be " + App.OBJECT + ".");
    }
    List<String> gone = asked.has("fields") ? fields(asked) : App.FIELDS;
    return set(app -> {
      TreeSet<String> left = new TreeSet<>(app.fields());
      left.removeAll(gone);
      return app.withFields(List.copyOf(left));
    });
  }

  /** In the query, in a form, or in JSON, as Graph takes it. */
  private static JsonObject asked(HttpRequest request) {
    JsonObject query = JsonObject.of(request.query());
    String type = request.header("content-type").orElse("");
    if (type.startsWith("application/x-www-form-urlencoded")) {
      return query.withAll(JsonObject.of(Form.of(request.body()).fields()));
    }
    try {
      return request.body().length == 0 ? query : query.withAll(JsonObject.parse(request.body()));
    } catch (JsonException e) {
      return query; // what is missing is named then
    }
  }

  private static List<String> fields(JsonObject asked) {
    return asked.text("fields").map(text -> Arrays.stream(text.split(",")).map(String::strip).filter(it -> !it.isEmpty()).toList()).orElseGet(() -> asked.texts("fields"));
  }

  /** {@code GET /{account}/subscribed_apps}. */
  GraphAnswer subscribedTo(String accountId, Control control) {
    String id = id(secrets.get());
    return GraphAnswer.ok(JsonObject.EMPTY.with("data", !control.app().isSubscribedTo(accountId) ? List.of()
        : List.of(JsonObject.EMPTY.with("whatsapp_business_api_data",
            JsonObject.EMPTY.with("id", id).with("link", "https://www.facebook.com/games/?app_id=" + id).with("name", App.NAME)))));
  }

  GraphAnswer subscribe(String accountId, boolean subscribed) {
    return set(app -> app.subscribed(accountId, subscribed));
  }

  private interface Change {
    App of(App app);
  }

  private GraphAnswer set(Change change) {
    Control _ = controls.update(control -> control.with(change.of(control.app())));
    return GraphAnswer.ok(JsonObject.EMPTY.with("success", true));
  }
}
