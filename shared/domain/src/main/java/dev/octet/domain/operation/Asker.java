package dev.octet.domain.operation;

import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Who asked for an operation, and when: for whoever has to know later. Ids of tokens and principals, nothing of a person.
 *
 * @param by {@code api:} and the token's client or the beginning of its hash, or {@code queue:} and the principal that sent the command,
 *     followed by {@code via} and the one that sent it back from the dead letters before it was recorded
 */
public record Asker(String by, Instant at) {
  private static final String BY = "asked_by";
  private static final String AT = "asked_at";
  /** No principal's id has so many characters. */
  private static final int MAX_SENDER = 128;

  /** @param name a client's, or the beginning of a token's hash */
  public static Asker api(String name, Instant at) {
    return new Asker("api:" + name, at);
  }

  /**
   * @param senderIds as SQS has them: who sent the command first, and who sent it back from the dead letters
   */
  public static Asker queue(List<String> senderIds, Instant at) {
    return new Asker("queue:" + senderIds.stream().map(Asker::shown).collect(Collectors.joining(" via ")), at);
  }

  /** Of a role, its id is followed by the name of a session, which may be somebody's address and stays out. */
  public static String principal(String senderId) {
    return senderId.split(":", 2)[0].strip();
  }

  private static String shown(String senderId) {
    String principal = principal(senderId);
    return principal.isEmpty() ? "unknown" : principal.substring(0, Math.min(MAX_SENDER, principal.length()));
  }

  /** As {@code asked_by} and {@code asked_at}. */
  public JsonObject toJson() {
    return JsonObject.EMPTY.with(BY, by).with(AT, at.toString());
  }

  /** Empty for an operation of before this was recorded. */
  static Optional<Asker> ofJson(JsonObject json) {
    return json.text(BY).flatMap(by -> json.text(AT).map(at -> new Asker(by, Instant.parse(at))));
  }
}
