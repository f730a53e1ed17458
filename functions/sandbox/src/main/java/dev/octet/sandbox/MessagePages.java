package dev.octet.sandbox;

import dev.octet.aws.http.HttpRequest;
import dev.octet.aws.http.HttpResponse;
import dev.octet.domain.json.JsonObject;
import dev.octet.sandbox.platform.Chat;
import dev.octet.sandbox.platform.PlatformMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** The messages of a chat in pages. */
final class MessagePages {
  private final MessageStore messages;

  MessagePages(MessageStore messages) {
    this.messages = messages;
  }

  HttpResponse answer(
      HttpRequest request, Keys keys, Chat chat, Instant since, Predicate<PlatformMessage> filter, Function<PlatformMessage, JsonObject> form) {
    return switch (PageRequest.read(request, "message#")) {
      case PageRequest.Read.Invalid invalid -> ApiAnswer.error(400, invalid.sentence());
      case PageRequest.Read.Valid(PageRequest asked) -> answer(asked, keys, chat, since, filter, form);
    };
  }

  private HttpResponse answer(
      PageRequest asked, Keys keys, Chat chat, Instant since, Predicate<PlatformMessage> filter, Function<PlatformMessage, JsonObject> form) {
    List<PlatformMessage> page = asked.after().filter(order -> order.compareTo(Keys.messagesSince(since)) > 0)
        .map(order -> messages.after(keys, chat, order, asked.limit()))
        .orElseGet(() -> messages.since(keys, chat, since, asked.limit())).stream().map(MessageStore.Saved::message).toList();
    return ApiAnswer.ok(JsonObject.EMPTY
        .with("messages", page.stream().filter(filter).map(form).toList())
        .with("next", page.isEmpty() ? Optional.empty() : Optional.of(PageRequest.next(Keys.messageOrder(page.getLast())))));
  }
}
