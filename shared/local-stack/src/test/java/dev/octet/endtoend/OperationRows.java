package dev.octet.endtoend;

import static dev.octet.endtoend.Octet.NUMBER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.Hash;
import dev.octet.domain.group.GroupCommand;
import dev.octet.domain.json.JsonObject;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The table of operations in functions/group-lifecycle/README.md, row by row, over HTTP and by queue, on the whole bundle:
 * what the caller is answered, what is told, what Octet knows then, and what is so on the platform.
 */
final class OperationRows {
  private static final JsonObject WHATSAPP = JsonObject.EMPTY.with("messaging_product", "whatsapp");
  /** A JPEG as far as its segments go: 640 by 640, and points that nothing decodes. */
  static final byte[] PICTURE = HexFormat.of().parseHex("FFD8FFC00011080280028003011100021101031101FFDA000C03010002110311003F00" + "0D0A2D2D".repeat(100) + "FFD9");
  private static final String NOBODY = "447700900999";
  private final Octet octet;

  OperationRows(Octet octet) {
    this.octet = octet;
  }

  interface Row {
    void holds(Way way);
  }

  /** Each of the platform's operations has one, or this does not compile. */
  Row of(GroupCommand what) {
    return switch (what) {
      case CREATE_GROUP -> this::create;
      case DELETE_GROUP -> this::delete;
      case UPDATE_GROUP_SETTINGS -> this::updateSettings;
      case REMOVE_PARTICIPANTS -> this::removeParticipants;
      case RESET_INVITE_LINK -> this::resetInviteLink;
      case APPROVE_JOIN_REQUESTS -> this::approveJoinRequests;
      case REJECT_JOIN_REQUESTS -> this::rejectJoinRequests;
      case GET_GROUP -> this::getGroup;
      case GET_INVITE_LINK -> this::getInviteLink;
      case LIST_GROUPS -> this::listGroups;
      case LIST_JOIN_REQUESTS -> this::listJoinRequests;
    };
  }

  private void create(Way way) {
    JsonObject made = way.ask(octet, GroupCommand.CREATE_GROUP, NUMBER, WHATSAPP.with("subject", "Made " + way));

    Gathering group = new Gathering(octet, made.text("id").orElseThrow(), made.text("invite_link").orElseThrow());
    assertThat(group.told("group.created", 1)).hasSize(1);
    assertThat(octet.groupsOf("Made " + way)).containsExactly(group.truth().without("pins"));
    assertThat(group.truth().text("invite_link")).contains(group.link());
    assertThat(group.knownLink()).isEqualTo(group.link());
  }

  private void delete(Way way) {
    Gathering group = Gathering.of(octet, "Deleted " + way, "auto_approve");
    way.ask(octet, GroupCommand.DELETE_GROUP, group.id(), JsonObject.EMPTY);

    assertThat(group.told("group.deleted", 1).getFirst().text("subject")).contains("Deleted " + way);
    assertThat(octet.get("/sandbox/api/groups/" + group.id()).status()).isEqualTo(404);
    assertThat(octet.get("/graph/v26.0/" + group.id()).code()).isEqualTo(131041);
  }

  private void updateSettings(Way way) {
    Gathering group = Gathering.of(octet, "Changed " + way, "auto_approve");
    way.ask(octet, GroupCommand.UPDATE_GROUP_SETTINGS, group.id(), WHATSAPP.with("subject", "Cellar").with("description", "Bring a jacket"));
    way.ask(octet, GroupCommand.UPDATE_GROUP_SETTINGS, group.id(), WHATSAPP.with("picture", JsonObject.EMPTY.with("base64", Base64.getEncoder().encodeToString(PICTURE))));

    List<JsonObject> told = group.told("group.settings_updated", 2);
    assertThat(told.getFirst().object("group_subject").orElseThrow().text("text")).contains("Cellar");
    String hash = Base64.getEncoder().encodeToString(Hash.sha256(PICTURE));
    assertThat(told.getLast().object("profile_picture").orElseThrow().text("sha256")).contains(hash);
    assertThat(group.truth().object("picture").orElseThrow().text("sha256")).contains(hash);
    for (JsonObject state : List.of(group.truth(), group.known())) {
      assertThat(state.text("subject")).contains("Cellar");
      assertThat(state.text("description")).contains("Bring a jacket");
    }
  }

