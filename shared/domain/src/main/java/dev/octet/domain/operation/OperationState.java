package dev.octet.domain.operation;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where an operation stands. The last three are its end; nothing leaves them. */
public sealed interface OperationState {

  /** Recorded; the platform has not been asked. */
  record Accepted() implements OperationState {}

  /** The platform is being asked, by a process that may have died since. */
  record Calling(Instant since) implements OperationState {}

  /** The platform took the request and will say by webhook what became of it. */
  record Answered(String platformRequestId, Instant calledAt) implements OperationState {}

  /** The platform was asked and its answer was lost: it may have acted, or not. */
  record Unsettled(Instant calledAt) implements OperationState {}

  /**
   * @param answer what the platform said of it, in its own field names
   * @param sequence the version of the group's item that it led to
   */
  record Succeeded(Optional<String> platformRequestId, JsonObject answer, long sequence) implements OperationState {}

  /**
   * @param error {@code code}, {@code message}, {@code error_data}, as the platform writes errors (spec §5.1)
   * @param answer what the platform said of each item, where it said that
   * @param status the HTTP status that the error came with, all that is known of one with an undocumented code; empty where it came otherwise
   */
  record Failed(Optional<String> platformRequestId, JsonObject error, JsonObject answer, Optional<Integer> status) implements OperationState {
    public Failed(Optional<String> platformRequestId, JsonObject error) {
      this(platformRequestId, error, JsonObject.EMPTY);
    }

    public Failed(Optional<String> platformRequestId, JsonObject error, JsonObject answer) {
      this(platformRequestId, error, answer, Optional.empty());
    }
  }

  /** Nobody can tell whether it happened. The candidates are groups that it may have made; one alone only where its subject is another. */
  record Unknown(Optional<String> platformRequestId, Instant calledAt, List<String> candidates) implements OperationState {}

  default boolean ended() {
    return switch (this) {
      case Accepted _, Calling _, Answered _, Unsettled _ -> false;
      case Succeeded _, Failed _, Unknown _ -> true;
    };
  }

  /** The platform's id for the request, once it is known. */
  default Optional<String> knownPlatformRequestId() {
    return switch (this) {
      case Answered answered -> Optional.of(answered.platformRequestId());
      case Succeeded succeeded -> succeeded.platformRequestId();
      case Failed failed -> failed.platformRequestId();
      case Unknown unknown -> unknown.platformRequestId();
      case Accepted _, Calling _, Unsettled _ -> Optional.empty();
    };
  }

  /** When the platform was asked, as far as the state knows it: empty before the call, and once all is over. */
  default Optional<Instant> lastCall() {
    return switch (this) {
      case Calling calling -> Optional.of(calling.since());
      case Answered answered -> Optional.of(answered.calledAt());
      case Unsettled unsettled -> Optional.of(unsettled.calledAt());
      case Accepted _, Succeeded _, Failed _, Unknown _ -> Optional.empty();
    };
  }

  /** The word for it in the table and at {@code /v1/operations/{id}}. */
  default String word() {
    return switch (this) {
      case Accepted _ -> "accepted";
      case Calling _ -> "calling";
      case Answered _ -> "answered";
      case Unsettled _ -> "unsettled";
      case Succeeded _ -> "succeeded";
      case Failed _ -> "failed";
      case Unknown _ -> "unknown";
    };
  }

  default JsonObject toJson() {
    JsonObject word = JsonObject.EMPTY.with("word", word()).with("platform_request_id", knownPlatformRequestId());
    return switch (this) {
      case Accepted _ -> word;
      case Calling calling -> word.with("called_at", calling.since().toString());
      case Answered answered -> word.with("called_at", answered.calledAt().toString());
      case Unsettled unsettled -> word.with("called_at", unsettled.calledAt().toString());
      case Succeeded succeeded -> word.with("answer", succeeded.answer()).with("sequence", succeeded.sequence());
      case Failed failed -> word.with("error", failed.error()).with("answer", failed.answer()).with("status", failed.status());
      case Unknown unknown -> word.with("called_at", unknown.calledAt().toString()).with("candidates", unknown.candidates());
    };
  }

  static OperationState ofJson(JsonObject json) {
    Optional<String> platformRequestId = json.text("platform_request_id");
    String word = json.text("word").orElse("");
    return switch (word) {
      case "accepted" -> new Accepted();
      case "calling" -> new Calling(calledAt(json));
      case "answered" -> new Answered(platformRequestId.orElseThrow(), calledAt(json));
      case "unsettled" -> new Unsettled(calledAt(json));
      case "succeeded" -> new Succeeded(platformRequestId, json.object("answer").orElse(JsonObject.EMPTY), json.whole("sequence").orElseThrow());
      case "failed" -> new Failed(platformRequestId, json.object("error").orElse(JsonObject.EMPTY), json.object("answer").orElse(JsonObject.EMPTY),
          json.has("status") ? Optional.of((int) json.whole("status").orElseThrow()) : Optional.empty());
      case "unknown" -> new Unknown(platformRequestId, calledAt(json), json.texts("candidates"));
      default -> throw new IllegalArgumentException("The table holds an operation in a state that this version does not know.");
    };
  }

  private static Instant calledAt(JsonObject json) {
    return Instant.parse(json.text("called_at").orElseThrow());
  }
}
