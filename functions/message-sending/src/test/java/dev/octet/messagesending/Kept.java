package dev.octet.messagesending;

import dev.octet.aws.Engines;
import dev.octet.aws.Ids;
import dev.octet.aws.NotificationSchema;
import dev.octet.aws.RequestCounter;
import dev.octet.aws.VirtualQueues;
import dev.octet.aws.VirtualTables;
import dev.octet.aws.table.Key;
import dev.octet.aws.table.Retention;
import dev.octet.aws.table.Table;
import dev.octet.aws.table.Write;
import dev.octet.domain.Notification;
import dev.octet.domain.group.Group;
import dev.octet.domain.group.Participant.Move;
import dev.octet.domain.group.Person;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.CostCount;
import dev.octet.domain.message.Message;
import dev.octet.domain.message.MessagePolicy;
import dev.octet.domain.message.RulesEdition;
import dev.octet.graph.webhook.WebhookEvent;
import dev.octet.operations.Operations;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The state of messages on a table in memory, and what is told of events. */
final class Kept {
  static final Instant NOW = Instant.ofEpochSecond(1_795_506_100L);
  static final YearMonth MONTH = YearMonth.parse("2026-11");

  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  final Table table;
  final CostCounters counters;
  final Messages messages;
  final MessageContents contents;
  final Conversations conversations;
  final Rosters rosters;
  final Invitations invitations;
  final Inviting inviting;
  final List<String> settled = new ArrayList<>();
  SendSettlement settlement = (requestId, messageId, at) -> settled.add(requestId + " " + messageId + " " + at.getEpochSecond());

  Kept() {
    this(inMemory());
  }

  Kept(Table table) {
    this.table = table;
    this.counters = new CostCounters(table, Retention.FOREVER, CLOCK);
    this.messages = new Messages(table, counters, new TemplateCounters(table, Retention.FOREVER, CLOCK), Retention.ofDays(365), CLOCK);
    this.contents = new MessageContents(table, CLOCK, Retention.ofDays(30));
    this.conversations = new Conversations(table);
    this.rosters = new Rosters(table);
    this.invitations = new Invitations(table);
    this.inviting = new Inviting(invitations, rosters, new MessagePolicy(RulesEdition.NOVEMBER_2025, false, List.of(MessagePolicy.INVITE_BASE)));
  }

  private static Table inMemory() {
    VirtualTables tables = new VirtualTables();
    return new Table(tables, new Engines(tables, new VirtualQueues(Clock.systemUTC()), new RequestCounter()).freshTable("GroupsTable"), Ids.random());
  }

  /** A group of the tests' number, in which these are since long. */
  Kept withGroup(Person... people) {
    Group group = Group.seen(Events.GROUP, Events.NUMBER).created(Optional.of("Kitchen"), Optional.empty(), Optional.empty(), Instant.ofEpochSecond(1), Optional.empty());
    for (Person person : people) {
      group = group.moved(person, Move.JOINED, Instant.ofEpochSecond(2)).group();
    }
    return with(group);
  }

  Kept with(Group group) {
    Key key = new Key("GROUP#" + group.id(), "STATE");
    table.put(Write.over(key, table.get(key), group.toJson()));
    return this;
  }

  static Person person(String userId, String waId) {
    return Person.ofJson(JsonObject.EMPTY.with("user_id", userId).with("wa_id", waId));
  }

  /** What is told of an event, each held against its schema. */
  List<Notification> told(WebhookEvent event) {
    List<Notification> told = new MessageEvents(new ReceivedMessages(messages, contents, conversations, rosters), new Receipts(messages, rosters, inviting, new FailedPins(new Operations(table), conversations), settlement),
        new GroupNews(inviting, new UnreadMessages(messages), rosters)).handle(event);
    told.forEach(one -> NotificationSchema.assertValid(one.toCloudEvent()));
    return told;
  }

  Message message(String id) {
    return messages.get(id).orElseThrow().message();
  }

  /** How many deliveries were counted, by what they are counted under. */
  List<String> counted() {
    return counters.number(Events.NUMBER, MONTH).stream().map(it -> it.key() + " " + it.count()).sorted().toList();
  }

  long deliveries() {
    return counters.number(Events.NUMBER, MONTH).stream().mapToLong(CostCount::count).sum();
  }
}
