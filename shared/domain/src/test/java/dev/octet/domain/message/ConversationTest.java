package dev.octet.domain.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationTest {
  private static final Instant T = Instant.parse("2026-11-24T12:00:00Z");

  @Test
  void the_window_is_open_for_24_hours_from_the_last_message_that_anybody_wrote() {
    assertThat(Window.NEVER_OPENED.isOpen(T)).isFalse();
    Window window = Window.NEVER_OPENED.opened(T);

    assertThat(window.isOpen(T.plus(Duration.ofHours(24)).minusSeconds(1))).isTrue();
    assertThat(window.isOpen(T.plus(Duration.ofHours(24)))).isFalse();
    assertThat(window.opened(T.plusSeconds(60)).until()).contains(T.plusSeconds(86_460));
  }

  @Test
  void a_message_that_is_heard_of_late_does_not_shorten_the_window() {
    Window window = Window.NEVER_OPENED.opened(T);
    assertThat(window.opened(T.minusSeconds(60))).isSameAs(window);
  }

  @Test
  void a_fourth_pin_unpins_the_one_that_was_pinned_first() {
    Pins three = Pins.NONE.pin("A", T, 7).pins().pin("B", T.plusSeconds(1), 7).pins().pin("C", T.plusSeconds(2), 7).pins();

    Pins.Changed fourth = three.pin("D", T.plusSeconds(3), 7);
    assertThat(fourth.unpinned()).containsExactly("A");
    assertThat(fourth.pins().pinned()).extracting(Pins.Pin::messageId).containsExactly("B", "C", "D");
  }

  /** A process may have died before it could tell. */
  @Test
  void the_same_pin_once_more_changes_nothing_and_says_the_same_also_after_it_was_kept() {
    Pins three = Pins.NONE.pin("A", T, 7).pins().pin("B", T.plusSeconds(1), 7).pins().pin("C", T.plusSeconds(2), 7).pins();
    Pins.Changed fourth = three.pin("D", T.plusMillis(3900), 7);
    Pins kept = Conversation.ofJson(Conversation.NONE.with(fourth.pins()).toJson()).pins();

    assertThat(kept.pin("D", T.plusMillis(3900), 7)).isEqualTo(new Pins.Changed(kept, List.of("A")));
    assertThat(kept.pin("D", T.plusMillis(3900), 8).pins()).as("another request").isNotEqualTo(kept);
  }

  @Test
  void a_pin_of_which_all_was_told_changes_nothing_any_more_and_says_the_same_as_long_as_it_stands() {
    Pins three = Pins.NONE.pin("A", T, 7).pins().pin("B", T.plusSeconds(1), 7).pins().pin("C", T.plusSeconds(2), 7).pins();
    Pins fourth = three.pin("D", T.plusMillis(3900), 7).pins();

    assertThat(fourth.again("D", T.plusMillis(3900), 7)).isEqualTo(new Pins.Changed(fourth, List.of("A")));
    assertThat(fourth.unpin("B").again("A", T, 7)).as("displaced").isEqualTo(new Pins.Changed(fourth.unpin("B"), List.of()));
    assertThat(fourth.unpin("D").again("D", T.plusMillis(3900), 7)).as("unpinned").isEqualTo(new Pins.Changed(fourth.unpin("D"), List.of()));
  }

  @Test
  void a_pin_of_a_pinned_message_renews_it_and_unpins_nobody() {
    Pins three = Pins.NONE.pin("A", T, 1).pins().pin("B", T.plusSeconds(1), 7).pins().pin("C", T.plusSeconds(2), 7).pins();

    Pins.Changed again = three.pin("A", T.plusSeconds(3), 30);
    assertThat(again.unpinned()).isEmpty();
    assertThat(again.pins().pin("D", T.plusSeconds(4), 1).unpinned()).containsExactly("B");
    assertThat(again.pins().pin("A", T.plusSeconds(1), 2).pins()).as("late").isEqualTo(again.pins());
  }

  @Test
  void a_pin_whose_time_is_over_makes_room_and_one_that_is_unpinned_too() {
    Pins three = Pins.NONE.pin("A", T, 1).pins().pin("B", T.plusSeconds(1), 7).pins().pin("C", T.plusSeconds(2), 7).pins();
    Instant later = T.plus(Duration.ofDays(1));

    assertThat(three.standing(later)).extracting(Pins.Pin::messageId).containsExactly("B", "C");
    assertThat(three.pin("D", later, 7).unpinned()).isEmpty();
    assertThat(three.unpin("B").pin("D", T.plusSeconds(3), 7).unpinned()).isEmpty();
    assertThat(three.unpin("X")).isEqualTo(three);
  }

  @Test
  void it_is_kept_as_it_is() {
    Conversation conversation = Conversation.NONE.with(Window.NEVER_OPENED.opened(T)).with(Pins.NONE.pin("A", T.plusMillis(1), 1).pins());
    assertThat(List.of(conversation, Conversation.NONE)).allSatisfy(it -> assertThat(Conversation.ofJson(it.toJson())).isEqualTo(it));
  }
}
