package dev.octet.localstack.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A piece of the template with the line on which it stands. {@link Call} and {@link Nothing} only until, or after, resolving. */
sealed interface Node {
  int line();

  record Text(String value, int line) implements Node {}

  record Items(List<Node> items, int line) implements Node {}

  /** Fields in the order of the template. */
  record Fields(Map<String, Field> fields, int line) implements Node {
    static Fields empty(int line) {
      return new Fields(Map.of(), line);
    }

    Optional<Node> get(String name) {
      return Optional.ofNullable(fields.get(name)).map(Field::value);
    }
  }

  /** @param line of the field's name, which is where a reader looks */
  record Field(String name, Node value, int line) {}

  /** An intrinsic function by its long name, such as {@code Fn::Sub} or {@code Ref}. */
  record Call(String function, Node argument, int line) implements Node {}

  /** What {@code AWS::NoValue} leaves. */
  record Nothing(int line) implements Node {}
}
