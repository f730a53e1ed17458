package dev.octet.grouplifecycle.doctor;

import dev.octet.domain.json.JsonObject;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether webhooks are sent here, and taken here. */
final class CallbackFindings {
  private static final String NO_ADDRESS = "Set the parameter PublicUrl to the address at which this API is reached.";

  private CallbackFindings() {}

  /**
   * That of the number goes before that of the account, and that before the app's (spec §4.7).
   *
   * @param takenByQueue whether another receiver may hand on what it gets
   */
  static Finding callback(PlatformSays says, Optional<URI> own, boolean takenByQueue) {
    JsonObject configured = PlatformSays.answer(says.number().outcome()).flatMap(it -> it.object("webhook_configuration")).orElse(JsonObject.EMPTY);
    Optional<String> address = Stream.of(configured.text("phone_number"), configured.text("whatsapp_business_account"), AppFindings.overriding(says),
        configured.text("application"), says.app().subscription().flatMap(it -> it.text("callback_url"))).flatMap(Optional::stream).filter(it -> !it.isBlank()).findFirst();
    if (address.isEmpty()) {
      return Finding.unknown(Check.CALLBACK, "The platform names no address that webhooks are sent to.", "See the findings about the webhook fields and the app secret.");
    }
    if (takenByQueue && own.filter(it -> same(address.get(), it)).isEmpty()) {
      return Finding.warning(Check.CALLBACK, "Webhooks are sent to " + shown(address.get()) + "; here is known what that receiver puts into the queue of webhooks.",
          "See that the receiver hands on all it gets, with the signature.");
    }
    if (own.isEmpty()) {
      return Finding.unknown(Check.CALLBACK, "Webhooks are sent to " + shown(address.get()) + "; whether that is here is not known.", NO_ADDRESS);
    }
    return same(address.get(), own.get()) ? Finding.ok(Check.CALLBACK, "Webhooks are sent to " + own.get() + ", which is here.")
        : Finding.problem(Check.CALLBACK, "Webhooks are sent to " + shown(address.get()) + ", and not to " + own.get() + ".",
            "Set the callback address of the app, the account or the number to " + own.get() + ". If the other is a name of this API too, set the parameter PublicUrl to it.");
  }

  private static boolean same(String address, URI own) {
    return normal(address).equals(normal(own.toString()));
  }

  private static String normal(String address) {
    int path = address.indexOf('/', address.indexOf("//") + 2);
    String host = (path < 0 ? address : address.substring(0, path)).toLowerCase(Locale.ROOT);
    String rest = path < 0 ? "" : address.substring(path);
    return host + (rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest);
  }

  /** Without what may stand behind a question mark: some keep a secret there. */
  private static String shown(String address) {
    return address.split("[?#]", 2)[0];
  }

  static Finding address(OwnAddress.Tried tried) {
    return switch (tried) {
      case OwnAddress.Tried.Nowhere _ -> Finding.unknown(Check.WEBHOOK_ADDRESS, "Which address the webhooks' is, is not known.", NO_ADDRESS);
      case OwnAddress.Tried.NoToken _ -> Finding.problem(Check.WEBHOOK_ADDRESS, "The secret has no verify token: the platform's handshake is refused.",
          "Put one of your choice under `verify_token` of the secret, and the same into the app's webhook settings.");
      case OwnAddress.Tried.Silent silent -> Finding.problem(Check.WEBHOOK_ADDRESS, "The webhook address " + silent.address() + " did not answer.",
          "See whether PublicUrl is right, and whether the API's name leads to it.");
      case OwnAddress.Tried.Answered(_, boolean challenged, int status) when challenged && status == 401 ->
          Finding.ok(Check.WEBHOOK_ADDRESS, "The webhook address gives the handshake's challenge back, and refuses what is not signed.");
      case OwnAddress.Tried.Answered(URI address, boolean challenged, int status) -> challenged
          ? Finding.problem(Check.WEBHOOK_ADDRESS, "The webhook address " + address + " answered " + status + " to what is not signed, in place of 401.", "See the logs of webhook-intake.")
          : Finding.problem(Check.WEBHOOK_ADDRESS, "The webhook address " + address + " did not give the handshake's challenge back.",
              "See whether PublicUrl is right; a verify token that was just changed counts within five minutes.");
    };
  }
}
