package dev.octet.domain.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.group.RequestReading;
import dev.octet.domain.group.RequestReading.Wrong;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent to a group. */
class SendMessageTest {
  private static final MessagePolicy POLICY = new MessagePolicy(RulesEdition.NOVEMBER_2025, false, List.of(MessagePolicy.INVITE_BASE));
  private static final JsonObject TO_GROUP = JsonObject.EMPTY.with("messaging_product", "whatsapp").with("recipient_type", "group").with("to", "GID");

  @ParameterizedTest
  @ValueSource(strings = {
      "'type':'text','text':{'body':'Thursday it is.','preview_url':true}",
      "'text':{'body':' '}",
      "'type':'image','image':{'id':'1184420976652310','caption':'Layout v2'}",
      "'type':'image','image':{'link':'https://shop.example/media/layout.jpg'}",
      "'type':'image','image':{'link':'HTTP://10.0.0.1:8080/a|b?c=d'}",
      "'type':'video','video':{'link':'https://my_bucket.example/walk.mp4','caption':'Walk'}",
      "'type':'audio','audio':{'id':'1184420976652399','voice':true}",
      "'type':'document','document':{'id':'1184420976652400','filename':'quote.pdf','caption':'Quote'}",
      "'type':'sticker','sticker':{'id':'1184420976652455'}",
      "'type':'image','image':{'id':'1','link':null,'provider':{'name':'store'}}",
      "'type':'template','template':{'name':'group_visit_reminder','language':{'code':'en'}}",
      "'type':'template','template':{'name':'t','language':{'code':'pt_BR','policy':'deterministic'},'components':[]}",
      "'type':'template','template':{'name':'t','language':{'code':'en'},'components':[{'type':'header','parameters':[{'type':'image','image':{'id':'1'}}]}]}",
      "'type':'template','template':{'name':'t','language':{'code':'en'},'components':[{'type':'HEADER','parameters':[{'type':'document','document':{'link':'https://a.example/x','filename':'x.pdf'}}]}]}",
      "'type':'template','template':{'name':'t','language':{'code':'en'},'components':[{'type':'body','parameters':[{'type':'text','parameter_name':'day','text':'Thursday'},"
          + "{'type':'currency','currency':{'fallback_value':'12 EUR','code':'EUR','amount_1000':12000}},{'type':'date_time','date_time':{'fallback_value':'26 November'}}]}]}",
      "'type':'template','template':{'name':'t','language':{'code':'en'},'components':[{'type':'button','sub_type':'quick_reply','index':'0','parameters':[{'type':'payload','payload':'yes'}]},"
          + "{'type':'button','sub_type':'url','index':1,'parameters':[{'type':'text','text':'7120'}]},{'type':'limited_time_offer','parameters':[{'type':'limited_time_offer','limited_time_offer':{}}]}]}",
      "'type':'pin','pin':{'type':'pin','message_id':'wamid.A','expiration_days':1}",
      "'type':'pin','pin':{'type':'pin','message_id':'wamid.A','expiration_days':30}",
      "'type':'pin','pin':{'type':'unpin','message_id':'wamid.A'}",
      "'type':'text','text':{'body':'a'},'context':null,'biz_opaque_callback_data':'order-7120','message_activity_sharing':true"})
  void what_the_platform_takes_is_taken(String json) throws JsonException {
    JsonObject body = body(json);
    RequestReading read = MessageCommand.ofBody(body).read(body, POLICY);

    assertThat(read).isInstanceOf(RequestReading.Right.class);
    JsonObject kept = ((RequestReading.Right) read).body();
    assertThat(MessageCommand.ofBody(kept).read(kept, POLICY)).as("what is kept reads as itself").isEqualTo(read);
    assertThat(kept.withAll(body.without("context"))).as("and holds what was asked for").isEqualTo(kept);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "'type':'text'|131008", "'type':'text','text':'a'|100", "'type':'text','text':{}|131008", "'type':'text','text':{'body':''}|131009", "'type':'text','text':{'body':7}|100",
      "'type':'text','text':{'body':'a','preview_url':'true'}|100", "'type':7,'text':{'body':'a'}|100", "'type':'','text':{'body':'a'}|131009", "'type':'poll','poll':{}|131051",
      "'type':'TEXT','text':{'body':'a'}|131051", "'type':'hsm','hsm':{}|131051",
      "'type':'image'|131008", "'type':'image','image':{}|131008", "'type':'image','image':{'caption':'a'}|131008", "'type':'image','image':{'id':'1','link':'https://a.example/'}|100",
      "'type':'image','image':{'id':1}|100", "'type':'image','image':{'id':''}|131009", "'type':'image','image':{'link':'shop.example/a.jpg'}|131009",
      "'type':'image','image':{'link':'ftp://shop.example/a.jpg'}|131009", "'type':'image','image':{'link':'https:///a.jpg'}|131009", "'type':'image','image':{'link':'https://shop.example/a b.jpg'}|131009",
      "'type':'image','image':{'link':'https://user:secret@shop.example/a.jpg'}|131009", "'type':'image','image':{'link':'file:///etc/passwd'}|131009",
      "'type':'image','image':{'id':'1','filename':'a.jpg'}|100", "'type':'image','image':{'id':'1','voice':true}|100",
      "'type':'audio','audio':{'id':'1','caption':'a'}|100", "'type':'audio','audio':{'id':'1','voice':1}|100", "'type':'sticker','sticker':{'id':'1','caption':'a'}|100",
      "'type':'document','document':{'id':'1','filename':''}|131009",
      "'type':'template'|131008", "'type':'template','template':{'language':{'code':'en'}}|131008", "'type':'template','template':{'name':'t'}|131008",
      "'type':'template','template':{'name':'t','language':'en'}|100", "'type':'template','template':{'name':'t','language':{}}|131008",
      "'type':'template','template':{'name':'t','language':{'code':'en'},'components':{}}|100", "'type':'template','template':{'name':'t','language':{'code':'en'},'components':['body']}|100",
      "'type':'template','template':{'name':'t','language':{'code':'en'},'components':[{}]}|131008",
      "'type':'template','template':{'name':'t','language':{'code':'en'},'components':[{'type':'body','parameters':['a']}]}|100",
      "'type':'template','template':{'name':'t','language':{'code':'en'},'components':[{'type':'body','parameters':[{'text':'a'}]}]}|131008",
      "'type':'template','template':{'name':'t','language':{'code':'en'},'components':[{'type':'body','parameters':[{'type':'text'}]}]}|131008",
      "'type':'template','template':{'name':'t','language':{'code':'en'},'components':[{'type':'body','parameters':[{'type':'text','text':''}]}]}|131009",
      "'type':'template','template':{'name':'t','language':{'code':'en'},'components':[{'type':'body','parameters':[{'type':'currency','currency':{'fallback_value':'1','code':'euro','amount_1000':1}}]}]}|131009",
      "'type':'template','template':{'name':'t','language':{'code':'en'},'components':[{'type':'body','parameters':[{'type':'currency','currency':{'fallback_value':'1','code':'EUR','amount_1000':'1,5'}}]}]}|131009",
      "'type':'template','template':{'name':'t','language':{'code':'en'},'components':[{'type':'body','parameters':[{'type':'date_time','date_time':{}}]}]}|131008",
      "'type':'template','template':{'name':'t','language':{'code':'en'},'components':[{'type':'header','parameters':[{'type':'image','image':{'id':'1','link':'https://a.example/'}}]}]}|100",
      "'type':'template','template':{'name':'t','language':{'code':'en'},'components':[{'type':'header','parameters':[{'type':'group_id','group_id':'G'}]}]}|131009",
      "'type':'template','template':{'name':'t','language':{'code':'en'},'components':[{'type':'body','parameters':[{'type':'group_id','group_id':'G'},{'type':'group_id','group_id':'H'}]}]}|131009",
      "'type':'template','template':{'name':'t','language':{'code':'en'},'components':[{'type':'button','index':0}]}|131008",
      "'type':'template','template':{'name':'t','language':{'code':'en'},'components':[{'type':'button','sub_type':'url'}]}|131008",
      "'type':'template','template':{'name':'t','language':{'code':'en'},'components':[{'type':'button','sub_type':'url','index':10}]}|131009",
      "'type':'template','template':{'name':'t','language':{'code':'en'},'components':[{'type':'button','sub_type':'quick_reply','index':0,'parameters':[{'type':'payload'}]}]}|131008",
      "'type':'pin'|131008", "'type':'pin','pin':{'message_id':'wamid.A','expiration_days':7}|131008", "'type':'pin','pin':{'type':'stick','message_id':'wamid.A','expiration_days':7}|131009",
      "'type':'pin','pin':{'type':'pin','expiration_days':7}|131008", "'type':'pin','pin':{'type':'pin','message_id':'wamid.A'}|131008",
      "'type':'pin','pin':{'type':'pin','message_id':'wamid.A','expiration_days':0}|131009", "'type':'pin','pin':{'type':'pin','message_id':'wamid.A','expiration_days':31}|131009",
      "'type':'pin','pin':{'type':'pin','message_id':'wamid.A','expiration_days':'7'}|131009", "'type':'pin','pin':{'type':'pin','message_id':'wamid.A','expiration_days':1.5}|131009",
      "'type':'pin','pin':{'type':'unpin','message_id':'wamid.A','expiration_days':7}|100", "'type':'pin','pin':{'type':'unpin'}|131008",
      "'type':'text','text':{'body':'a'},'biz_opaque_callback_data':7|100", "'type':'text','text':{'body':'\\ud83d'}|131009", "'type':'text','text':{'body':'a'},'x':[{'y':'a\\udc4d'}]|131009"})
  void what_is_certainly_wrong_is_refused_with_a_sentence(String json, int code) throws JsonException {
    JsonObject body = body(json);

    assertThat(MessageCommand.ofBody(body).read(body, POLICY)).isInstanceOfSatisfying(Wrong.class, wrong -> {
      assertThat(wrong.code()).as(wrong.sentence()).isEqualTo(code);
      assertThat(wrong.sentence()).endsWith(".");
    });
  }

  @ParameterizedTest
  @CsvSource({"text, body, 4096", "image, caption, 1024", "video, caption, 1024", "document, caption, 1024", "document, filename, 240", "image, id, 128", "image, link, 2048"})
  void a_text_may_be_so_long_in_characters_and_no_longer(String type, String name, int most) {
    String start = name.equals("link") ? "https://a.example/" : "";
    String full = start + "\ud83d\udc4d".repeat(most - start.length());
    JsonObject rest = type.equals("text") || name.equals("id") || name.equals("link") ? JsonObject.EMPTY : JsonObject.EMPTY.with("id", "1");

    assertThat(read(TO_GROUP.with("type", type).with(type, rest.with(name, full)))).isInstanceOf(RequestReading.Right.class);
    assertThat(read(TO_GROUP.with("type", type).with(type, rest.with(name, full + "a")))).isInstanceOf(Wrong.class);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
      "{'recipient_type':'group','to':'GID'}|131008", "{'messaging_product':'telegram','recipient_type':'group','to':'GID'}|100",
      "{'messaging_product':'whatsapp','recipient_type':'group'}|131008", "{'messaging_product':'whatsapp','recipient_type':'group','recipient':'US.1'}|131008",
      "{'messaging_product':'whatsapp','recipient_type':'group','to':''}|131009", "{'messaging_product':'whatsapp','recipient_type':'group','to':7}|100",
      "{'messaging_product':'whatsapp','recipient_type':'group','to':'+1 555 019 0311'}|131009", "{'messaging_product':'whatsapp','recipient_type':'individual','to':'GID'}|131009",
      "{'messaging_product':'whatsapp','to':'GID'}|131009", "{'messaging_product':'whatsapp','recipient_type':'channel','to':'GID'}|131009", "{'messaging_product':'whatsapp'}|131008",
      "{'messaging_product':'whatsapp','recipient':'Ada'}|131009"})
  void it_says_where_it_goes(String json, int code) throws JsonException {
    JsonObject body = JsonObject.parse(json.replace('\'', '"')).with("type", "text").with("text", JsonObject.EMPTY.with("body", "https://chat.whatsapp.com/LINK"));

    assertThat(read(body)).isInstanceOfSatisfying(Wrong.class, wrong -> assertThat(wrong.code()).as(wrong.sentence()).isEqualTo(code));
  }

  @Test
  void what_asks_for_the_same_is_kept_as_the_same() throws JsonException {
    JsonObject body = body("'type':'text','text':{'body':'a'}");

    assertThat(read(body.without("type"))).isEqualTo(read(body));
    assertThat(read(body.with("context", null).with("recipient", null))).isEqualTo(read(body));
    assertThat(read(body.with("to", "HID"))).isNotEqualTo(read(body));
  }

  @Test
  void octet_s_own_data_travel_and_the_caller_s_stay() throws JsonException {
    SendMessage send = SendMessage.ofBody(body("'type':'text','text':{'body':'a'},'biz_opaque_callback_data':'order-7120'"));

    assertThat(send.callbackData()).contains("order-7120");
    assertThat(send.toPlatform("oct_A")).isEqualTo(send.body().with("biz_opaque_callback_data", "oct_A"));
    assertThat(SendMessage.ofBody(body("'type':'text','text':{'body':'a'}")).callbackData()).isEmpty();
  }

  @Test
  void the_caller_s_data_may_be_as_long_as_the_platform_echoes() throws JsonException {
    JsonObject body = body("'type':'text','text':{'body':'a'}");

    assertThat(read(body.with("biz_opaque_callback_data", "x".repeat(512)))).isInstanceOf(RequestReading.Right.class);
    assertThat(read(body.with("biz_opaque_callback_data", "x".repeat(513)))).isInstanceOf(Wrong.class);
  }

  @Test
  void what_is_sent_costs_as_its_template_or_as_service() throws JsonException {
    assertThat(SendMessage.ofBody(body("'type':'template','template':{'name':'t','language':{'code':'en_GB'}}")).template()).contains(new UsedTemplate("t", "en_GB"));
    assertThat(SendMessage.ofBody(body("'type':'image','image':{'id':'1'}")).template()).isEmpty();
    assertThat(SendMessage.ofBody(body("'text':{'body':'a'}")).group()).isEqualTo(Optional.of("GID"));
  }

  @Test
  void nothing_of_a_message_is_in_its_text() throws JsonException {
    assertThat(SendMessage.ofBody(body("'type':'text','text':{'body':'secret'}")).toString()).isEqualTo("text");
  }

  private static RequestReading read(JsonObject body) {
    return MessageCommand.SEND_MESSAGE.read(body, POLICY);
  }

  private static JsonObject body(String members) throws JsonException {
    return TO_GROUP.withAll(JsonObject.parse("{" + members.replace('\'', '"') + "}"));
  }
}
