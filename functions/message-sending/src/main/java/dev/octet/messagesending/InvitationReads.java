package dev.octet.messagesending;

import dev.octet.domain.group.Group;
import dev.octet.domain.json.JsonObject;
import dev.octet.domain.message.Invitation;
import dev.octet.domain.message.InvitationState;
import dev.octet.graph.GraphError;
import dev.octet.operations.Cursors;
import dev.octet.operations.PageRequest;
import dev.octet.operations.Refused;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** The invitations to a group in pages: from the table, where all of them are. */
final class InvitationReads {
  private final Invitations invitations;
  private final Rosters rosters;
  private final Cursors cursors;

  InvitationReads(Invitations invitations, Rosters rosters, Cursors cursors) {
    this.invitations = invitations;
    this.rosters = rosters;
    this.cursors = cursors;
  }

  /**
   * {@code GET /v1/groups/{id}/invitations}: newest first.
   *
   * @param numbers the caller's
   * @param asked {@code state}, {@code limit}, {@code after}, {@code before}
   * @param address of the other pages
   * @throws Refused when there is no such page or state, or no such group that the caller may see
   */
  JsonObject ofGroup(List<String> numbers, String groupId, JsonObject asked, Optional<BiFunction<String, String, String>> address) {
    Optional<InvitationState> state = asked.has("state") ? Optional.of(state(asked.text("state").orElse(""))) : Optional.empty();
    String list = "invitations to " + groupId + state.map(it -> " " + it.word()).orElse("");
    PageRequest page = PageRequest.of(asked, cursor -> cursors.open(list, cursor));
    if (rosters.get(groupId).map(Group::phoneNumberId).filter(numbers::contains).isEmpty()) {
      throw new Refused(GraphError.of(131041, "There is no group with this id that the token may see.").withStatus(404));
    }
    PageRequest.Rows found = invitations.ofGroup(groupId, page, invitation -> state.isEmpty() || state.get() == invitation.state());
    String more = state.map(it -> "&state=" + it.word()).orElse("");
    return page.answer(found.rows().stream().map(InvitationReads::shown).toList(), found, row -> cursors.seal(list, Invitations.place(row)),
        address.map(of -> (direction, cursor) -> of.apply(direction, cursor) + more));
  }

  private static JsonObject shown(JsonObject row) {
    Invitation invitation = Invitation.ofItem(row);
    return invitation.toJson(invitation.state()).with("command_id", invitation.commandId()).with("sequence", row.whole("sequence").orElse(0));
  }

  private static InvitationState state(String word) {
    return InvitationState.of(word).orElseThrow(() -> new Refused(GraphError.of(100,
        "`state` must be one of " + Arrays.stream(InvitationState.values()).map(it -> "`" + it.word() + "`").collect(Collectors.joining(", ")) + ".")));
  }
}
