package dev.octet.aws.table;

import dev.octet.domain.json.JsonObject;

/**
 * An item as the table holds it.
 *
 * @param version 1 when it was first written, one more with each write
 */
public record Stored(Key key, JsonObject attributes, long version) {}
