package dev.octet.endtoend;

import java.util.List;
import org.openqa.selenium.By;

/** The left column of the page: the groups of a business. */
final class Groups extends Part {
  private static final By SUBJECTS = part("group", ".row-title");

  Groups(Browser browser) {
    super(browser);
  }

  void make(String subject, String description) {
    fill(subject, description);
    submit();
  }

  /** A group whose business looks at every request. */
  void makeWithApproval(String subject) {
    fill(subject, "");
    press(part("approval"));
    submit();
  }

  /** As {@link #make}, for a business that is asked for a token first. */
  void make(String subject, String description, Runnable token) {
    fill(subject, description);
    press(part("new-group-dialog-submit"));
    token.run();
    closed("new-group-dialog");
  }

  private void fill(String subject, String description) {
    press(part("new-group"));
    write(part("subject"), subject);
    write(part("description"), description);
  }

  private void submit() {
    press(part("new-group-dialog-submit"));
    closed("new-group-dialog");
  }

  void open(String subject) {
    press(SUBJECTS, subject);
  }

  List<String> subjects() {
    return texts(SUBJECTS);
  }

  void has(String subject) {
    seen("no group is called " + subject, () -> subjects().contains(subject));
  }
}
