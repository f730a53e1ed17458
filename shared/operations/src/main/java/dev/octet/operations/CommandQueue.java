package dev.octet.operations;

import dev.octet.domain.operation.Operation;
import java.util.Set;

/** The command queues: an operation goes on in the one in which it was asked for. */
public enum CommandQueue {
  GROUPS(""), MESSAGES("m");

  private static final Set<String> OF_MESSAGES = Set.of("send_message", "pin_message", "unpin_message", "mark_message_read");

  private final String shards;

  /** @param shards what their shards of the index of what is due begin with */
  CommandQueue(String shards) {
    this.shards = shards;
  }

  static CommandQueue of(Operation operation) {
    return OF_MESSAGES.contains(operation.command()) ? MESSAGES : GROUPS;
  }

  String shard(int number) {
    return shards + number;
  }
}
