package dev.octet.story;

import static dev.octet.story.Business.WHATSAPP;

import dev.octet.domain.json.JsonObject;
import dev.octet.story.Progress.Kind;
import java.util.List;
import java.util.Optional;

/** What the business changes of the group: its settings, who is in it, its link. */
final class Changes {
  private static final String SUBJECT = "Roof repair, Thursday";

  private final Scene scene;
  private final Business business;
  private final Gathering group;
  private final Person ben;
  private final Person dara;

  Changes(Scene scene, Business business, Gathering group, Cast cast) {
    this.scene = scene;
    this.business = business;
    this.group = group;
    this.ben = cast.ben();
    this.dara = cast.dara();
  }

  void play() {
    scene.step(Kind.GROUPS, "Subject and description change", () -> {
      JsonObject _ = business.done("POST", group.id, WHATSAPP.with("subject", SUBJECT).with("description", "Tiles, gutters and the gate"));
      scene.told("group.settings_updated", () -> group.told("group.settings_updated"));
      scene.seen("the new subject", () -> group.info().text("subject").equals(Optional.of(SUBJECT)));
    });
    scene.step(Kind.GROUPS, "Ben is removed", () -> {
      JsonObject row = group.row(ben);
      JsonObject him = row.text("user_id").map(id -> JsonObject.EMPTY.with("user_id", id)).orElseGet(() -> JsonObject.EMPTY.with("user", row.text("wa_id")));
      JsonObject _ = business.done("DELETE", group.id + "/participants", WHATSAPP.with("participants", List.of(him)));
      JsonObject _ = scene.seen("participant.removed of Ben", () -> group.told("participant.removed", ben));
      scene.seen("a roster without him", () -> !group.roster().contains(ben.name()));
    });
    scene.step(Kind.GROUPS, "Ben opens the link again, and stays out", () ->
        group.isOpenedBy(ben, group.link, "refused: banned"));
    scene.step(Kind.GROUPS, "The invite link is reset: the old one is dead, Dara comes in by the new one", () -> {
      String old = group.link;
      JsonObject _ = business.done("POST", group.id + "/invite_link", WHATSAPP);
      group.link = scene.seen("invite_link.reset", () -> group.told("invite_link.reset")).text("invite_link").orElseThrow();
      group.isOpenedBy(dara, old, "refused: dead_link");
      group.isOpenedBy(dara, group.link, "joined");
      group.hasComeIn(dara);
    });
  }
}
