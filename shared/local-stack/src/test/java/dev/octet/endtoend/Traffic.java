package dev.octet.endtoend;

import java.util.List;
import org.openqa.selenium.By;

/** The drawer with what went over the wires. */
final class Traffic extends Part {
  Traffic(Browser browser) {
    super(browser);
  }

  void open() {
    press(part("toggle-traffic"));
    browser.find(part("traffic-list"));
  }

  void filter(String words) {
    write(part("traffic-search"), words);
  }

  /** Calls, webhooks or notifications, as they are listed. */
  List<String> of(String kind) {
    return texts(By.cssSelector("[data-testid=traffic-entry][data-kind=" + kind + "]"));
  }

  void has(String kind, String words) {
    says(By.cssSelector("[data-testid=traffic-entry][data-kind=" + kind + "]"), words);
  }

  /** All of an entry. */
  String read(String kind, String words) {
    Waiting.until("no " + kind + " says " + words, () -> browser.all(By.cssSelector("[data-testid=traffic-entry][data-kind=" + kind + "]")).stream()
        .filter(entry -> entry.getText().contains(words)).findFirst().map(entry -> {
          entry.click();
          return entry;
        }));
    return text(part("traffic-detail", ".entry"));
  }
}
