package dev.octet.endtoend;

import java.util.List;
import org.openqa.selenium.By;

/** What is known of the open group, beside its chat: who is in, who asks, and its link. */
final class AboutGroup extends Part {
  private static final By PARTICIPANTS = part("participant", ".row-title");

  AboutGroup(Browser browser) {
    super(browser);
  }

  void open() {
    press(part("open-info"));
    browser.find(part("group-info"));
  }

  String link() {
    return text(part("group-link"));
  }

  /** @return the new link */
  String renewLink() {
    String before = link();
    press(part("reset-link"));
    press(part("reset-link-dialog-submit"));
    seen("the link is the same as before", () -> !link().equals(before));
    return link();
  }

  void letIn(String name) {
    press(By.cssSelector("[aria-label='Let " + name + " in']"));
  }

  void remove(String name) {
    press(By.cssSelector("[aria-label='Remove " + name + "']"));
    press(part("remove-dialog-submit"));
    closed("remove-dialog");
  }

  void has(String... names) {
    seen("not exactly these are in: " + List.of(names), () -> texts(PARTICIPANTS).equals(List.of(names)));
  }

  void rename(String subject, String description) {
    press(part("edit-group"));
    write(part("edit-subject"), subject);
    write(part("edit-description"), description);
    press(part("settings-dialog-submit"));
    closed("settings-dialog");
  }
}
