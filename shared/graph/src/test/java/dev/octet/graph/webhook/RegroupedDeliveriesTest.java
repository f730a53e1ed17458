package dev.octet.graph.webhook;

import static dev.octet.graph.webhook.Deliveries.split;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/**
 * Random items, in random company: whatever the batches are, every item comes out, once, under the same key. A failure
 * names its seed; {@code -Doctet.seed=…} repeats it.
 */
class RegroupedDeliveriesTest {
  private record Placed(String field, String list, String item) {}

  @RepeatedTest(40)
  void items_come_out_as_they_went_in_under_the_same_keys(RepetitionInfo repetition) {
    long seed = Long.getLong("octet.seed", System.nanoTime()) + repetition.getCurrentRepetition();
    Random random = new Random(seed);
    List<Placed> items = new ArrayList<>();
    for (int i = random.nextInt(60); i >= 0; i--) {
      items.add(placed(random, i));
    }

    Map<String, String> once = keys(random, items, seed);
    Collections.shuffle(items, random);
    Map<String, String> again = keys(random, items, seed);

    assertThat(again).as("seed %d", seed).isEqualTo(once);
  }

  /** The items by key, after they went through deliveries of random sizes. */
  private static Map<String, String> keys(Random random, List<Placed> items, long seed) {
    Map<String, String> keys = new HashMap<>();
    List<String> out = new ArrayList<>();
    for (int from = 0; from < items.size(); ) {
      int to = Math.min(items.size(), from + 1 + random.nextInt(20));
      for (DeliveredEvent event : split(body(random, items.subList(from, to)))) {
        if (event.list().equals("contacts")) {
          continue; // of a person who wrote nothing here
        }
        String item = itemOf(event);
        keys.put(event.key(), item);
        out.add(item);
      }
      from = to;
    }
    assertThat(out).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(items.stream().map(Placed::item).toList());
    assertThat(keys).as("seed %d: different items, different keys", seed).hasSize(items.size());
    return keys;
  }

  /** Items in the order given, next to each other in one list, or in changes and entries of their own. */
  private static String body(Random random, List<Placed> items) {
    StringBuilder changes = new StringBuilder();
    for (int from = 0; from < items.size(); ) {
      Placed first = items.get(from);
      int to = from + 1;
      while (to < items.size() && random.nextBoolean() && items.get(to).field().equals(first.field()) && items.get(to).list().equals(first.list())) {
        to++;
      }
      String list = String.join(random.nextBoolean() ? "," : " ,\n", items.subList(from, to).stream().map(Placed::item).toList());
      String contacts = random.nextBoolean() ? "" : "\"contacts\":[{\"wa_id\":\"" + random.nextInt(5) + "\"},{\"wa_id\":\"77\"}],";
      changes.append(from == 0 ? "" : random.nextBoolean() ? "," : "]},{\"id\":\"" + random.nextInt(3) + "\",\"changes\":[");
      changes.append(Deliveries.change(first.field(), (first.field().equals("messages") ? contacts : "") + "\"" + first.list() + "\":[" + list + "]"));
      from = to;
    }
    return Deliveries.delivery(changes.toString());
  }

  private static Placed placed(Random random, int number) {
    String id = "\"id\":\"" + number + "\"";
    String item = switch (random.nextInt(8)) {
      case 0 -> "{" + id + "," + id + "}";
      case 1 -> "{" + id + ",\"deep\":" + "[".repeat(100) + "]".repeat(100) + "}";
      case 2 -> "\"" + number + "\"";
      case 3 -> "{" + id + ",\"from\":\"" + random.nextInt(5) + "\",\"group_id\":\"G\"}";
      case 4 -> "{ " + id + " , \"text\":\"\\ud800 ]}[{\\\" \u00fc\"}";
      case 5 -> "{" + id + ", broken }";
      default -> "{" + id + ",\"type\":\"" + random.nextInt() + "\",\"n\":" + random.nextDouble() + "}";
    };
    return switch (random.nextInt(4)) {
      case 0 -> new Placed("messages", "messages", item);
      case 1 -> new Placed("messages", "statuses", item);
      case 2 -> new Placed("messages", "errors", item);
      default -> new Placed("group_participants_update", "groups", item);
    };
  }

  /** What stands in the event's one list: the bytes of the body from there to its end. */
  private static String itemOf(DeliveredEvent event) {
    String body = new String(event.body(), StandardCharsets.UTF_8);
    int start = body.lastIndexOf("\"" + event.list() + "\":[") + event.list().length() + 4;
    return body.substring(start, body.length() - "]}}]}]}".length());
  }
}
