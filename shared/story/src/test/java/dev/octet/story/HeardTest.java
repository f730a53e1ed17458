package dev.octet.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a story notices of what is told. */
class HeardTest {
  private static final String READ = """
      {"id":"a","type":"message.read","data":{"message":{"id":"wamid.1"},"participant":{"user_id":"GB.1"},"status":"read"}}""";

  @Test
  void a_repetition_is_none_of_its_own_and_may_know_more_of_whose_request_it_was() throws JsonException {
    Heard heard = heard(READ, READ, READ.replace("\"status\"", "\"request_id\":\"R\",\"command_id\":\"c\",\"sequence\":7,\"superseded\":true,\"status\""));

    assertThat(heard.wrong()).isEmpty();
    assertThat(heard.things()).isEqualTo(1);
    assertThat(heard.repetitions()).isEqualTo(2);
    assertThat(heard.told("message.read", "status", "read")).isPresent();
  }

  @Test
  void one_thing_under_two_ids_is_wrong() throws JsonException {
    assertThat(heard(READ, READ.replace("\"a\"", "\"b\"")).wrong()).singleElement().asString().startsWith("told under two ids");
    assertThat(heard(READ, READ.replace("\"a\"", "\"b\"").replace("GB.1", "GB.2")).wrong()).as("another person").isEmpty();
  }

  @Test
  void two_things_under_one_id_are_wrong() throws JsonException {
    assertThat(heard(READ, READ.replace("wamid.1", "wamid.2")).wrong()).singleElement().asString().startsWith("one id for two things");
    assertThat(heard(READ, READ.replace("\"message.read\"", "\"message.played\"")).wrong()).hasSize(1);
  }

  @Test
  void somebody_is_one_by_number_and_by_user_id() throws JsonException {
    assertThat(heard(READ, READ.replace("\"a\"", "\"b\"").replace("\"user_id\":\"GB.1\"", "\"wa_id\":\"447700900100\"")).wrong()).hasSize(1);
  }

  private static Heard heard(String... notifications) throws JsonException {
    JsonObject[] told = new JsonObject[notifications.length];
    for (int i = 0; i < told.length; i++) {
      told[i] = JsonObject.parse(notifications[i]);
    }
    Person ada = new Person("p_1", "Ada", JsonObject.EMPTY.with("user_id", "GB.1").with("wa_id", "447700900100"));
    Heard heard = new Heard(new Telling(List.of(told)), participant -> ada.is(participant) ? "Ada" : participant.toJson());
    heard.listen();
    return heard;
  }

  /** A stage on which nothing else happens. */
  private record Telling(List<JsonObject> next) implements Stage {
    @Override
    public String number() {
      return "100";
    }

    @Override
    public Instant now() {
      return Instant.EPOCH;
    }

    @Override
    public Answer call(Request request) {
      throw new UnsupportedOperationException(request.toString());
    }
  }
}
