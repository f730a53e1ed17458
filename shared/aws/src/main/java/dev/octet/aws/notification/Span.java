package dev.octet.aws.notification;

import java.time.Instant;

/**
 * A stretch of what was told.
 *
 * @param first the place where it begins, if there is something
 * @param end the place before which it ends
 */
public record Span(String first, String end) {
  public static final Span ALL = new Span(" ", "~");

  /** @param to is no longer in it */
  public static Span of(Instant from, Instant to) {
    return new Span(Place.edge(from), Place.edge(to));
  }

  /** What is left of it behind a place. */
  public Span after(String place) {
    String behind = Place.behind(place);
    return behind.compareTo(first) > 0 ? new Span(behind, end) : this;
  }

  boolean isEmpty() {
    return first.compareTo(end) >= 0;
  }
}