  private void removeParticipants(Way way) {
    Gathering group = Gathering.of(octet, "Left by " + way, "auto_approve");
    String number = "44770090012" + way.ordinal();
    group.joinedBy("Ada", number);
    JsonObject ben = group.joinedBy("Ben", "");
    JsonObject answer = way.ask(octet, GroupCommand.REMOVE_PARTICIPANTS, group.id(), WHATSAPP.with("participants", List.of(
        JsonObject.EMPTY.with("user", "+" + number), JsonObject.EMPTY.with("user_id", ben.text("user_id")), JsonObject.EMPTY.with("user", NOBODY))));

    assertThat(answer.objects("removed_participants")).extracting(one -> one.text("input").orElseThrow())
        .containsExactlyInAnyOrder(number, ben.text("user_id").orElseThrow());
    assertThat(answer.objects("failed_participants")).extracting(one -> one.text("input").orElseThrow()).containsExactly(NOBODY);
    assertThat(answer.objects("errors").getFirst().whole("code")).hasValue(131201);
    assertThat(group.told("participant.removed", 2)).extracting(one -> one.object("participant").orElseThrow().text("user_id")).doesNotHaveDuplicates();
    assertThat(group.told("participant.remove_failed", 1).getFirst().objects("errors").getFirst().whole("code")).hasValue(131212);
    assertThat(group.truth().objects("participants")).isEmpty();
    assertThat(group.known().whole("total_participant_count")).hasValue(0);
    assertThat(group.opens(ben, group.link())).isEqualTo("refused: banned");
  }

  private void resetInviteLink(Way way) {
    Gathering group = Gathering.of(octet, "Reset " + way, "auto_approve");
    String link = way.ask(octet, GroupCommand.RESET_INVITE_LINK, group.id(), JsonObject.EMPTY).text("invite_link").orElseThrow();

    assertThat(group.told("invite_link.reset", 1).getFirst().text("invite_link")).contains(link);
    assertThat(group.truth().text("invite_link")).contains(link);
    assertThat(group.knownLink()).isEqualTo(link).isNotEqualTo(group.link());
    JsonObject person = Gathering.person(octet, "Ada", "");
    assertThat(group.opens(person, group.link())).isEqualTo("refused: dead_link");
    assertThat(group.opens(person, link)).isEqualTo("joined");
  }

  private void approveJoinRequests(Way way) {
    Gathering group = Gathering.of(octet, "Approved " + way, "approval_required");
    String ada = group.askedBy("Ada");
    String ben = group.askedBy("Ben");
    JsonObject answer = way.ask(octet, GroupCommand.APPROVE_JOIN_REQUESTS, group.id(), answering(ada, "of nobody"));

    assertThat(answer.texts("approved_join_requests")).containsExactly(ada);
    assertThat(group.told("join_request.approved", 1)).extracting(one -> one.text("join_request_id").orElseThrow()).containsExactly(ada);
    assertThat(group.told("join_request.approve_failed", 1).getFirst().objects("errors").getFirst().whole("code")).hasValue(131213);
    assertThat(group.told("participant.joined", 1)).hasSize(1);
    assertThat(group.truth().objects("participants")).hasSize(1);
    assertThat(group.known().whole("total_participant_count")).hasValue(1);
    assertThat(asking(group)).containsExactly(ben);
  }

