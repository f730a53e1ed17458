package dev.octet.aws;

import dev.octet.domain.Hash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** One queue of {@link VirtualQueues}. A standard queue is one in which every message has a message group of its own. */
final class VirtualQueue {
  private static final Duration DEDUPLICATION = Duration.ofMinutes(5);

  private final String name;
  private final boolean fifo;
  private final Duration visibility;
  private final long maxReceiveCount;
  private final Optional<VirtualQueue> deadLetters;
  private final Map<String, List<Item>> groups = new HashMap<>();
  /** By message group, as in high-throughput mode, and deduplication id. */
  private final Map<String, Seen> seen = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();

  private long sent;

  private record Seen(String messageId, Instant until) {}

  private static final class Item {
    final String id;
    final String group;
    final String deduplicationId;
    final String body;
    final Instant sentAt;
    final long number;
    Instant hiddenUntil;
    int receiveCount;

    Item(String id, String group, String deduplicationId, String body, Instant sentAt, long number, Instant hiddenUntil) {
      this.id = id;
      this.group = group;
      this.deduplicationId = deduplicationId;
      this.body = body;
      this.sentAt = sentAt;
      this.number = number;
      this.hiddenUntil = hiddenUntil;
    }

    String receiptHandle() {
      return id + "#" + receiveCount;
    }
  }

  VirtualQueue(String name, boolean fifo, Duration visibility, long maxReceiveCount, Optional<VirtualQueue> deadLetters) {
    this.name = name;
    this.fifo = fifo;
    this.visibility = visibility;
    this.maxReceiveCount = maxReceiveCount;
    this.deadLetters = deadLetters;
  }

  /** Returns the message's id: the first one's, when it was deduplicated. */
  String send(String messageGroup, String deduplicationId, String body, Instant now, Duration delay) {
    String groupName = fifo ? messageGroup : "";
    String id = Hash.hex(name, groupName, Integer.toString(counts.merge(groupName, 1, Integer::sum))).substring(0, 32);
    if (fifo) {
      String key = messageGroup + "#" + deduplicationId;
      Seen before = seen.get(key);
      if (before != null && now.isBefore(before.until())) {
        return before.messageId();
      }
      seen.put(key, new Seen(id, now.plus(DEDUPLICATION)));
    }
    String group = fifo ? messageGroup : id;
    groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(new Item(id, group, fifo ? deduplicationId : "", body, now, ++sent, now.plus(delay)));
    return id;
  }

  /** A message group of which something is hidden waits for it. */
  private static Instant visibleAt(List<Item> group) {
    return group.stream().map(item -> item.hiddenUntil).max(Comparator.naturalOrder()).orElseThrow();
  }

  Optional<Instant> nextVisible() {
    return groups.values().stream().map(VirtualQueue::visibleAt).min(Comparator.naturalOrder());
  }

  int size() {
    return groups.values().stream().mapToInt(List::size).sum();
  }

  List<Message> receive(Instant now, int most) {
    List<Item> candidates = groups.values().stream()
        .filter(group -> !visibleAt(group).isAfter(now))
        .sorted(Comparator.comparing((List<Item> group) -> group.getFirst().sentAt).thenComparing(group -> group.getFirst().group))
        .flatMap(List::stream)
        .toList();
    List<Message> received = new ArrayList<>();
    for (Item item : candidates) {
      if (received.size() == most) {
        break;
      }
      if (item.receiveCount >= maxReceiveCount && deadLetters.isPresent()) {
        remove(item);
        deadLetters.get().send(item.group, item.deduplicationId, item.body, now, Duration.ZERO);
      } else {
        item.receiveCount++;
        item.hiddenUntil = now.plus(visibility);
        received.add(message(item));
      }
    }
    return received;
  }

  private Message message(Item item) {
    Map<MessageSystemAttributeName, String> attributes = new HashMap<>(Map.of(
        MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, Integer.toString(item.receiveCount),
        MessageSystemAttributeName.SENT_TIMESTAMP, Long.toString(item.sentAt.toEpochMilli())));
    if (fifo) {
      attributes.put(MessageSystemAttributeName.MESSAGE_GROUP_ID, item.group);
      attributes.put(MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID, item.deduplicationId);
      attributes.put(MessageSystemAttributeName.SEQUENCE_NUMBER, Long.toString(item.number));
    }
    return Message.builder().messageId(item.id).receiptHandle(item.receiptHandle()).body(item.body).attributes(attributes).build();
  }

  void delete(String receiptHandle) {
    find(receiptHandle).ifPresent(this::remove);
  }

  void hide(String receiptHandle, Instant until) {
    find(receiptHandle).ifPresent(item -> item.hiddenUntil = until);
  }

  /** An older receipt of a message that was received again since is nobody's. */
  private Optional<Item> find(String receiptHandle) {
    return groups.values().stream().flatMap(List::stream).filter(item -> item.receiptHandle().equals(receiptHandle)).findFirst();
  }

  private void remove(Item item) {
    List<Item> group = groups.get(item.group);
    group.remove(item);
    if (group.isEmpty()) {
      groups.remove(item.group);
    }
  }
}
