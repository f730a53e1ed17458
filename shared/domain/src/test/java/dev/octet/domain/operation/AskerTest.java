package dev.octet.domain.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskerTest {
  private static final Instant AT = Instant.parse("2026-11-26T09:00:00Z");

  @ParameterizedTest
  @CsvSource({"AIDAEXAMPLE, queue:AIDAEXAMPLE", "AROAEXAMPLE:jane@example.org, queue:AROAEXAMPLE", "123456789012, queue:123456789012", "'', queue:unknown", "':', queue:unknown"})
  void of_a_principal_its_id_is_kept_and_the_name_of_its_session_is_not(String senderId, String by) {
    assertThat(Asker.queue(List.of(senderId), AT).by()).isEqualTo(by);
  }

  @Test
  void who_sent_it_back_from_the_dead_letters_is_named_behind_who_sent_it() {
    assertThat(Asker.queue(List.of("AIDAEXAMPLE", "AROAREDRIVE:octet-redrive"), AT).by()).isEqualTo("queue:AIDAEXAMPLE via AROAREDRIVE");
  }

  @Test
  void it_is_read_as_it_was_written_and_there_may_be_none() {
    Asker asker = Asker.api("shop", AT);
    assertThat(Asker.ofJson(asker.toJson())).contains(asker);
    assertThat(Asker.ofJson(asker.toJson().without("asked_by"))).isEmpty();
  }
}
