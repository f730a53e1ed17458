package dev.octet.endtoend;

import org.openqa.selenium.By;

/** What is set against the platform. */
final class Platform extends Part {
  Platform(Browser browser) {
    super(browser);
  }

  void open(String tab) {
    press(part("open-platform"));
    press(part("platform-" + tab));
  }

  /** @param how {@code next}: the next time alone; {@code always} */
  void fault(String name, String how) {
    open("faults");
    choose(part(name + "-how"), how);
    seen(name + " is not on", () -> !browser.all(By.cssSelector(".on[data-testid=fault-" + name + "]")).isEmpty());
  }

  /** Every fault has struck as often as it was to. */
  void isWell() {
    seen("faults are on still", () -> browser.all(part("faults-on")).isEmpty());
  }

  void close() {
    escape();
    closed("platform-sheet");
  }
}
