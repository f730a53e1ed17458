package dev.octet.aws.table;

import java.nio.charset.StandardCharsets;

/** An item's primary key. Keys are made beside the items that they belong to. */
public record Key(String pk, String sk) {
  private static final int MAX_PK = 2048;
  private static final int MAX_SK = 1024;

  /** Whether there can be an item under it. */
  boolean fits() {
    return pk.getBytes(StandardCharsets.UTF_8).length <= MAX_PK && sk.getBytes(StandardCharsets.UTF_8).length <= MAX_SK;
  }
}
