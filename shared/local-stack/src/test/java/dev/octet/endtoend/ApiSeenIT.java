package dev.octet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.endtoend.Exchanges.Exchange;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Runs when all other tests of this module are over: the OpenAPI document says what their requests were answered. */
class ApiSeenIT {
  private static final int SHOWN = 300;

  private static ApiDocument document;
  private static List<Exchange> exchanges;

  @BeforeAll
  static void read() {
    document = ApiDocument.read();
    exchanges = Exchanges.all().stream().filter(exchange -> !isOfThePlatform(exchange.path())).toList();
  }

  /** The sandbox's Graph API is the platform's, which has its own documents; the pages and files beside it are for people. */
  private static boolean isOfThePlatform(String path) {
    return path.startsWith("/sandbox/") && !path.startsWith("/sandbox/api/");
  }

  @Test
  void every_answer_is_as_the_document_says() {
    Set<String> wrong = new TreeSet<>();
    for (Exchange exchange : exchanges) {
      List<String> violations = document.violations(exchange);
      if (!violations.isEmpty()) {
        String shown = exchange.toString();
        wrong.add(violations + " in " + shown.substring(0, Math.min(SHOWN, shown.length())));
      }
    }
    assertThat(wrong).as("of %s exchanges", exchanges.size()).isEmpty();
  }
}
