package dev.octet.sandbox;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.Chat;
import dev.octet.sandbox.platform.PlatformMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** The messages of a chat in pages, the oldest first: {@code limit}, and {@code after} with what the page before gave as {@code next}. */
final class MessagePages {
  private static final int USUAL = 100;
  private static final int MOST = 1000;

  private final MessageStore messages;

  MessagePages(MessageStore messages) {
    this.messages = messages;
  }

  HttpResponse answer(
      HttpRequest request, Keys keys, Chat chat, Instant since, Predicate<PlatformMessage> filter, Function<PlatformMessage, JsonObject> form) {
    String limit = request.query("limit").orElse(Integer.toString(USUAL));
    if (!limit.matches("\\d{1,4}") || Integer.parseInt(limit) < 1 || Integer.parseInt(limit) > MOST) {
      return ApiAnswer.error(400, "`limit` must be a whole number from 1 to 1000.");
    }
    Optional<String> after = request.query("after").map(MessagePages::decoded);
    if (after.filter(String::isEmpty).isPresent()) {
      return ApiAnswer.error(400, "`after` must be what a page gave as `next`.");
    }
    List<PlatformMessage> page = after.filter(order -> order.compareTo(Keys.messagesSince(since)) > 0)
        .map(order -> messages.after(keys, chat, order, Integer.parseInt(limit)))
        .orElseGet(() -> messages.since(keys, chat, since, Integer.parseInt(limit))).stream().map(MessageStore.Saved::message).toList();
    return ApiAnswer.ok(JsonObject.EMPTY
        .with("messages", page.stream().filter(filter).map(form).toList())
        .with("next", page.isEmpty() ? Optional.empty() : Optional.of(encoded(Keys.messageOrder(page.getLast())))));
  }

  private static String encoded(String order) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(order.getBytes(StandardCharsets.US_ASCII));
  }

  /** Empty when it is no place in a chat. */
  private static String decoded(String next) {
    try {
      String order = new String(Base64.getUrlDecoder().decode(next), StandardCharsets.US_ASCII);
      return order.startsWith("message#") && order.length() < 900 ? order : "";
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
