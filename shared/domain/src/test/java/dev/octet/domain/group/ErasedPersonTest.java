package dev.octet.domain.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left of things once a person is out of them. */
class ErasedPersonTest {
  private static final String MARK = "erased:00000000";
  private static final ErasedPerson ADA = new ErasedPerson("GB.1815", Set.of("GB.1815", "447700900077"), MARK);

  private static JsonObject json(String text) {
    try {
      return JsonObject.parse(text.replace('\'', '"'));
    } catch (JsonException e) {
      throw new AssertionError(e);
    }
  }

  /** Whom only hashes are left of is blanked in the same way. */
  private static final ErasedPerson HASHED = ErasedPerson.ofHashes(ADA.hashes(), MARK);

  private static void left(String before, String after) {
    assertThat(ADA.blank(json(before))).isEqualTo(json(after.replace("*", MARK)));
    assertThat(HASHED.blank(json(before))).isEqualTo(json(after.replace("*", MARK)));
  }

  @Test
  void names_go_and_all_that_counts_stays() {
    left("{'user_id':'GB.1815','wa_id':'447700900077','username':'ada','profile':{'name':'Ada'},'read_at':1795506000,'price':{'category':'utility'}}",
        "{'user_id':'*','wa_id':'*','username':'*','profile':'*','read_at':1795506000,'price':{'category':'utility'}}");
    left("{'recipients':[{'key':'user:GB.1815','user_id':'GB.1815'},{'key':'user:GB.2','user_id':'GB.2','username':'bob'}]}",
        "{'recipients':[{'key':'user:*','user_id':'*'},{'key':'user:GB.2','user_id':'GB.2','username':'bob'}]}");
  }

  @Test
  void what_they_wrote_and_what_was_written_to_them_goes() {
    left("{'from':'447700900077','id':'wamid.1','type':'text','timestamp':'1795506000','text':{'body':'my secret'}}",
        "{'from':'*','id':'wamid.1','type':'text','timestamp':'1795506000'}");
    left("{'to':'+44 7700 900077','type':'text','text':{'body':'Dear Ada'}}", "{'to':'*','type':'text'}");
    left("{'message':{'id':'wamid.1','type':'text','text':{'body':'my secret'}},'sender':{'user_id':'GB.1815'}}", "{'message':{'id':'wamid.1','type':'text'},'sender':{'user_id':'*'}}");
    left("{'content':'{\\'from_user_id\\':\\'GB.1815\\',\\'type\\':\\'text\\',\\'text\\':{\\'body\\':\\'my secret\\'}}'}".replace("\\'", "\\\""),
        "{'content':'{\\'from_user_id\\':\\'*\\',\\'type\\':\\'text\\'}'}".replace("\\'", "\\\""));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "remove +447700900077, please | remove *, please",
      "call 447700900077. | call *.",
      "GB.1815 went | * went",
      "phone:447700900077 | phone:*",
      "(44)7700-900-077 | (*",
      "1 447700900077 2 | 1 * 2",
      "call +44 7700 900077 or 447700900078 | call * or 447700900078",
      "GB.1815.ENT, 447700900077.5, x447700900077, 44770090007 7x | GB.1815.ENT, 447700900077.5, x447700900077, 44770090007 7x",
      "GB.1815... and GB.1815 | *... and *",
  })
  void others_words_keep_all_but_their_ids(String before, String after) {
    assertThat(ADA.blank(JsonObject.EMPTY.with("text", before)).text("text")).contains(after.replace("*", MARK));
    assertThat(HASHED.blank(JsonObject.EMPTY.with("text", before)).text("text")).contains(after.replace("*", MARK));
  }

  @Test
  void hashes_tell_nobodys_name() {
    assertThat(ADA.hashes()).hasSize(2).noneMatch(hash -> hash.contains("1815") || hash.contains("900077"));
    assertThat(ADA.hashes()).doesNotContainAnyElementsOf(new ErasedPerson("GB.1815", ADA.names(), "erased:11111111").hashes());
  }

  @Test
  void nobody_else_is_touched() {
    for (String other : new String[] {
        "{'user_id':'GB.18155','wa_id':'4477009000771'}", "{'user_id':'GB.1815.ENT'}", "{'id':'A447700900077B'}", "{'from':'447700900078','text':{'body':'Ada is nice'}}",
        "{'user_id':'GB.9','wa_id':'447700900077','username':'bob'}", "{'phone_number_id':'447700900077','request_id':'447700900077','timestamp':'447700900077','at':447700900077}"}) {
      left(other, other);
    }
  }

  @Test
  void what_looks_like_json_and_is_cut_off_is_nothing_that_could_be_left_in_part() {
    left("{'raw':'{ \\'from\\': \\'447700900077\\', \\'text\\': \\'my sec'}".replace("\\'", "\\\""), "{'raw':'*'}");
  }

  @Test
  void names_lead_to_names() {
    ErasedPerson asked = new ErasedPerson("GB.1815", Set.of("GB.1815"), MARK);
    assertThat(asked.learn(json("{'people':[{'user_id':'GB.1815','wa_id':'447700900077','formerly':['447700900066','']}]}")).names())
        .containsExactlyInAnyOrder("GB.1815", "447700900077", "447700900066");
    assertThat(asked.learn("447700900055", json("{'became':{'user_id':'GB.1815','wa_id':'447700900077'}}")).names())
        .containsExactlyInAnyOrder("GB.1815", "447700900077", "447700900055");
    assertThat(asked.learn(json("{'user_id':'GB.2','wa_id':'447700900078'}")).names()).containsExactly("GB.1815");
  }

  @Test
  void a_number_that_is_somebody_elses_by_now_leads_to_them_only_if_it_was_asked_for() {
    JsonObject bob = json("{'user_id':'GB.9','wa_id':'447700900077'}");
    assertThat(ADA.learn(bob).names()).doesNotContain("GB.9");
    assertThat(ADA.learn("447700900077", json("{'user_id':'GB.9'}")).names()).doesNotContain("GB.9");
    assertThat(new ErasedPerson("447700900077", Set.of("447700900077"), MARK).learn(bob).names()).contains("GB.9");
  }

  @ParameterizedTest
  @CsvSource({"+44 7700 900077,447700900077", "GB.1815,GB.1815", "text,", "123,", "group,", "GB.,", "44770090007744770,"})
  void a_word_that_is_no_name_is_none(String asked, String name) {
    assertThat(ErasedPerson.name(asked).orElse(null)).isEqualTo(name);
  }
}
