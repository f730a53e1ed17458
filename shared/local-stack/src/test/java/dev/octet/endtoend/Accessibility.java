package dev.octet.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What axe-core finds on a page that keeps people out. */
final class Accessibility {
  private static final String FIND = """
      const done = arguments[arguments.length - 1];
      axe.run(document, {resultTypes: ['violations']}).then(
        found => done(found.passes.length === 0 ? ['axe looked at nothing'] : found.violations.filter(it => it.impact === 'serious' || it.impact === 'critical')
          .flatMap(it => it.nodes.map(node => it.id + ': ' + node.target.join(' ') + ' ' + node.failureSummary.replace(/\\s+/g, ' ')))),
        problem => done(['axe: ' + problem]));""";

  private Accessibility() {}

  /** One line for each element and rule that is broken with serious or critical impact. */
  static List<?> problems(Browser browser) {
    browser.driver().executeScript(axe());
    return (List<?>) browser.driver().executeAsyncScript(FIND);
  }

  private static String axe() {
    try (InputStream script = Accessibility.class.getResourceAsStream("/axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