  private void rejectJoinRequests(Way way) {
    Gathering group = Gathering.of(octet, "Rejected " + way, "approval_required");
    String ada = group.askedBy("Ada");
    JsonObject answer = way.ask(octet, GroupCommand.REJECT_JOIN_REQUESTS, group.id(), answering(ada));

    assertThat(answer.texts("rejected_join_requests")).containsExactly(ada);
    assertThat(group.told("join_request.rejected", 1)).extracting(one -> one.text("join_request_id").orElseThrow()).containsExactly(ada);
    assertThat(group.truth().objects("join_requests")).isEmpty();
    assertThat(asking(group)).isEmpty();

    JsonObject none = way.ask(octet, GroupCommand.REJECT_JOIN_REQUESTS, group.id(), answering(ada));
    assertThat(none.objects("failed_join_requests")).hasSize(1);
    assertThat(group.told("operation.failed", 1).getFirst().object("error").orElseThrow().whole("code")).hasValue(131213);
    assertThat(group.told("join_request.reject_failed", 1)).hasSize(1);
  }

  private void getGroup(Way way) {
    Gathering group = Gathering.of(octet, "Read " + way, "auto_approve");
    group.joinedBy("Ada", "");
    JsonObject truth = group.truth();
    for (JsonObject asked : List.of(JsonObject.EMPTY, JsonObject.EMPTY.with("source", "platform"))) {
      JsonObject answer = way.ask(octet, GroupCommand.GET_GROUP, group.id(), asked.with("fields", "subject,join_approval_mode,participants"));
      assertThat(answer.text("subject")).isEqualTo(truth.text("subject"));
      assertThat(answer.text("join_approval_mode")).isEqualTo(truth.text("join_approval_mode"));
      assertThat(answer.objects("participants")).extracting(one -> one.text("user_id"))
          .isEqualTo(truth.objects("participants").stream().map(one -> one.text("user_id")).toList());
    }
  }

  private void getInviteLink(Way way) {
    Gathering group = Gathering.of(octet, "Shared " + way, "auto_approve");

    assertThat(way.ask(octet, GroupCommand.GET_INVITE_LINK, group.id(), JsonObject.EMPTY)).isEqualTo(WHATSAPP.with("invite_link", group.truth().text("invite_link")));
  }

  private void listGroups(Way way) {
    Gathering first = Gathering.of(octet, "First " + way, "auto_approve");
    Gathering second = Gathering.of(octet, "Second " + way, "auto_approve");

    List<String> listed = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      JsonObject page = way.ask(octet, GroupCommand.LIST_GROUPS, NUMBER, JsonObject.EMPTY.with("limit", 10).with("after", after));
      listed.addAll(ids(page));
      after = ids(page).size() < 10 ? Optional.empty() : page.object("paging").flatMap(paging -> paging.object("cursors")).flatMap(cursors -> cursors.text("after"));
    } while (after.isPresent());
    assertThat(listed).doesNotHaveDuplicates().contains(first.id(), second.id())
        .containsAll(octet.get("/sandbox/api/groups?phone_number_id=" + NUMBER).body().objects("groups").stream().map(one -> one.text("id").orElseThrow()).toList());
  }

  private static List<String> ids(JsonObject page) {
    return page.object("data").orElseThrow().objects("groups").stream().map(row -> row.text("id").orElseThrow()).toList();
  }

  private void listJoinRequests(Way way) {
    Gathering group = Gathering.of(octet, "Asked for " + way, "approval_required");
    String ada = group.askedBy("Ada");

    assertThat(way.ask(octet, GroupCommand.LIST_JOIN_REQUESTS, group.id(), JsonObject.EMPTY.with("limit", 5)).objects("data"))
        .extracting(row -> row.text("join_request_id").orElseThrow()).containsExactly(ada)
        .isEqualTo(group.truth().objects("join_requests").stream().map(row -> row.text("join_request_id").orElseThrow()).toList());
  }

  private static JsonObject answering(String... joinRequests) {
    return WHATSAPP.with("join_requests", List.of(joinRequests));
  }

  private static List<String> asking(Gathering group) {
    return group.octet().get("/graph/v26.0/" + group.id() + "/join_requests").body().objects("data").stream()
        .map(row -> row.text("join_request_id").orElseThrow()).toList();
  }
}
