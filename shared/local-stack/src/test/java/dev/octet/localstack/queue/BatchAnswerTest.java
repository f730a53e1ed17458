package dev.octet.localstack.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As strict as Lambda: an answer that it cannot trust is a failure of the whole batch. */
class BatchAnswerTest {
  @ParameterizedTest
  @ValueSource(strings = {"", " ", "null", "{}", "{\"batchItemFailures\":[]}", "{\"batchItemFailures\":null}", "{\"other\":1}"})
  void an_answer_that_names_nothing_is_a_success(String answer) {
    assertThat(failures(answer)).contains(Set.of());
  }

  @Test
  void what_is_named_failed() {
    assertThat(failures("{\"batchItemFailures\":[{\"itemIdentifier\":\"2\"}]}")).contains(Set.of("2"));
    assertThat(failures("{\"batchItemFailures\":[{\"itemIdentifier\":\"1\"},{\"itemIdentifier\":\"2\"},{\"itemIdentifier\":\"1\"}]}")).contains(Set.of("1", "2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "{\"batchItemFailures\":[{\"itemIdentifier\":\"3\"}]}",
      "{\"batchItemFailures\":[{\"itemIdentifier\":\"1\"},{\"itemIdentifier\":\"3\"}]}",
      "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}",
      "{\"batchItemFailures\":[{\"itemIdentifier\":null}]}",
      "{\"batchItemFailures\":[{\"itemIdentifier\":1}]}",
      "{\"batchItemFailures\":[{\"itemIdentifer\":\"1\"}]}",
      "{\"batchItemFailures\":[\"1\"]}",
      "{\"batchItemFailures\":[null]}",
      "{\"batchItemFailures\":{\"itemIdentifier\":\"1\"}}",
      "{\"batchItemFailures\":\"1\"}",
      "{\"batchItemFailures\":[",
      "[]", "\"ok\"", "not JSON"})
  void an_answer_that_cannot_be_trusted_deletes_nothing(String answer) {
    assertThat(failures(answer)).isEmpty();
  }

  private static Optional<Set<String>> failures(String answer) {
    return BatchAnswer.failures(answer.getBytes(StandardCharsets.UTF_8), Set.of("1", "2"));
  }
}
