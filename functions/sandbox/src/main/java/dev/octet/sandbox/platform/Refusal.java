package dev.octet.sandbox.platform;

import dev.octet.domain.json.JsonObject;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An answer of the Graph API that says no, in the platform's envelope (spec §5.1).
 *
 * @param error everything of the answer but its {@code fbtrace_id}
 */
public record Refusal(int status, JsonObject error) {
  /** What ids are made of. Of a path's segment nothing else is repeated in a message, and not more. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._=-]{1,100}");

  public static Refusal of(PlatformError kind) {
    return of(kind, kind.details());
  }

  /** @param details a sentence that says what to do; it repeats nothing of the request */
  public static Refusal of(PlatformError kind, String details) {
    return new Refusal(kind.status(), JsonObject.EMPTY
        .with("message", "(#" + kind.code() + ") " + kind.title())
        .with("type", "OAuthException")
        .with("code", kind.code())
        .with("error_data", JsonObject.EMPTY.with("messaging_product", "whatsapp").with("details", details)));
  }

  /** The same with another status: it is a hint only (spec §7 row 29). */
  public Refusal with(int otherStatus) {
    return new Refusal(otherStatus, error);
  }

  /** No such object, or none that this method works on ({@code spec/graph/error_unknown_object}). */
  public static Refusal unknownObject(String method, String id) {
    String object = ID.matcher(id).matches() ? "Object with ID '" + id + "'" : "Object";
    return new Refusal(PlatformError.UNKNOWN_OBJECT.status(), JsonObject.EMPTY
        .with("message", "Unsupported " + method.toLowerCase(Locale.ROOT) + " request. " + object + " does not exist, "
            + "cannot be loaded due to missing permissions, or does not support this operation.")
        .with("type", "GraphMethodException")
        .with("code", PlatformError.UNKNOWN_OBJECT.code())
        .with("error_subcode", 33));
  }

  /** No token, or none of the sandbox's. Errors of tokens come without details, as Graph's own do. */
  public static Refusal token() {
    return new Refusal(PlatformError.TOKEN.status(), JsonObject.EMPTY
        .with("message", "Error validating access token: The token is missing, or is not one of the sandbox.")
        .with("type", "OAuthException")
        .with("code", PlatformError.TOKEN.code()));
  }

  /** A token of an app whose secret is another, or that is not the sandbox's. */
  public static Refusal appToken() {
    return new Refusal(PlatformError.TOKEN.status(), JsonObject.EMPTY
        .with("message", "Invalid OAuth access token signature.")
        .with("type", "OAuthException")
        .with("code", PlatformError.TOKEN.code()));
  }

  /** A token that was one of the sandbox ({@code spec/graph/error_token_expired}). */
  public static Refusal tokenExpired() {
    return new Refusal(PlatformError.TOKEN.status(), JsonObject.EMPTY
        .with("message", "Error validating access token: Session has expired.")
        .with("type", "OAuthException")
        .with("code", PlatformError.TOKEN.code())
        .with("error_subcode", 463));
  }

  public JsonObject toEnvelope(String traceId) {
    return JsonObject.EMPTY.with("error", error.with("fbtrace_id", traceId));
  }
}
