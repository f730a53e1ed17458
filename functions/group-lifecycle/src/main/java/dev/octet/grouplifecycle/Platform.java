package dev.octet.grouplifecycle;

import dev.octet.aws.secret.Secrets;
import dev.octet.domain.group.CreateGroup;
import dev.octet.domain.group.UpdateSettings;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphClient;
import dev.octet.graph.GraphError;
import dev.octet.graph.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The group operations of the platform (spec §2), each called with the token of the number that it concerns. */
final class Platform {
  /** The most that the platform lists on one page (spec §2.8). */
  private static final int PAGE = 1024;

  /** Not the code of a token that is no good: for that the number would wait, and nothing would come. */
  static final int NO_TOKEN = 10;
  /** Longer is no link; a group's item must stay small. */
  static final int MAX_LINK = 1024;

  private final GraphClient graph;
  private final Supplier<Secrets> secrets;

  Platform(GraphClient graph, Supplier<Secrets> secrets) {
    this.graph = graph;
    this.secrets = secrets;
  }

  Outcome createGroup(String phoneNumberId, CreateGroup request) {
    return asNumber(phoneNumberId, token -> graph.post("/" + GraphClient.encode(phoneNumberId) + "/groups", request.toBody(), token));
  }

  Outcome deleteGroup(String phoneNumberId, String groupId) {
    return asNumber(phoneNumberId, token -> graph.delete("/" + GraphClient.encode(groupId), token));
  }

  Outcome updateSettings(String phoneNumberId, String groupId, UpdateSettings request) {
    return asNumber(phoneNumberId, token -> graph.post("/" + GraphClient.encode(groupId), request.toBody(), token));
  }

  Outcome groupInfo(String phoneNumberId, String groupId, String fields) {
    return asNumber(phoneNumberId, token -> graph.get("/" + GraphClient.encode(groupId), fields.isEmpty() ? Map.of() : Map.of("fields", fields), token));
  }

  Outcome inviteLink(String phoneNumberId, String groupId) {
    return asNumber(phoneNumberId, token -> graph.get("/" + GraphClient.encode(groupId) + "/invite_link", Map.of(), token));
  }

  Outcome removeParticipants(String phoneNumberId, String groupId, JsonObject body) {
    return asNumber(phoneNumberId, token -> graph.delete("/" + GraphClient.encode(groupId) + "/participants", body, token));
  }

  Outcome resetInviteLink(String phoneNumberId, String groupId) {
    JsonObject body = JsonObject.EMPTY.with("messaging_product", "whatsapp");
    return asNumber(phoneNumberId, token -> graph.post("/" + GraphClient.encode(groupId) + "/invite_link", body, token));
  }

  Outcome approveJoinRequests(String phoneNumberId, String groupId, JsonObject body) {
    return asNumber(phoneNumberId, token -> graph.post("/" + GraphClient.encode(groupId) + "/join_requests", body, token));
  }

  Outcome rejectJoinRequests(String phoneNumberId, String groupId, JsonObject body) {
    return asNumber(phoneNumberId, token -> graph.delete("/" + GraphClient.encode(groupId) + "/join_requests", body, token));
  }

  /** One page of who asked to be let into a group. */
  Outcome joinRequests(String phoneNumberId, String groupId, int limit, Optional<String> after, Optional<String> before) {
    return asNumber(phoneNumberId, token -> graph.get("/" + GraphClient.encode(groupId) + "/join_requests", page(limit, after, before), token));
  }

  /** The largest page of the active groups after a cursor. */
  Outcome activeGroups(String phoneNumberId, Optional<String> after) {
    return activeGroups(phoneNumberId, PAGE, after, Optional.empty());
  }

  /** One page of the active groups, after or before a cursor of the platform's. */
  Outcome activeGroups(String phoneNumberId, int limit, Optional<String> after, Optional<String> before) {
    return asNumber(phoneNumberId, token -> graph.get("/" + GraphClient.encode(phoneNumberId) + "/groups", page(limit, after, before), token));
  }

  private static Map<String, String> page(int limit, Optional<String> after, Optional<String> before) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("limit", Integer.toString(limit));
    after.ifPresent(cursor -> query.put("after", cursor));
    before.ifPresent(cursor -> query.put("before", cursor));
    return query;
  }

  /** The cursor of the next page; empty on the last one. */
  static Optional<String> nextPage(JsonObject answer) {
    return hasNextPage(answer)
        ? answer.object("paging").flatMap(paging -> paging.object("cursors")).flatMap(cursors -> cursors.text("after")) : Optional.empty();
  }

  static boolean hasNextPage(JsonObject answer) {
    return answer.object("paging").flatMap(paging -> paging.text("next")).isPresent();
  }

  private Outcome asNumber(String phoneNumberId, Function<String, Outcome> call) {
    return secrets.get().accessToken(phoneNumberId).map(call).orElseGet(() -> new Outcome.Refused(GraphError.of(NO_TOKEN,
        "There is no access token for this phone number id. Add one to `access_tokens` of the secret.")));
  }
}
