package dev.octet.graph.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.group.Person;
import dev.octet.domain.json.JsonException;
import dev.octet.domain.json.JsonObject;
import dev.octet.graph.webhook.GroupEvent.Member;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every variant of the group fields (spec §4.2 to §4.5), in every dialect in which it has been seen. */
class GroupEventTest {
  private static final Instant ARRIVED = Instant.parse("2026-11-24T08:00:05Z");
  private static final Instant AT = Instant.ofEpochSecond(1_795_506_000L);
  private static final Optional<String> NONE = Optional.empty();
  private static final Optional<String> R = Optional.of("6F1D");
  private static final Person ANA = new Person(Optional.of("GB.5501"), Optional.of("447700900123"), NONE, NONE);
  private static final Person ANA_UNSEEN = new Person(Optional.of("GB.5501"), NONE, NONE, NONE);
  private static final Person ANA_BY_NUMBER = new Person(NONE, Optional.of("447700900123"), NONE, NONE);
  private static final Person BEN = new Person(Optional.of("GB.7702"), NONE, Optional.of("GB.ENT.9"), Optional.of("ben.k"));
  private static final String ERROR = "{\"code\":131000,\"title\":\"t\",\"message\":\"m\",\"error_data\":{\"details\":\"d\"}}";
  private static final String ERROR_WITH_TEXT_CODE = ERROR.replace("131000", "\"131000\"");

