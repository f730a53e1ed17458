package dev.octet.graph;

import dev.octet.domain.json.JsonObject;
import dev.octet.domain.operation.OperationState;
import java.util.Optional;

/**
 * An error as the platform writes it (spec §5.1).
 *
 * @param status the HTTP status; a hint only
 * @param code what to decide on
 * @param details the sentence that says what to do
 */
public record GraphError(int status, int code, String message, String details) {
  private static final int MAX_TEXT = 2000;

  public static GraphError of(int code, String details) {
    GraphCode known = GraphCode.of(code);
    return new GraphError(known.status(), code, "(#" + code + ") " + known.title(), details);
  }

  /** The same error under another HTTP status. */
  public GraphError withStatus(int other) {
    return new GraphError(other, code, message, details);
  }

  /** The error in an answer's body; empty when the body holds none. */
  public static Optional<GraphError> read(int status, JsonObject body) {
    return body.object("error").map(error -> new GraphError(
        status,
        (int) error.whole("code").orElse(0),
        text(error, "message").orElse(""),
        error.object("error_data").flatMap(data -> text(data, "details")).or(() -> text(error, "message")).orElse("")));
  }

  /** As much of it as a person would read; it is kept with the operation. */
  private static Optional<String> text(JsonObject json, String name) {
    return json.text(name).map(text -> text.substring(0, Math.min(MAX_TEXT, text.length())));
  }

  /** The answer's body. */
  public JsonObject toEnvelope(String traceId) {
    return JsonObject.EMPTY.with("error", JsonObject.EMPTY
        .with("message", message)
        .with("type", "OAuthException")
        .with("code", code)
        .with("error_data", JsonObject.EMPTY.with("messaging_product", "whatsapp").with("details", details))
        .with("fbtrace_id", traceId));
  }

  /** How an operation ends that was refused with it at once. */
  public OperationState.Failed toFailed() {
    return new OperationState.Failed(Optional.empty(), item(), JsonObject.EMPTY, Optional.of(status));
  }

  /** The form without an envelope, as in webhooks. */
  public JsonObject item() {
    return JsonObject.EMPTY
        .with("code", code)
        .with("title", GraphCode.of(code).title())
        .with("message", message)
        .with("error_data", JsonObject.EMPTY.with("details", details));
  }
}
