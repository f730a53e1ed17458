package dev.octet.domain.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.group.Person;
import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TemplateReceiptsTest {
  private static final YearMonth NOVEMBER = YearMonth.parse("2026-11");
  private static final YearMonth DECEMBER = YearMonth.parse("2026-12");
  private static final Instant T = Instant.parse("2026-11-30T23:59:00Z");
  private static final Sending BILL = new Sending(Optional.of("R1"), Optional.empty(), Optional.empty(), Optional.of(new Sending.Template("bill", "en", Optional.empty())));
  private static final Message EMPTY = Message.sent("wamid.S1", "100", Optional.of("G"), T, Optional.empty());
  private static final Message SENT = EMPTY.ours(BILL, Optional.of("template"), Optional.of(T));

  @Test
  void each_is_counted_in_the_month_in_which_it_happened() {
    Message read = after(SENT, whole(ReceiptState.SENT, 0), of("GB.1", ReceiptState.DELIVERED, 30), of("GB.1", ReceiptState.READ, 90), of("DE.2", ReceiptState.FAILED, 91));

    assertThat(TemplateReceipts.added(EMPTY, read)).isEqualTo(Map.of(NOVEMBER, new TemplateCounts(1, 1, 0, 0, 0), DECEMBER, new TemplateCounts(0, 0, 1, 1, 0)));
    assertThat(TemplateReceipts.reached(EMPTY, read)).containsExactly(new TemplateReceipts.Reached("user:GB.1", NOVEMBER));
  }

  @Test
  void what_nobody_sent_with_a_template_is_not_counted() {
    Message another = after(EMPTY, whole(ReceiptState.SENT, 0), of("GB.1", ReceiptState.READ, 1));

    assertThat(TemplateReceipts.added(EMPTY, another)).isEmpty();
    assertThat(TemplateReceipts.reached(EMPTY, another)).isEmpty();
  }

  @Test
  void what_came_before_it_was_known_to_be_a_template_is_counted_then() {
    Message before = after(EMPTY, of("GB.1", ReceiptState.READ, 1));
    Message known = before.ours(BILL, Optional.of("template"), Optional.of(T));

    assertThat(TemplateReceipts.added(before, known)).isEqualTo(Map.of(NOVEMBER, new TemplateCounts(1, 1, 1, 0, 0)));
    assertThat(TemplateReceipts.reached(before, known)).hasSize(1);
    assertThat(TemplateReceipts.added(known, known)).isEmpty();
    assertThat(TemplateReceipts.reached(known, known)).isEmpty();
  }

  @Test
  void a_read_alone_says_that_it_was_sent_and_delivered() {
    assertThat(TemplateReceipts.added(SENT, after(SENT, of("GB.1", ReceiptState.PLAYED, 1)))).isEqualTo(Map.of(NOVEMBER, new TemplateCounts(1, 1, 1, 0, 0)));
    assertThat(TemplateReceipts.added(SENT, after(SENT, whole(ReceiptState.FAILED, 1)))).as("never sent").isEqualTo(Map.of(NOVEMBER, new TemplateCounts(0, 0, 0, 1, 0)));
  }

  @Test
  void what_came_through_all_the_same_has_not_failed() {
    Message failed = after(SENT, of("GB.1", ReceiptState.FAILED, 1));
    Message delivered = after(failed, of("GB.1", ReceiptState.DELIVERED, 2));

    assertThat(TemplateReceipts.added(failed, delivered)).isEqualTo(Map.of(NOVEMBER, new TemplateCounts(1, 1, 0, -1, 0)));
  }

  @Test
  void who_was_taken_for_two_is_one() {
    Message two = after(SENT, of("GB.1", ReceiptState.DELIVERED, 1), status(ReceiptState.DELIVERED, 2, "phone:447", person("", "447")));
    Message one = after(two, status(ReceiptState.READ, 3, "user:GB.1", person("GB.1", "447")));

    assertThat(one.recipients()).hasSize(1);
    assertThat(TemplateReceipts.added(two, one)).isEqualTo(Map.of(NOVEMBER, new TemplateCounts(0, -1, 1, 0, 0)));
  }

  @Test
  void in_whatever_order_it_is_learned_the_sum_is_the_same() {
    List<StatusReport> reports = List.of(whole(ReceiptState.SENT, 0), of("GB.1", ReceiptState.DELIVERED, 50), of("GB.1", ReceiptState.READ, 70), of("DE.2", ReceiptState.FAILED, 5),
        of("DE.2", ReceiptState.DELIVERED, 65), of("FR.3", ReceiptState.DELIVERED, 59), of("FR.3", ReceiptState.PLAYED, 62));
    for (int seed = 0; seed < 200; seed++) {
      List<StatusReport> shuffled = new ArrayList<>(reports);
      java.util.Collections.shuffle(shuffled, new Random(seed));
      int known = seed % (reports.size() + 1);
      Map<YearMonth, TemplateCounts> sum = new HashMap<>();
      List<TemplateReceipts.Reached> reached = new ArrayList<>();
      Message message = EMPTY;
      for (int i = 0; i <= shuffled.size(); i++) {
        Message next = i == known ? message.ours(BILL, Optional.of("template"), Optional.of(T)) : message;
        next = i < shuffled.size() ? after(next, shuffled.get(i)) : next;
        TemplateReceipts.added(message, next).forEach((month, counts) -> sum.merge(month, counts, TemplateCounts::and));
        reached.addAll(TemplateReceipts.reached(message, next));
        message = next;
      }
      sum.values().removeIf(TemplateCounts.NONE::equals);
      assertThat(sum).as("seed %d", seed).isEqualTo(Map.of(NOVEMBER, new TemplateCounts(1, 2, 0, 0, 0), DECEMBER, new TemplateCounts(0, 1, 2, 0, 0)));
      assertThat(reached).as("seed %d", seed).extracting(TemplateReceipts.Reached::key).containsExactlyInAnyOrder("user:GB.1", "user:DE.2", "user:FR.3");
    }
  }

  @Test
  void only_what_is_not_nothing_is_added() {
    assertThat(new TemplateCounts(1, 0, -1, 0, 0).numbers()).isEqualTo(Map.of("sent", 1L, "read", -1L));
    assertThat(TemplateCounts.ofJson(new TemplateCounts(1, 2, 3, 4, 5).toJson())).isEqualTo(new TemplateCounts(1, 2, 3, 4, 5));
  }

  private static Message after(Message message, StatusReport... reports) {
    Message next = message;
    for (StatusReport report : reports) {
      next = next.with(report, Optional.empty()).message();
    }
    return next;
  }

  private static StatusReport whole(ReceiptState state, int after) {
    return status(state, after, "", person("", ""));
  }

  private static StatusReport of(String userId, ReceiptState state, int after) {
    return status(state, after, "user:" + userId, person(userId, ""));
  }

  private static StatusReport status(ReceiptState state, int after, String key, Person person) {
    return new StatusReport(state, T.plusSeconds(after), key, person, Optional.empty(), List.of());
  }

  private static Person person(String userId, String waId) {
    return Person.ofJson(JsonObject.EMPTY.with("user_id", userId).with("wa_id", waId));
  }
}
