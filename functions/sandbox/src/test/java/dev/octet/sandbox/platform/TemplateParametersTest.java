package dev.octet.sandbox.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether what is sent with a template fits it. */
class TemplateParametersTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "group_visit_reminder | body([T]) | 0",
      "group_visit_reminder | body([{'type':'date_time','date_time':{'fallback_value':'Thursday'}}]) | 0",
      "group_visit_reminder | body([{'type':'currency','currency':{'fallback_value':'5 EUR','code':'EUR','amount_1000':5000}}]) | 0",
      "group_visit_reminder |  | 132000",
      "group_visit_reminder | body([T,T]) | 132000",
      "group_visit_reminder | body([T]),header([T]) | 132000",
      "group_visit_reminder | body([T]),body([T]) | 132018",
      "group_visit_reminder | body([T]),footer([T]) | 132018",
      "group_visit_reminder | body(['Thursday']) | 132018",
      "group_visit_reminder | body([{'type':'text','text':''}]) | 132012",
      "group_visit_reminder | body([{'type':'text','text':5}]) | 0",
      "group_visit_reminder | body([{'type':'image','image':{'id':'1'}}]) | 132012",
      "group_visit_reminder | body([{'type':'group_id','group_id':'G'}]) | 132012",
      "group_visit_reminder | body([T]),{'type':'button','sub_type':'quick_reply','index':0,'parameters':[]} | 132018",
      "group_layout_ready | header([{'type':'image','image':{'id':'1'}}]),body([T]) | 0",
      "group_layout_ready | header([{'type':'image','image':{'link':'https://example.com/a.jpg'}}]),body([T]) | 0",
      "group_layout_ready | body([T]) | 132000",
      "group_layout_ready | header([{'type':'video','video':{'id':'1'}}]),body([T]) | 132012",
      "group_layout_ready | header([{'type':'image','image':{}}]),body([T]) | 132012",
      "group_layout_ready | header([{'type':'image','image':{'id':'1','link':'https://example.com/a.jpg'}}]),body([T]) | 132012",
      "group_layout_ready | header([T]),body([T]) | 132012",
      "order_group_invite | body([{'type':'group_id','group_id':'G'},T]) | 0",
      "order_group_invite | body([T,T]) | 132012",
      "order_group_invite | body([{'type':'group_id'},T]) | 132012",
      "order_group_invite | body([{'type':'group_id','group_id':'G'}]) | 132000"})
  void a_prepared_template_takes_what_it_has_places_for(String name, String components, long code) throws JsonException {
    assertThat(code(PreparedTemplates.of("200000000000001").stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow(), components)).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "{'type':'button','sub_type':'url','index':'1','parameters':[T]} | 0",
      " | 131008",
      "{'type':'button','sub_type':'url','index':'0','parameters':[T]} | 132018",
      "{'type':'button','sub_type':'url','index':'2','parameters':[T]} | 132018",
      "{'type':'button','sub_type':'url','index':1,'parameters':[T]},{'type':'button','sub_type':'url','index':1,'parameters':[T]} | 132018"})
  void a_button_with_a_place_in_its_address_needs_what_stands_there(String button, long code) throws JsonException {
    assertThat(code(template("{'components':[{'type':'BODY','text':'Hello'},{'type':'BUTTONS','buttons':[{'type':'QUICK_REPLY','text':'Yes'},"
        + "{'type':'URL','text':'More','url':'https://example.com/{{1}}'}]}]}"), button)).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "1 Mill Lane | 01632 960123 | 0", "1 Mill Lane | call us | 132018", "  | 01632 960123 | 132012"})
  void of_the_library_the_types_count(String address, String phone, long code) throws JsonException {
    Template invite = template("{'library_template_name':'group_invite_appointment_1'}");
    assertThat(code(invite, "body([{'type':'group_id','group_id':'G'},{'type':'text','text':'" + (address == null ? " " : address)
        + "'},{'type':'text','text':'" + phone + "'}])")).isEqualTo(code);
  }

  @Test
  void a_body_that_gets_too_long_by_its_parameters_is_refused_and_a_text_that_is_read_has_them_in_place() throws JsonException {
    Template reminder = PreparedTemplates.of("1").getFirst();
    assertThat(code(reminder, "body([{'type':'text','text':'" + "x".repeat(1024) + "'}])")).isEqualTo(132005);
    assertThat(TemplateText.of(reminder, sent("body([{'type':'text','text':'$1 \\\\\\\\ Thursday'}])"))).contains("on $1 \\\\ Thursday.");
    assertThat(TemplateText.of(PreparedTemplates.of("1").get(2), sent("body([{'type':'group_id','group_id':'G','invite_link':'https://l'},T])")))
        .contains("Thursday").endsWith("https://l");
  }

  private static Template template(String more) throws JsonException {
    JsonObject body = JsonObject.EMPTY.with("name", "one").with("language", "en").with("category", "UTILITY").withAll(JsonObject.parse(more.replace('\'', '"')));
    return ((TemplateRequest.Read.Valid) TemplateRequest.read(body)).request().toTemplate("1", "2", Instant.EPOCH, Duration.ZERO);
  }

  private static JsonObject sent(String components) throws JsonException {
    String all = Optional.ofNullable(components).orElse("").replaceAll("(header|body|footer)\\(", "{'type':'$1','parameters':").replace(")", "}")
        .replaceAll("(?<=[\\[,])T(?=[\\],])", "{'type':'text','text':'Thursday'}").replace('\'', '"');
    return JsonObject.parse("{\"components\":[" + all + "]}");
  }

  private static long code(Template template, String components) throws JsonException {
    return TemplateParameters.wrong(template, sent(components)).map(refusal -> refusal.error().whole("code").orElseThrow()).orElse(0L);
  }
}
