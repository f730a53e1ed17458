package dev.octet.endtoend;

import java.net.URI;
import org.openqa.selenium.By;

/** The page of the sandbox: groups on the left, the chat of one in the middle, people and a phone on the right; and what is above them. */
final class Page extends Part {
  final Groups groups;
  final Chat chat;
  final AboutGroup about;
  final Phone phone;
  final Traffic traffic;
  final Platform platform;

  private Page(Browser browser) {
    super(browser);
    groups = new Groups(browser);
    chat = new Chat(browser);
    about = new AboutGroup(browser);
    phone = new Phone(browser);
    traffic = new Traffic(browser);
    platform = new Platform(browser);
  }

  static Page open(Browser browser, URI stack) {
    browser.go(stack.resolve("/sandbox/"));
    browser.find(By.cssSelector("body[data-ready=true]"));
    return new Page(browser);
  }

  /** Of a sandbox that asks who looks at it: first a token that it does not know, then the right one. */
  static Page openWithToken(Browser browser, URI stack, String token) {
    browser.go(stack.resolve("/sandbox/"));
    Page page = new Page(browser);
    page.gives("sandbox-token-dialog", "somebody-elses");
    page.says(part("sandbox-token-dialog"), "does not know this token");
    page.gives("sandbox-token-dialog", token);
    browser.find(By.cssSelector("body[data-ready=true]"));
    return page;
  }

  /** A token, to the dialog that asks for it. */
  void gives(String dialog, String token) {
    write(part(dialog, "input"), token);
    press(part(dialog + "-submit"));
  }

  /** On a telephone, where one of the columns is seen at a time. */
  void tab(String name) {
    press(part("tab-" + name));
  }

  /** What it says when something went wrong. */
  void warns(String words) {
    says(part("notice-bad"), words);
  }
}
