package dev.octet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sandbox's page in a real browser, against the whole bundle: what a business and people do there happens, and is seen. */
class PageIT {
  @AutoClose private static Octet octet;
  @AutoClose private static Browser browser;
  private Page page;

  @BeforeAll
  static void start() {
    browser = Browser.open(Browser.DESKTOP);
    octet = Octet.start();
  }

  @BeforeEach
  void open() {
    page = Page.open(browser, octet.stack().url());
  }

  @AfterEach
  void nothing_was_complained_of() {
    octet.faults(JsonObject.EMPTY);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void a_group_is_made_and_somebody_comes_in_by_its_link() {
    page.groups.make("Roof repair", "Tiles and gutters");

    page.chat.isOf("Roof repair");
    page.chat.tells("Northwind Kitchens made the group");
    assertThat(page.groups.subjects()).containsOnlyOnce("Roof repair");
    page.about.open();
    page.phone.ofSomebodyNew("Ada Okafor");
    page.phone.opens(page.about.link());

    page.chat.tells("Ada Okafor came in by the invite link");
    page.about.has("Ada Okafor");
    octet.told("participant.joined", one -> Octet.data(one).object("participant").orElseThrow().text("wa_id").isPresent());
  }

  @Test
  void who_asks_to_come_in_is_let_in() {
    page.groups.makeWithApproval("Spare keys");
    page.chat.isOf("Spare keys");
    page.about.open();
    page.phone.ofSomebodyNew("Ben Adler", "ben.adler");
    page.phone.opens(page.about.link());
    page.phone.has("requested", "Spare keys");
    page.chat.tells("Ben Adler asks to come in");

    page.about.letIn("Ben Adler");

    page.chat.tells("Northwind Kitchens let Ben Adler in");
    page.about.has("Ben Adler");
    page.phone.enters("Spare keys");
  }

  @Test
  void both_sides_write_and_the_ticks_say_how_far_a_message_came() {
    page.groups.make("Kitchen plans", "");
    page.chat.isOf("Kitchen plans");
    page.about.open();
    String link = page.about.link();
    for (String name : List.of("Chiara", "Dara")) {
      page.phone.ofSomebodyNew(name);
      page.phone.opens(link);
    }
    page.phone.writes("When do you come?");
    page.chat.shows("When do you come?");
    page.platform.fault("skip_delivered", "next"); // one phone is off
    page.platform.close();

    page.chat.write("Thursday at ten");

    page.chat.reached("Thursday at ten", "sent", "sent, delivered to 1 of 2");
    page.platform.isWell();
    String off = page.chat.whoGot("Thursday at ten").split("Not delivered to 1 person")[1].contains("Dara") ? "Dara" : "Chiara";
    page.phone.of(off);
    page.phone.goesHomeAndEnters("Kitchen plans");
    page.phone.shows("Thursday at ten");
    page.phone.reads();
    page.chat.reached("Thursday at ten", "delivered", "delivered to all, read by 1 of 2");
    assertThat(page.chat.whoGot("Thursday at ten")).contains("Read by 1 person", off);
    page.phone.of(off.equals("Dara") ? "Chiara" : "Dara");
    page.phone.goesHomeAndEnters("Kitchen plans");
    page.phone.reads();
    page.chat.reached("Thursday at ten", "read", "read by all");
    browser.screenshot("page-chat-light");
    browser.dark(true).screenshot("page-chat-dark");
    browser.dark(false);
  }

  @Test
  void what_is_pinned_stands_above_the_chat_until_it_is_unpinned() {
    Gathering group = Gathering.of(octet, "Pinned", "auto_approve");
    group.joinedBy("Emil", "");
    page.groups.open("Pinned");
    page.phone.of("Emil");
    page.phone.enters("Pinned");
    page.phone.writes("Mind the dog");
    page.chat.shows("Mind the dog");

    page.chat.pin("Mind the dog");

    Part.seen("nothing is pinned", () -> page.chat.pinned().equals(List.of("Mind the dog")));
    page.chat.tells("Northwind Kitchens pinned a message");
    page.chat.unpin();
    Part.seen("it is pinned still", () -> page.chat.pinned().isEmpty());
    page.chat.tells("Northwind Kitchens took a pin away");
  }

  @Test
  void who_is_removed_sees_it_and_comes_back_by_no_link() {
    Gathering group = Gathering.of(octet, "Removal", "auto_approve");
    group.joinedBy("Finn", "447700900811");
    group.joinedBy("Gina", "447700900812");
    page.groups.open("Removal");
    page.about.open();

    page.about.remove("Finn");

    page.chat.tells("Northwind Kitchens removed Finn");
    page.about.has("Gina");
    page.phone.of("Finn");
    page.phone.has("removed", "Removal");
    assertThat(page.phone.refusedAt(page.about.link())).contains("removed this person before");
  }

  @Test
  void a_renewed_link_leaves_the_one_before_dead() {
    Gathering group = Gathering.of(octet, "New link", "auto_approve");
    page.groups.open("New link");
    page.about.open();

    String renewed = page.about.renewLink();

    page.chat.tells("Northwind Kitchens renewed the invite link");
    page.phone.ofSomebodyNew("Hana");
    assertThat(page.phone.refusedAt(group.link())).contains("This link was renewed");
    page.phone.opens(renewed);
    page.about.has("Hana");
  }

  @Test
  void a_business_changes_what_the_group_is_called() {
    Gathering.of(octet, "First name", "auto_approve");
    page.groups.open("First name");
    page.about.open();

    page.about.rename("Second name", "With a description");

    page.chat.isOf("Second name");
    page.chat.tells("named the group “Second name”");
    page.chat.tells("changed the description");
    page.groups.has("Second name");
    octet.told("group.settings_updated", one -> one.toJson().contains("Second name"));
  }

  @Test
  void what_the_platform_refuses_is_said_with_its_code() {
    Gathering.of(octet, "Nobody here", "auto_approve");
    page.groups.open("Nobody here");
    page.chat.isOf("Nobody here");

    page.chat.write("Hello?");

    page.warns("131020");
    assertThat(browser.complaints()).isNotEmpty().allMatch(complaint -> complaint.contains("/messages"));
  }

  @Test
  void an_answer_that_is_lost_makes_no_second_group() {
    page.platform.fault("answer_lost", "next");
    page.platform.close();

    page.groups.make("Only once", "");

    Part.seen("the group is not there, or twice", () -> {
      octet.settle();
      return page.groups.subjects().stream().filter("Only once"::equals).count() == 1;
    });
    page.chat.isOf("Only once");
    octet.told("group.created", "subject", "Only once");
    page.traffic.open();
    page.traffic.has("call", "answer_lost");
    page.traffic.has("webhook", "delivered");
    page.traffic.filter("Only once");
    assertThat(page.traffic.read("notification", "group.created")).contains("Only once");
    assertThat(octet.groupsOf("Only once")).hasSize(1);
    assertThat(page.groups.subjects()).containsOnlyOnce("Only once");
    browser.screenshot("page-lost-answer");
  }
}
