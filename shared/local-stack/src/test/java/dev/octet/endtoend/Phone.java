package dev.octet.endtoend;

import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The right of the page: people, and the phone of one of them. */
final class Phone extends Part {
  private static final By FACES = part("person", ".face-name");

  Phone(Browser browser) {
    super(browser);
  }

  /** Somebody with a phone number that the page proposes. */
  void ofSomebodyNew(String name) {
    press(part("new-person"));
    write(part("person-name"), name);
    press(part("new-person-dialog-submit"));
    closed("new-person-dialog");
    isOf(name);
  }

  /** Somebody who shows businesses no number. */
  void ofSomebodyNew(String name, String username) {
    press(part("new-person"));
    write(part("person-name"), name);
    write(part("person-phone"), "");
    write(part("person-username"), username);
    press(part("new-person-dialog-submit"));
    closed("new-person-dialog");
    isOf(name);
  }

  /** Takes this person's phone. */
  void of(String name) {
    press(FACES, name);
    isOf(name);
  }

  private void isOf(String name) {
    seen("the phone is not that of " + name, () -> texts(part("phone-name")).contains(name));
  }

  List<String> people() {
    return texts(FACES);
  }

  /** Opens an invite link, and taps it. */
  void opens(String link) {
    fillLink(link);
    closed("open-link-dialog");
  }

  /** Opens an invite link, and reads why it leads nowhere. */
  String refusedAt(String link) {
    fillLink(link);
    String reason = text(part("open-link-dialog", "[role=alert]"));
    escape();
    closed("open-link-dialog");
    return reason;
  }

  private void fillLink(String link) {
    press(part("open-link"));
    write(part("invite-link"), link);
    press(part("open-link-dialog-submit"));
  }

  /** The chat of a group that this person is in. */
  void enters(String subject) {
    press(part("place-group", ".row-title"), subject);
  }

  /** From whatever is open there. */
  void goesHomeAndEnters(String subject) {
    if (!browser.all(part("phone-back")).isEmpty()) {
      press(part("phone-back"));
    }
    enters(subject);
  }

  void writes(String text) {
    write(part("person-text"), text + Keys.ENTER);
    shows(text);
  }

  void shows(String text) {
    seen("“" + text + "” is not on the phone", () -> texts(part("phone-log", "[data-testid=message] .said")).contains(text));
  }

  void reads() {
    press(part("read"));
  }

  /** A chat that this person can see and not enter, with why. */
  void has(String status, String subject) {
    says(part("place-" + status), subject);
  }
}
