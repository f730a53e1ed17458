package dev.octet.sandbox;

import dev.octet.aws.table.Key;
import dev.octet.sandbox.platform.Chat;
import dev.octet.sandbox.platform.PlatformMessage;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * The keys of the sandbox's items. A reset begins a new generation, whose keys meet none of the old ones: nothing has to
 * be found to be forgotten.
 */
record Keys(long generation) {
  /** The index of lists; its keys are these two attributes. */
  static final String INDEX = "by-number";
  static final String LIST = "number";
  static final String ORDER = "newest";

  /** What the places of a group's events begin with, and what stands behind them all. */
  static final String EVENTS = "event#";
  static final String BEHIND_EVENTS = "event$";

  static final Key CONTROL = new Key("control", "control");

  Key number(String phoneNumberId) {
    return key("number", phoneNumberId);
  }

  /** What a number did about groups in its last minute. */
  Key minute(String phoneNumberId) {
    return key("minute", phoneNumberId);
  }

  Key group(String groupId) {
    return key("group", groupId);
  }

  Key link(String linkId) {
    return key("link", linkId);
  }

  Key person(String personId) {
    return key("person", personId);
  }

  /** Holds that a phone number is somebody's. */
  Key phone(String waId) {
    return key("phone", waId);
  }

  /** Holds that a username is somebody's. */
  Key username(String username) {
    return key("username", username);
  }

  /** Under which the groups stand that somebody may be in. */
  String groupsOf(String personId) {
    return generation + "#groups-of#" + personId;
  }

  Key groupOf(String personId, String groupId) {
    return new Key(groupsOf(personId), "group#" + groupId);
  }

  /** Holds which person a user id is. */
  Key user(String userId) {
    return key("user", userId);
  }

  /** Under which the messages of a chat stand: a group's beside the group. */
  String chat(Chat chat) {
    return switch (chat) {
      case Chat.OfGroup group -> group(group.groupId()).pk();
      case Chat.OfPerson person -> key("chat", person.phoneNumberId() + "#" + person.whom()).pk();
    };
  }

  /** A chat's messages stand in the order in which they were accepted. */
  Key message(PlatformMessage message) {
    return message(message.chat(), messageOrder(message));
  }

  Key message(Chat chat, String order) {
    return new Key(chat(chat), order);
  }

  static String messageOrder(PlatformMessage message) {
    return messagesSince(message.at()) + "#" + message.id();
  }

  static String messagesSince(Instant at) {
    return String.format(Locale.ROOT, "message#%016d", ChronoUnit.MICROS.between(Instant.EPOCH, at));
  }

  /** Leads from a message's id to the message. */
  Key messageId(String messageId) {
    return key("message-id", messageId);
  }

  Key conversation(Chat chat) {
    return new Key(chat(chat), "conversation");
  }

  /** Up to where somebody has read a chat. */
  Key readUntil(Chat chat, String personId) {
    return new Key(chat(chat), "read#" + personId);
  }

  /** What a number sent in its last second. */
  Key second(String phoneNumberId) {
    return key("second", phoneNumberId);
  }

  /** What was sent to one person or group in the last seconds. */
  Key pair(Chat chat) {
    return new Key(chat(chat), "pair");
  }

  /** How many free deliveries of a month a number has used. */
  Key freeTier(String phoneNumberId, YearMonth month) {
    return key("free-tier", phoneNumberId + "#" + month);
  }

  /** Under which the ledger of a number's month stands. */
  String ledger(String phoneNumberId, YearMonth month) {
    return key("ledger", phoneNumberId + "#" + month).pk();
  }

  /** Under which an account's templates stand, those alone of which something became. */
  String templates(String accountId) {
    return generation + "#templates#" + accountId;
  }

  Key template(String accountId, String name, String language) {
    return new Key(templates(accountId), "template#" + name + "#" + language);
  }

  Key media(String mediaId) {
    return key("media", mediaId);
  }

  /** Under which the bytes of a file stand. */
  String file(String fileId) {
    return key("file", fileId).pk();
  }

  Key piece(String fileId, int piece) {
    return new Key(file(fileId), String.format(Locale.ROOT, "piece#%04d", piece));
  }

  /** How templates are reviewed. */
  Key review() {
    return key("review", "templates");
  }

  /** Of any generation: a delivery must find it to know that it is of none that counts. */
  static Key webhook(String webhookId) {
    return new Key("webhook#" + webhookId, "webhook");
  }

  /** The list of webhooks of a number that wait for each other until a moment. */
  String batch(String phoneNumberId, Instant until) {
    return generation + "#batch#" + phoneNumberId + "#" + until.getEpochSecond();
  }

  /** The list of a number's active groups. */
  String groups(String phoneNumberId) {
    return generation + "#groups#" + phoneNumberId;
  }

  /** The list of those who asked to join a group; no index, but cursors belong to it. */
  String joinRequests(String groupId) {
    return generation + "#join-requests#" + groupId;
  }

  String people() {
    return generation + "#people";
  }

  static String order(Instant at, String id) {
    return String.format(Locale.ROOT, "%013d#%s", at.toEpochMilli(), id);
  }

  /** What happened in a group stands beside it, in the order in which it happened. */
  Key event(String groupId, String order) {
    return new Key(group(groupId).pk(), order);
  }

  /** @param change what tells changes at the same instant apart */
  static String eventOrder(Instant at, String change, int index) {
    return String.format(Locale.ROOT, EVENTS + "%016d#%s#%03d", ChronoUnit.MICROS.between(Instant.EPOCH, at), change, index);
  }

  /** The list of what happened to somebody in groups. */
  String historyOf(String personId) {
    return generation + "#history-of#" + personId;
  }

  private Key key(String kind, String id) {
    return new Key(generation + "#" + kind + "#" + id, kind);
  }
}
