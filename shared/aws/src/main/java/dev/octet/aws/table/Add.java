package dev.octet.aws.table;

/**
 * A number to be added to an attribute of an item, whatever stands there: those who count need not read, and do not
 * refuse each other's writes.
 */
public record Add(Key key, String attribute, long number) {}
