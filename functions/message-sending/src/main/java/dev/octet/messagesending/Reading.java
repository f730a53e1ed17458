package dev.octet.messagesending;

import dev.octet.domain.json.JsonObject;
import dev.octet.graph.GraphError;

/** What a read is answered with. */
sealed interface Reading {
  record Found(JsonObject body) implements Reading {}

  record Refused(GraphError error) implements Reading {}

  static Reading notFound(String sentence) {
    return new Refused(GraphError.of(100, sentence).withStatus(404));
  }

  static Reading wrong(String sentence) {
    return new Refused(GraphError.of(100, sentence));
  }
}
