package dev.octet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.domain.json.JsonObject;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The page as it is met: on a telephone, with a keyboard alone, in the dark, by who does not see it, and with markup in everything that is said. */
class PageShownIT {
  @AutoClose private static Octet octet;
  @AutoClose private static Browser browser;
  private static Gathering group;

  @BeforeAll
  static void start() {
    browser = Browser.open(Browser.DESKTOP);
    octet = Octet.start();
    group = Gathering.of(octet, "Roof repair", "approval_required");
    JsonObject ada = Gathering.person(octet, "Ada Okafor", "447700900123");
    assertThat(group.opens(ada, group.link())).isEqualTo("requested");
    group.askedBy("Ben Adler");
  }

  @BeforeEach
  void as_most_have_it() {
    browser.resized(Browser.DESKTOP).dark(false);
  }

  @AfterEach
  void nothing_was_complained_of() {
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void on_a_telephone_one_column_is_seen_at_a_time_and_nothing_goes_sideways() {
    browser.resized(Browser.PHONE);
    Page page = Page.open(browser, octet.stack().url());
    page.groups.has("Roof repair");
    seenAlone("numbers", "phone-groups");

    page.groups.open("Roof repair");
    page.chat.isOf("Roof repair");
    seenAlone("chat", "phone-chat");
    page.about.open();
    page.about.letIn("Ada Okafor");
    page.about.has("Ada Okafor");
    seenAlone("chat", "phone-about");
    page.tab("people");
    page.phone.of("Ada Okafor");
    page.phone.enters("Roof repair");
    page.phone.writes("Does this long sentence, which has aWordThatIsMuchLongerThanAnyTelephoneIsWideAndThatNobodyCouldEverBreakWell, fit?");
    seenAlone("people", "phone-people");
    page.tab("traffic");
    page.traffic.has("webhook", "delivered");
    seenAlone("traffic", "phone-traffic");
    page.traffic.read("webhook", "delivered");
    seenAlone("traffic", "phone-traffic-entry");
    page.platform.open("faults");
    assertThat(sideways()).isEmpty();
    browser.screenshot("phone-faults");
    page.platform.close();
  }

  @Test
  void a_keyboard_is_enough() {
    Page page = Page.open(browser, octet.stack().url());
    tabTo("new-group");
    press(Keys.ENTER);
    page.opened("new-group-dialog");
    press(Keys.ESCAPE);
    page.closed("new-group-dialog");
    assertThat(focused()).isEqualTo("new-group");

    press(Keys.ENTER);
    page.opened("new-group-dialog");
    press("By keyboard");
    press(Keys.ENTER);
    page.closed("new-group-dialog");
    page.chat.isOf("By keyboard");
    octet.told("group.created", "subject", "By keyboard");
    JsonObject found = octet.groupsOf("By keyboard").getFirst();
    JsonObject writer = Gathering.person(octet, "Ines", "447700900555");
    assertThat(group.opens(writer, found.text("invite_link").orElseThrow())).isEqualTo("joined");
    page.chat.tells("Ines came in");
    tabTo("business-text");
    press("Written without a mouse");
    press(Keys.ENTER);

    page.chat.shows("Written without a mouse");
    tabBackTo("open-info");
    press(Keys.ENTER);
    page.about.has("Ines");
    press(Keys.ESCAPE);
    page.closed("group-info");
    assertThat(focused()).isEqualTo("open-info");
    tabBackTo("group"); // the last of them is the oldest
    press(Keys.ARROW_UP);
    assertThat(browser.driver().switchTo().activeElement().getText()).doesNotContain("Roof repair");
    press(Keys.ARROW_DOWN);
    press(Keys.ENTER);
    page.chat.isOf("Roof repair");
  }

  @Test
  void markup_is_text_in_everything_that_is_said() {
    String markup = "<img src=x onerror=\"document.title='run'\"><b>Bold</b>";
    Page page = Page.open(browser, octet.stack().url());
    page.groups.make(markup, "<script>document.title='run'</script>");
    page.chat.isOf(markup);
    page.about.open();
    String link = page.about.link();
    page.phone.ofSomebodyNew(markup);
    page.phone.opens(link);
    page.phone.writes(markup);
    page.chat.shows(markup);
    page.chat.write(markup + " again");
    page.chat.shows(markup + " again");
    page.phone.shows(markup + " again");
    page.chat.pin(markup);
    Part.seen("it is not pinned", () -> page.chat.pinned().equals(List.of(markup)));
    page.traffic.open();
    page.traffic.filter("onerror");
    page.traffic.read("webhook", "Text from somebody");
    page.chat.tells(markup + " came in");
    page.about.has(markup);
    browser.screenshot("page-markup");

    assertThat(browser.all(By.cssSelector("img[src='x'], b, script:not([src])"))).isEmpty();
    assertThat(browser.driver().findElements(By.cssSelector("[onerror], body script"))).isEmpty();
    assertThat(browser.driver().getTitle()).endsWith("Octet sandbox");
  }

  @Test
  void nobody_is_kept_out_by_day_or_by_night() {
    Set<Object> grounds = new HashSet<>();
    for (boolean dark : List.of(false, true)) {
      String name = dark ? "dark" : "light";
      browser.dark(dark);
      Page page = Page.open(browser, octet.stack().url());
      page.groups.open("Roof repair");
      page.chat.isOf("Roof repair");
      page.about.open();
      page.phone.of("Ada Okafor");
      page.traffic.open();
      page.traffic.read("call", "Create a group");
      browser.screenshot("page-traffic-" + name);
      assertThat(Accessibility.problems(browser)).as("the page, %s", name).isEmpty();
      page.platform.open("faults");
      browser.screenshot("page-faults-" + name);
      assertThat(Accessibility.problems(browser)).as("the faults, %s", name).isEmpty();
      page.platform.close();
      grounds.add(browser.driver().executeScript("return getComputedStyle(document.body).backgroundColor"));
    }
    assertThat(grounds).hasSize(2);
  }

  @Test
  void an_invite_page_keeps_nobody_out_by_day_or_by_night() {
    for (boolean dark : List.of(false, true)) {
      browser.dark(dark).go(URI.create(group.link()));
      browser.screenshot("invite-" + (dark ? "dark" : "light"));
      assertThat(Accessibility.problems(browser)).as(dark ? "dark" : "light").isEmpty();
    }
  }

  private static void seenAlone(String column, String screenshot) {
    browser.screenshot(screenshot);
    assertThat(browser.all(By.cssSelector(".column, .drawer")).stream().map(it -> it.getDomAttribute("id"))).containsExactly(column);
    assertThat(sideways()).as(screenshot).isEmpty();
  }

  /** What can be scrolled sideways, the page itself among it; code alone may be. */
  private static List<?> sideways() {
    return (List<?>) browser.driver().executeScript("""
        return [...document.querySelectorAll('*')]
          .filter(it => it.scrollWidth > it.clientWidth + 1 && it.clientWidth > 1 && !it.closest('pre'))
          .filter(it => it === document.documentElement || ['auto', 'scroll'].includes(getComputedStyle(it).overflowX))
          .map(it => `${it.tagName} ${it.className}: ${it.scrollWidth} in ${it.clientWidth}`);""");
  }

  private static void press(CharSequence keys) {
    browser.driver().switchTo().activeElement().sendKeys(keys);
  }

  /** By the tab key, from one to the next; it is there before the page is through. */
  private static void tabTo(String testId) {
    tabbed(Keys.TAB, testId);
  }

  private static void tabBackTo(String testId) {
    tabbed(Keys.chord(Keys.SHIFT, Keys.TAB), testId);
  }

  private static void tabbed(CharSequence key, String testId) {
    for (int i = 0; i < 60 && !focused().equals(testId); i++) {
      press(key);
    }
    assertThat(focused()).isEqualTo(testId);
  }

  private static String focused() {
    return String.valueOf(browser.driver().executeScript("return document.activeElement.dataset.testid ?? ''"));
  }
}
