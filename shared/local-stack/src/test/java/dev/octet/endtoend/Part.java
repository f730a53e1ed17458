package dev.octet.endtoend;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** A part of the sandbox's page, in the words of who uses it. What has come to be shown is used as soon as it can be. */
abstract class Part {
  final Browser browser;

  Part(Browser browser) {
    this.browser = browser;
  }

  static By part(String testId) {
    return By.cssSelector("[data-testid='" + testId + "']");
  }

  /** Those within the first. */
  static By part(String testId, String within) {
    return By.cssSelector("[data-testid='" + testId + "'] " + within);
  }

  void press(By what) {
    press(what, "");
  }

  /** The one that says this. */
  void press(By what, String label) {
    Waiting.until("cannot press " + what + " " + label, () -> all(what, label).stream().findFirst().map(found -> {
      found.click();
      return found;
    }));
  }

  /** In place of what stands there. */
  void write(By where, String text) {
    Waiting.until("cannot write into " + where, () -> browser.all(where).stream().findFirst().map(found -> {
      found.clear();
      found.sendKeys(text);
      return found;
    }));
  }

  void choose(By select, String value) {
    Waiting.until("no " + value + " in " + select, () -> browser.all(select).stream().findFirst().map(found -> {
      found.findElement(By.cssSelector("option[value='" + value + "']")).click();
      return found;
    }));
  }

  /** Closes what is open above the page, as a keyboard does. */
  void escape() {
    browser.driver().switchTo().activeElement().sendKeys(Keys.ESCAPE);
  }

  void opened(String testId) {
    browser.find(part(testId));
  }

  /** A form above the page has done what it was for. */
  void closed(String testId) {
    seen("the dialog " + testId + " is open still", () -> browser.all(part(testId)).isEmpty());
  }

  List<WebElement> all(By what, String label) {
    return browser.all(what).stream().filter(found -> label.isEmpty() || said(found).equals(label)).toList();
  }

  List<String> texts(By what) {
    return browser.all(what).stream().map(Part::said).toList();
  }

  /** The text of the one that is shown. */
  String text(By what) {
    return Waiting.until("no text in " + what, () -> browser.all(what).stream().findFirst().map(Part::said));
  }

  /** Waits until one of them says this somewhere. */
  void says(By what, String words) {
    seen("“" + words + "” is in no " + what, () -> texts(what).stream().anyMatch(text -> text.contains(words)));
  }

  static void seen(String otherwise, BooleanSupplier condition) {
    Waiting.until(otherwise, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
  }

  /** As it was written, also where it is cut or in capitals on the screen. */
  private static String said(WebElement element) {
    return element.getText().strip();
  }
}
