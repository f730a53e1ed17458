package dev.octet.messagesending;

import dev.octet.aws.table.Key;
import dev.octet.aws.table.Table;
import dev.octet.domain.group.Group;
import java.util.Optional;

/** Groups with their people, as group-lifecycle keeps them in the table. Here they are read and never written. */
final class Rosters {
  private final Table table;

  Rosters(Table table) {
    this.table = table;
  }

  Optional<Group> get(String groupId) {
    return table.get(new Key("GROUP#" + groupId, "STATE")).map(item -> Group.ofJson(item.attributes()));
  }
}
