package dev.octet.domain.message;

import java.time.Instant;
import java.util.Optional;

/**
 * One line of what messages cost: a delivery to one person, charged or free.
 *
 * @param at when it was delivered, by the platform's clock
 * @param country the person's, which decides on the rate; empty when nothing tells it
 * @param template the one that was sent; empty for any other message, and where another tool sent it
 */
public record PriceLine(Instant at, Price price, Optional<String> country, Optional<UsedTemplate> template) {}
