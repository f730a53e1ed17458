package dev.octet.operations;

import dev.octet.aws.table.Key;
import dev.octet.aws.table.Stored;
import dev.octet.aws.table.Table;
import java.util.Optional;

/** The WhatsApp Business Account of a number, as message-sending has learned it: where it stands, for all who read it. */
public final class AccountOfNumber {
  public static final String ID = "account_id";

  private AccountOfNumber() {}

  public static Key key(String phoneNumberId) {
    return new Key("NUMBER#" + phoneNumberId, "ACCOUNT");
  }

  public static Optional<String> known(Table table, String phoneNumberId) {
    return id(table.get(key(phoneNumberId)));
  }

  public static Optional<String> id(Optional<Stored> item) {
    return item.flatMap(it -> it.attributes().text(ID));
  }
}
