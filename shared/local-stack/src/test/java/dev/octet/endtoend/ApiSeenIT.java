package dev.octet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.octet.endtoend.Exchanges.Exchange;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Runs when all other tests of this module are over: the OpenAPI document says what their requests were answered, and nothing else. */
class ApiSeenIT {
  private static final int SHOWN = 300;
  /** What no run shows, and why. What is seen after all must go. */
  private static final Map<String, String> NEVER_SEEN = Map.ofEntries(
      Map.entry("receiveWebhook 500", "a queue would have to be away; WebhookIntakeHandlerTest takes one away"),
      Map.entry("health 503", "what it looks at is there as long as the stack is; HealthTest takes it away"),
      Map.entry("Health/versions/commit", "a build is told it from outside, or has none"),
      Map.entry("reconcileNumber 400", "each number of the local stack has an access token"),
      Map.entry("sendMessage 5XX", "no connection to the platform could be made; an answer of 5xx is one that is lost, which is 504"),
      Map.entry("uploadMedia 5XX", "the same"),
      Map.entry("HistoryPage/data/[]/differences/[]/was", "what was known only minutes ago is not taken back by a comparison yet"),
      Map.entry("Conflict header Retry-After", "the first of two equal requests would have to take as long as the second waits, and not a moment longer"),
      Map.entry("listMessageTemplates 5XX", "the platform would have to be away; PassThroughTest has it so"),
      Map.entry("createMessageTemplate 5XX", "the same"),
      Map.entry("deleteMessageTemplate 5XX", "the same"),
      Map.entry("listTemplateLibrary 5XX", "the same"),
      Map.entry("listSubscribedApps 5XX", "the same"),
      Map.entry("subscribeApp 5XX", "the same"),
      Map.entry("unsubscribeApp 5XX", "the same"),
      Map.entry("replayNotifications 409", "one would have to be asked for while another runs, and that ends at once; ReplayTest shows it"),
      Map.entry("replayNotifications 409 header Retry-After", "the same"),
      Map.entry("Replay/reason", "a replay fails after three days; ReplayTest lets them pass"));

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

  @Test
  void everything_that_the_document_says_was_seen() {
    assumeTrue(System.getProperty("it.test") == null, "only a part of the tests was run: what it did not see may be there all the same");

    Set<String> unseen = new TreeSet<>(document.documented());
    exchanges.forEach(exchange -> unseen.removeAll(document.seenIn(exchange)));
    assertThat(unseen).isEqualTo(NEVER_SEEN.keySet());
  }
}
