package dev.octet.aws.table;

/** An item's primary key. Keys are made beside the items that they belong to. */
public record Key(String pk, String sk) {}