  static Stream<Arguments> variants() {
    JsonObject done = json("{'text':'New','update_successful':true}");
    JsonObject undone = json("{'text':'New','update_successful':false}");
    return Stream.of(
        // group_lifecycle_update
        row("created", "'type':'group_create','request_id':'6F1D','subject':'Kitchen','invite_link':'https://chat.whatsapp.com/L1','join_approval_mode':'auto_approve'",
            new GroupEvent.Created("G", AT, R, Optional.of("Kitchen"), NONE, Optional.of("https://chat.whatsapp.com/L1"), Optional.of("auto_approve"))),
        row("created, with description and approval, by another tool", "'type':'group_create','subject':'Kitchen','description':'Tiles','invite_link':'l','join_approval_mode':'approval_required'",
            new GroupEvent.Created("G", AT, NONE, Optional.of("Kitchen"), Optional.of("Tiles"), Optional.of("l"), Optional.of("approval_required"))),
        row("created, with an empty list of errors", "'type':'group_create','subject':'Kitchen','errors':[]",
            new GroupEvent.Created("G", AT, NONE, Optional.of("Kitchen"), NONE, NONE, NONE)),
        row("create failed, though it names a group", "'type':'group_create','request_id':'6F1D','subject':'Kitchen','errors':[" + ERROR + "]",
            new GroupEvent.CreateFailed(AT, R, Optional.of("Kitchen"), List.of(json(ERROR)))),
        row("create failed, its code a text", "'type':'group_create','request_id':'6F1D','subject':'Kitchen','errors':[" + ERROR_WITH_TEXT_CODE + "]",
            new GroupEvent.CreateFailed(AT, R, Optional.of("Kitchen"), List.of(json(ERROR)))),
        row("create failed, one error and no list", "'type':'group_create','request_id':'6F1D','subject':'Kitchen','errors':" + ERROR,
            new GroupEvent.CreateFailed(AT, R, Optional.of("Kitchen"), List.of(json(ERROR)))),
        row("deleted", "'type':'group_delete','request_id':'6F1D'", new GroupEvent.Deleted("G", AT, R)),
        row("delete failed", "'type':'group_delete','request_id':'6F1D','errors':[" + ERROR_WITH_TEXT_CODE + "]",
            new GroupEvent.DeleteFailed("G", AT, R, List.of(json(ERROR)))),
        // group_participants_update
        row("joined by the link", "'type':'group_participants_add','reason':'invite_link','added_participants':[{'wa_id':'447700900123','user_id':'GB.5501'}]",
            joined(NONE, Optional.of("invite_link"), new Member(ANA, NONE, List.of()))),
        row("joined, the number not shown", "'type':'group_participants_add','reason':'invite_link','added_participants':[{'user_id':'GB.7702','parent_user_id':'GB.ENT.9','username':'ben.k'}]",
            joined(NONE, Optional.of("invite_link"), new Member(BEN, NONE, List.of()))),
        row("joined, the number empty and not absent", "'type':'group_participants_add','added_participants':[{'user_id':'GB.5501','wa_id':'','username':''}]",
            joined(NONE, NONE, new Member(ANA_UNSEEN, NONE, List.of()))),
        row("joined, from before there were user ids", "'type':'group_participants_add','reason':'invite_link','added_participants':[{'wa_id':'+44 7700 900123'}]",
            joined(NONE, Optional.of("invite_link"), new Member(ANA_BY_NUMBER, NONE, List.of()))),
        row("joined, the older name", "'type':'group_add_participants','request_id':'6F1D','added_participants':[{'wa_id':'447700900123','user_id':'GB.5501'}]",
            joined(R, NONE, new Member(ANA, NONE, List.of()))),
        row("approved, several", "'type':'group_participants_add','reason':'invite_link','added_participants':[{'input':'447700900123','wa_id':'447700900123','user_id':'GB.5501'},{'input':'GB.7702','user_id':'GB.7702','parent_user_id':'GB.ENT.9','username':'ben.k'}]",
            joined(NONE, Optional.of("invite_link"), new Member(ANA, Optional.of("447700900123"), List.of()), new Member(BEN, Optional.of("GB.7702"), List.of()))),
        row("asked to join", "'type':'group_join_request_created','join_request_id':'J1','wa_id':'447700900123','user_id':'GB.5501','reason':'invite_link'",
            new GroupEvent.JoinRequested("G", AT, "J1", ANA)),
        row("asked to join, the number not shown", "'type':'group_join_request_created','join_request_id':'J1','user_id':'GB.5501'",
            new GroupEvent.JoinRequested("G", AT, "J1", ANA_UNSEEN)),
        row("took it back", "'type':'group_join_request_revoked','join_request_id':'J1','wa_id':'447700900123'",
            new GroupEvent.JoinRequestRevoked("G", AT, "J1", ANA_BY_NUMBER)),
        row("removed, named by number", "'type':'group_participants_remove','request_id':'6F1D','initiated_by':'business','removed_participants':[{'input':'+447700900123'}]",
            left(R, true, new Member(ANA_BY_NUMBER, Optional.of("+447700900123"), List.of()))),
        row("removed, named by user id", "'type':'group_participants_remove','request_id':'6F1D','initiated_by':'business','removed_participants':[{'input':'GB.5501'}]",
            left(R, true, new Member(ANA_UNSEEN, Optional.of("GB.5501"), List.of()))),
        row("removed, only a wa_id", "'type':'group_participants_remove','request_id':'6F1D','initiated_by':'business','removed_participants':[{'wa_id':'447700900123'}]",
            left(R, true, new Member(ANA_BY_NUMBER, NONE, List.of()))),
        row("removed, only a user id", "'type':'group_remove_participants','request_id':'6F1D','removed_participants':[{'user_id':'GB.5501'}]",
            left(R, true, new Member(ANA_UNSEEN, NONE, List.of()))),
        row("removed, who did it said twice or not at all", "'type':'group_participants_remove','removed_participants':[{'input':'447700900123'}]",
            left(NONE, true, new Member(ANA_BY_NUMBER, Optional.of("447700900123"), List.of()))),
        row("removed, in part", "'type':'group_participants_remove','request_id':'6F1D','initiated_by':'business','removed_participants':[{'input':'GB.5501'}],"
                + "'failed_participants':[{'input':'447700900123','errors':[" + ERROR_WITH_TEXT_CODE + "]}],'errors':[" + ERROR_WITH_TEXT_CODE + "]",
            new GroupEvent.Left("G", AT, R, true, List.of(new Member(ANA_UNSEEN, Optional.of("GB.5501"), List.of())),
                List.of(new Member(ANA_BY_NUMBER, Optional.of("447700900123"), List.of(json(ERROR)))), List.of(json(ERROR)))),
        row("removed, nobody", "'type':'group_participants_remove','request_id':'6F1D','initiated_by':'business','failed_participants':[{'input':'447700900123'}],'errors':[" + ERROR + "]",
            new GroupEvent.Left("G", AT, R, true, List.of(), List.of(new Member(ANA_BY_NUMBER, Optional.of("447700900123"), List.of())), List.of(json(ERROR)))),
        row("left", "'type':'group_participants_remove','initiated_by':'participant','removed_participants':[{'wa_id':'447700900123','user_id':'GB.5501'}]",
            left(NONE, false, new Member(ANA, NONE, List.of()))),
        row("left, the number not shown, with a request id all the same", "'type':'group_participants_remove','request_id':'6F1D','initiated_by':'participant','removed_participants':[{'user_id':'GB.5501'}]",
            left(R, false, new Member(ANA_UNSEEN, NONE, List.of()))),
        row("left, and nobody says who did it", "'type':'group_participants_remove','removed_participants':[{'user_id':'GB.5501'}]",
            left(NONE, false, new Member(ANA_UNSEEN, NONE, List.of()))),
        // group_settings_update
        row("settings, all done", "'type':'group_settings_update','request_id':'6F1D','group_subject':{'text':'New','update_successful':true},'group_description':{'text':'New','update_successful':'true'},'profile_picture':{'mime_type':'image/jpeg','sha256':'x','update_successful':true}",
            new GroupEvent.SettingsUpdated("G", AT, R, Optional.of(done), Optional.of(json("{'text':'New','update_successful':'true'}")),
                Optional.of(json("{'mime_type':'image/jpeg','sha256':'x','update_successful':true}")), List.of())),
        row("settings, a lone picture that does not say whether it worked", "'type':'group_settings_update','profile_picture':{'mime_type':'image/jpeg','sha256':'x','errors':[]}",
            new GroupEvent.SettingsUpdated("G", AT, NONE, Optional.empty(), Optional.empty(), Optional.of(json("{'mime_type':'image/jpeg','sha256':'x'}")), List.of())),
        row("settings, in part", "'type':'group_settings_update','request_id':'6F1D','group_subject':{'text':'New','update_successful':true},'group_description':{'text':'New','update_successful':false,'errors':[" + ERROR_WITH_TEXT_CODE + "]},'errors':[" + ERROR_WITH_TEXT_CODE + "]",
            new GroupEvent.SettingsUpdated("G", AT, R, Optional.of(done), Optional.of(undone.with("errors", List.of(json(ERROR)))), Optional.empty(), List.of(json(ERROR)))),
        // group_status_update
        row("suspended", "'type':'group_suspend'", new GroupEvent.Suspension("G", AT, true)),
        row("no longer suspended", "'type':'group_suspend_cleared'", new GroupEvent.Suspension("G", AT, false)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("variants")
  void every_variant_is_read_with_either_kind_of_timestamp(String name, String members, GroupEvent expected) {
    assertThat(read("{'timestamp':'1795506000','group_id':'G'," + members + "}", "")).isEqualTo(expected);
    assertThat(read("{'timestamp':1795506000,'group_id':'G'," + members + "}", "")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"business", "participant"})
  void who_did_it_may_stand_beside_the_item(String who) {
    GroupEvent event = read("{'timestamp':'1795506000','group_id':'G','type':'group_participants_remove','request_id':'6F1D','removed_participants':[{'user_id':'GB.5501'}]}",
        ",'initiated_by':'" + who + "'");

    assertThat(event).isEqualTo(left(R, who.equals("business"), new Member(ANA_UNSEEN, NONE, List.of())));
  }

  @Test
  void a_create_that_failed_need_not_name_a_group() {
    assertThat(read("{'timestamp':'1795506000','type':'group_create','request_id':'6F1D','errors':[" + ERROR + "]}", ""))
        .isEqualTo(new GroupEvent.CreateFailed(AT, R, NONE, List.of(json(ERROR))));
  }

  @Test
  void an_event_without_a_time_happened_when_it_arrived() {
    assertThat(read("{'group_id':'G','type':'group_suspend'}", "")).isEqualTo(new GroupEvent.Suspension("G", ARRIVED, true));
    assertThat(read("{'timestamp':'soon','group_id':'G','type':'group_suspend'}", "")).isEqualTo(new GroupEvent.Suspension("G", ARRIVED, true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'type':'group_suspend'}", "{'group_id':'','type':'group_suspend'}", "{'group_id':'G'}", "{'group_id':'G','type':'group_teleported'}",
      "{'group_id':'G','type':'group_participants_add'}", "{'group_id':'G','type':'group_participants_remove','removed_participants':[]}",
      "{'group_id':'G','type':'group_join_request_created'}", "{'group_id':'G','type':'group_settings_update'}",
      "{'group_id':'G','type':'group_settings_update','group_colour':{'update_successful':true}}"})
  void what_lacks_what_its_kind_needs_is_unrecognized(String item) {
    assertThat(read(item, "")).isInstanceOf(GroupEvent.Unrecognized.class);
  }

  private static GroupEvent joined(Optional<String> requestId, Optional<String> reason, Member... people) {
    return new GroupEvent.Joined("G", AT, requestId, reason, List.of(people));
  }

  private static GroupEvent left(Optional<String> requestId, boolean byBusiness, Member... people) {
    return new GroupEvent.Left("G", AT, requestId, byBusiness, List.of(people), List.of(), List.of());
  }

  private static Arguments row(String name, String members, GroupEvent expected) {
    return Arguments.of(name, members, expected);
  }

  private static GroupEvent read(String item, String beside) {
    return GroupEvent.of(new WebhookEvent("key", ARRIVED, "group_participants_update", "2088", json("{'groups':[" + item + "]" + beside + "}")));
  }

  private static JsonObject json(String text) {
    try {
      return JsonObject.parse(text.replace('\'', '"'));
    } catch (JsonException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
