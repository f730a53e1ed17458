package dev.octet.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.group.CreateGroup;
import dev.octet.domain.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"", " \t\n", "\u00a0", "\u3000", "\u200b\u200b", "\u2800", "\u3164", "\ufeff", "\u200f \u202e", "\u0000", "\u00ad", "\udb40\udc20", "\ufe0f"})
  void text_of_which_nothing_can_be_seen_is_blank(String text) {
    assertThat(VisibleText.isBlank(text)).isTrue();
    assertThat(CreateGroup.parse(JsonObject.EMPTY.with("messaging_product", "whatsapp").with("subject", text)))
        .isInstanceOfSatisfying(CreateGroup.Parsed.Invalid.class, invalid -> assertThat(invalid.code()).isEqualTo(131009));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "\u200b7", ".", "\ud83d\udee0", "\u0645", "e\u0301", "\ue000", "\udb80\udc00"})
  void text_of_which_something_can_be_seen_is_not(String text) {
    assertThat(VisibleText.isBlank(text)).isFalse();
  }

  @Test
  void the_first_that_can_be_seen_is_found() {
    assertThat(VisibleText.fromFirstVisible("\u202e \u200babc\u200b")).isEqualTo("abc\u200b");
    assertThat(VisibleText.fromFirstVisible("\u00a0")).isEmpty();
  }
}
