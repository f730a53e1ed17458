package dev.octet.aws.table;

import dev.octet.domain.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * One page of a query.
 *
 * @param last where the next page starts after; empty on the last page. Items of an index hold what it projects only.
 */
public record Page(List<Stored> items, Optional<JsonObject> last) {}
