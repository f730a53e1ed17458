package dev.octet.operations;

import dev.octet.graph.GraphError;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What an installation passes on to the platform that Octet itself knows nothing of: the parameter {@code PassThrough}. */
public record PassThrough(Set<What> what) {
  public enum What {
    /** Messages to one person. */
    SENDS,
    MESSAGE_TEMPLATES,
    TEMPLATE_LIBRARY,
    /** Fields of a number. */
    NUMBER,
    SUBSCRIBED_APPS;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Why it is refused where the parameter does not name it. */
    Refused off() {
      return new Refused(GraphError.of(100, "Octet does not pass this on to the platform: the parameter `PassThrough` does not name `" + word() + "`."));
    }
  }

  public PassThrough {
    what = Set.copyOf(what);
  }

  /**
   * @param setting with commas or blanks between; empty, or {@code none}, where nothing is passed on
   * @throws IllegalStateException when there is no such thing
   */
  public static PassThrough of(Optional<String> setting) {
    Set<What> what = EnumSet.noneOf(What.class);
    for (String word : setting.filter(it -> !it.equals("none")).orElse("").split("[, ]+")) {
      if (!word.isEmpty()) {
        what.add(Arrays.stream(What.values()).filter(one -> one.word().equals(word)).findFirst()
            .orElseThrow(() -> new IllegalStateException("PASS_THROUGH names something that is not passed through.")));
      }
    }
    return new PassThrough(what);
  }

  public boolean has(What one) {
    return what.contains(one);
  }

  /** @throws Refused naming the parameter, where it is not passed on */
  public void require(What one) {
    if (!has(one)) {
      throw one.off();
    }
  }
}
