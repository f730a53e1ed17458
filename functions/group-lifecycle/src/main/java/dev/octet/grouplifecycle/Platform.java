package dev.octet.grouplifecycle;

import dev.octet.aws.secret.SecretSource;
import dev.octet.domain.group.CreateGroup;
import dev.octet.domain.group.Picture;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphClient;
import dev.octet.graph.MultipartForm;
import dev.octet.graph.Outcome;
import dev.octet.operations.NumberCalls;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The group operations of the platform (spec §2), each called with the token of the number that it concerns. */
final class Platform {
  /** The most that the platform lists on one page (spec §2.8). */
  private static final int PAGE = 1024;

  /** Longer is no link; a group's item must stay small. */
  static final int MAX_LINK = 1024;

  private final GraphClient graph;
  private final NumberCalls calls;

  Platform(GraphClient graph, SecretSource secrets) {
    this.graph = graph;
    this.calls = new NumberCalls(secrets);
  }

  Outcome createGroup(String phoneNumberId, CreateGroup request) {
    return calls.as(phoneNumberId, token -> graph.post("/" + GraphClient.encode(phoneNumberId) + "/groups", request.toBody(), token));
  }

  Outcome deleteGroup(String phoneNumberId, String groupId) {
    return calls.as(phoneNumberId, token -> graph.delete("/" + GraphClient.encode(groupId), token));
  }

  /** A picture goes as a form, with the texts beside it. */
  Outcome updateSettings(String phoneNumberId, String groupId, JsonObject texts, Optional<Picture> picture) {
    String path = "/" + GraphClient.encode(groupId);
    return calls.as(phoneNumberId, token -> picture.map(it -> graph.post(path, form(texts, it), token)).orElseGet(() -> graph.post(path, texts, token)));
  }

  private static MultipartForm form(JsonObject texts, Picture picture) {
    List<MultipartForm.Part> parts = new ArrayList<>();
    texts.fields().keySet().forEach(name -> parts.add(MultipartForm.Part.text(name, texts.text(name).orElseThrow())));
    parts.add(new MultipartForm.Part("file", Optional.of("picture.jpg"), Optional.of(Picture.TYPE), picture.bytes()));
    return new MultipartForm(parts);
  }

  Outcome groupInfo(String phoneNumberId, String groupId, String fields) {
    return calls.as(phoneNumberId, token -> graph.get("/" + GraphClient.encode(groupId), fields.isEmpty() ? Map.of() : Map.of("fields", fields), token));
  }

  /** Asks for the account of a number: {@code whatsapp_business_account}, where the platform says so. */
  Outcome account(String phoneNumberId) {
    return calls.as(phoneNumberId, token -> graph.get("/" + GraphClient.encode(phoneNumberId), Map.of("fields", "whatsapp_business_account"), token));
  }

  Outcome inviteLink(String phoneNumberId, String groupId) {
    return calls.as(phoneNumberId, token -> graph.get("/" + GraphClient.encode(groupId) + "/invite_link", Map.of(), token));
  }

  Outcome removeParticipants(String phoneNumberId, String groupId, JsonObject body) {
    return calls.as(phoneNumberId, token -> graph.delete("/" + GraphClient.encode(groupId) + "/participants", body, token));
  }

  Outcome resetInviteLink(String phoneNumberId, String groupId) {
    JsonObject body = JsonObject.EMPTY.with("messaging_product", "whatsapp");
    return calls.as(phoneNumberId, token -> graph.post("/" + GraphClient.encode(groupId) + "/invite_link", body, token));
  }

  Outcome approveJoinRequests(String phoneNumberId, String groupId, JsonObject body) {
    return calls.as(phoneNumberId, token -> graph.post("/" + GraphClient.encode(groupId) + "/join_requests", body, token));
  }

  Outcome rejectJoinRequests(String phoneNumberId, String groupId, JsonObject body) {
    return calls.as(phoneNumberId, token -> graph.delete("/" + GraphClient.encode(groupId) + "/join_requests", body, token));
  }

  /** One page of who asked to be let into a group. */
  Outcome joinRequests(String phoneNumberId, String groupId, int limit, Optional<String> after, Optional<String> before) {
    return calls.as(phoneNumberId, token -> graph.get("/" + GraphClient.encode(groupId) + "/join_requests", page(limit, after, before), token));
  }

  /** The largest page of the active groups after a cursor. */
  Outcome activeGroups(String phoneNumberId, Optional<String> after) {
    return activeGroups(phoneNumberId, PAGE, after, Optional.empty());
  }

  /** One page of the active groups, after or before a cursor of the platform's. */
  Outcome activeGroups(String phoneNumberId, int limit, Optional<String> after, Optional<String> before) {
    return calls.as(phoneNumberId, token -> graph.get("/" + GraphClient.encode(phoneNumberId) + "/groups", page(limit, after, before), token));
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
}
