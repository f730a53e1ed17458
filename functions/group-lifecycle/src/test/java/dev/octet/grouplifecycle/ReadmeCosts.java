package dev.octet.grouplifecycle;

import dev.octet.aws.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** How many requests of the table something takes, as the README says. */
final class ReadmeCosts {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| ([^|]+) \\| ([^|]+) \\|[^|]*\\|$");
  private static final Pattern MANY = Pattern.compile("(\\d+) (get|quer|put|update|delete|transaction)");
  private static final Map<String, String> OPERATIONS = Map.of("get", "GetItem", "quer", "Query", "put", "PutItem", "update", "UpdateItem",
      "delete", "DeleteItem", "transaction", "TransactWriteItems");

  private ReadmeCosts() {}

  /** @param what a row; one that begins with "its" is told by the first above it that does not, and a slash: {@code create over HTTP/its event} */
  static Map<String, Integer> of(String what) {
    Map<String, Map<String, Integer>> rows = new LinkedHashMap<>();
    String above = "";
    for (MatchResult row : ROW.matcher(table()).results().toList()) {
      String name = row.group(1);
      above = name.startsWith("its ") ? above : name;
      rows.put(name.equals(above) ? name : above + "/" + name, requests(row.group(2)));
    }
    return rows.getOrDefault(what, Map.of());
  }

  private static Map<String, Integer> requests(String cell) {
    Map<String, Integer> requests = new LinkedHashMap<>();
    MANY.matcher(cell).results().forEach(part -> requests.put("DynamoDb." + OPERATIONS.get(part.group(2)), Integer.valueOf(part.group(1))));
    return requests;
  }

  private static String table() {
    Path readme = Schema.directory().getParent().resolveSibling("functions/group-lifecycle/README.md");
    try {
      return Files.readString(readme).split("\\| requests \\| DynamoDB \\|", 2)[1];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
