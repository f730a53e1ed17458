package dev.octet.endtoend;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The personal data that one run of the end-to-end tests used, whichever process had it: what was written, sent, told or answered. */
final class Personal {
  private static final Path RUN = Path.of("target", "personal", System.getProperty("octet.run", "").replaceAll("[^0-9A-Za-z]", "_") + "_");
  private static final Path OF_THIS_PROCESS = RUN.resolve(ProcessHandle.current().pid() + ".jsonl");
  /** Who people are, what they are called and where, and what is written, to them or by them. */
  private static final Set<String> MEMBERS = Set.of("name", "formatted_name", "first_name", "last_name", "username", "subject", "description", "body",
      "caption", "filename", "address", "email", "text", "invite_link");
  /** Where a phone number may stand, or an id. */
  private static final Set<String> MAY_BE_A_NUMBER = Set.of("wa_id", "from", "to", "user", "input", "recipient_id", "phone");
  /** How the ids of groups begin: {@code capi_group} in Base64. */
  private static final String GROUP_ID = "Y2FwaV9ncm91cD";
  private static final Set<String> SEEN = new HashSet<>();

  private Personal() {}

  /** What of it is personal; nothing where it is no JSON object. */
  static void record(String body) {
    if (body.startsWith("{")) {
      try {
        record(JsonObject.parse(body));
      } catch (JsonException e) {
        // No object: what a test sends to see it refused.
      }
    }
  }

  static synchronized void record(JsonObject object) {
    Set<String> found = new TreeSet<>();
    collect(object.fields(), found);
    found.removeAll(SEEN);
    SEEN.addAll(found);
    if (found.isEmpty()) {
      return;
    }
    try {
      Files.createDirectories(RUN);
      Files.writeString(OF_THIS_PROCESS, JsonObject.EMPTY.with("texts", found).toJson() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All of this run's, by every process. */
  static Set<String> all() throws IOException, JsonException {
    Set<String> texts = new TreeSet<>();
    if (Files.isDirectory(RUN)) {
      try (Stream<Path> files = Files.list(RUN)) {
        for (Path file : files.toList()) {
          for (String line : Files.readAllLines(file)) {
            texts.addAll(JsonObject.parse(line).texts("texts"));
          }
        }
      }
    }
    return texts;
  }

  /** A few digits stand in every id by chance, and the id of a group is nobody's. */
  private static boolean isPersonal(String name, String text) {
    return MEMBERS.contains(name) ? text.length() >= 3 && !text.matches("\\d{1,6}") && !text.startsWith(GROUP_ID)
        : MAY_BE_A_NUMBER.contains(name) && text.matches("\\+?\\d{7,15}");
  }

  private static void collect(Object value, Set<String> found) {
    switch (value) {
      case Map<?, ?> map -> map.forEach((name, inner) -> {
        if (inner instanceof String text && isPersonal(String.valueOf(name), text.strip())) {
          found.add(text.strip());
        } else if (inner != null) {
          collect(inner, found);
        }
      });
      case List<?> list -> list.stream().filter(inner -> inner != null).forEach(inner -> collect(inner, found));
      default -> { }
    }
  }
}
