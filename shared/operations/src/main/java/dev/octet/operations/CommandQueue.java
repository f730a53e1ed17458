package dev.octet.operations;

import dev.octet.domain.message.MessageCommand;
import dev.octet.domain.operation.Operation;

/** The command queues: an operation goes on in the one in which it was asked for. */
public enum CommandQueue {
  GROUPS(""), MESSAGES("m");

  private final String shards;

  /** @param shards what their shards of the index of what is due begin with */
  CommandQueue(String shards) {
    this.shards = shards;
  }

  static CommandQueue of(Operation operation) {
    return MessageCommand.of(operation.command()).isPresent() ? MESSAGES : GROUPS;
  }

  String shard(int number) {
    return shards + number;
  }
}
