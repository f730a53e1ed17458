package dev.octet.endtoend;

import java.util.List;
import java.util.Optional;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The middle of the page: the chat of one group, as the business sees it. */
final class Chat extends Part {
  private static final By MESSAGES = part("log", "[data-testid=message]");
  private static final By TICKS = part("ticks");

  Chat(Browser browser) {
    super(browser);
  }

  void isOf(String subject) {
    seen("the chat of " + subject + " is not open", () -> texts(part("chat-subject")).contains(subject));
  }

  void write(String text) {
    write(part("business-text"), text + Keys.ENTER);
  }

  void shows(String text) {
    seen("“" + text + "” is not in the chat", () -> message(text).isPresent());
  }

  /** A file that came with the token of who looks. */
  void showsPicture() {
    browser.find(part("log", ".preview img[src^='blob:']"));
  }

  /** What happened in the group stands between the messages. */
  void tells(String sentence) {
    says(part("log", "[data-testid=system-line]"), sentence);
  }

  /** @param ticks `sent`, `delivered` or `read`, and what they say to who does not see them */
  void reached(String text, String ticks, String words) {
    seen("“" + text + "” is not " + ticks + ": " + words, () -> message(text).map(found -> found.findElement(TICKS))
        .filter(found -> ticks.equals(found.getDomAttribute("data-state")) && words.equals(found.getDomAttribute("aria-label"))).isPresent());
  }

  /** The list of who got it and who did not. */
  String whoGot(String text) {
    menu(text, "Who got it");
    String list = text(part("receipts"));
    escape();
    closed("receipts");
    return list;
  }

  void pin(String text) {
    menu(text, "Pin…");
    press(part("pin-dialog-submit"));
    closed("pin-dialog");
  }

  void unpin() {
    press(part("unpin"));
  }

  List<String> pinned() {
    return texts(part("pins", ".pin-text"));
  }

  private void menu(String text, String item) {
    Waiting.until("no menu at “" + text + "”", () -> message(text).map(found -> {
      found.findElement(part("message-menu")).click();
      return found;
    }));
    press(By.cssSelector("[role=menuitem]"), item);
  }


  private Optional<WebElement> message(String text) {
    return browser.all(MESSAGES).stream()
        .filter(found -> found.findElements(By.className("said")).stream().anyMatch(said -> said.getText().equals(text))).findFirst();
  }
}
