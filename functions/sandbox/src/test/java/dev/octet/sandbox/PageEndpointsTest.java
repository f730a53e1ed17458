package dev.octet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.sandbox.platform.BusinessNumber;
import dev.octet.sandbox.platform.Faults;
import dev.octet.sandbox.platform.NumberSettings;
import dev.octet.sandbox.platform.RulesEdition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the page and its files are served, and what they may do. */
class PageEndpointsTest {
  private static final Path FILES = Path.of(System.getProperty("octet.root", "../.."), "functions/sandbox/src/main/resources/dev/octet/sandbox/page");
  private static final Pattern NAMED = Pattern.compile("(?:from '\\./|import '\\./|(?:src|href)=\"page/)([a-z.-]+)[\"']");

  private final Platform platform = new Platform();

  @AfterEach
  void close() {
    platform.close();
  }

  private Platform.Answer get(String path) {
    return platform.call("GET", path, Map.of(), new byte[0]);
  }

  @Test
  void the_page_is_at_its_address_and_without_the_slash_leads_there() {
    Platform.Answer page = get("/sandbox/");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text()).startsWith("<!doctype html>").contains("<html lang=\"en\">", "page/main.js");
    assertThat(page.headers()).containsEntry("Content-Type", "text/html; charset=UTF-8");
    Platform.Answer without = get("/sandbox");
    assertThat(without.status()).isEqualTo(308);
    assertThat(without.headers()).containsEntry("Location", "/sandbox/");
  }

  @Test
  void only_the_page_s_own_scripts_and_styles_are_let_in() {
    for (String path : List.of("/sandbox/", "/sandbox/page/main.js", "/sandbox/page/page.css")) {
      assertThat(get(path).headers()).as(path).containsEntry("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; "
              + "img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
          .containsEntry("X-Content-Type-Options", "nosniff").containsEntry("Referrer-Policy", "no-referrer").containsEntry("Cache-Control", "no-cache");
    }
  }

  @ParameterizedTest
  @CsvSource({"main.js,text/javascript; charset=UTF-8", "page.css,text/css; charset=UTF-8", "octet.svg,image/svg+xml"})
  void each_file_has_its_type(String name, String type) {
    assertThat(get("/sandbox/page/" + name).headers()).containsEntry("Content-Type", type);
  }

  @Test
  void what_the_browser_has_already_is_not_sent_again() {
    Platform.Answer first = get("/sandbox/page/main.js");
    String tag = first.headers().get("ETag");

    Platform.Answer again = platform.call("GET", "/sandbox/page/main.js", Map.of("if-none-match", "W/\"other\", " + tag), new byte[0]);

    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(again.headers()).containsEntry("ETag", tag);
    assertThat(get("/sandbox/page/page.css").headers().get("ETag")).isNotEqualTo(tag);
    assertThat(platform.call("GET", "/sandbox/page/main.js", Map.of("if-none-match", "\"of-yesterday\""), new byte[0]).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/sandbox/page/", "/sandbox/page/nothing.js", "/sandbox/page/../page/main.js", "/sandbox/page/..%2fPageFile.class", "/sandbox/page/PageFile.class",
      "/sandbox/page/package-info.class", "/sandbox/page/%2e%2e", "/sandbox/page/x/main.js", "/sandbox/page//etc/passwd", "/sandbox/page/main.js%00.css", "/sandbox/page/MAIN.JS"})
  void nothing_but_the_page_s_files_is_served(String path) {
    Platform.Answer answer = get(path);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text()).contains("\"error\"");
  }

  @Test
  void the_page_is_read_and_nothing_else() {
    assertThat(platform.call("HEAD", "/sandbox/", Map.of(), new byte[0]).status()).isEqualTo(200);
    for (String path : List.of("/sandbox/", "/sandbox/page/main.js")) {
      Platform.Answer answer = platform.call("POST", path, Map.of(), new byte[0]);
      assertThat(answer.status()).isEqualTo(405);
      assertThat(answer.headers()).containsEntry("Allow", "GET, HEAD");
    }
  }

  /** A name that leads nowhere would be an empty page, and one that nothing leads to a file that nobody misses. */
  @Test
  void every_file_that_is_named_is_there_and_every_file_is_named() {
    var named = new TreeSet<String>();
    for (Path file : files()) {
      Matcher matcher = NAMED.matcher(read(file));
      while (matcher.find()) {
        named.add(matcher.group(1));
      }
    }
    assertThat(named).allSatisfy(name -> assertThat(get("/sandbox/page/" + name).status()).as(name).isEqualTo(200));
    assertThat(files()).extracting(file -> file.getFileName().toString()).filteredOn(name -> !List.of("index.html", "invite.css").contains(name))
        .isSubsetOf(named);
  }

  @Test
  void every_fault_has_its_switch_and_every_setting_of_a_number_its_field() {
    assertThat(Pattern.compile("\\{ name: '(\\w+)'").matcher(read(FILES.resolve("fault-rows.js"))).results().map(found -> found.group(1)))
        .containsExactlyInAnyOrderElementsOf(Faults.names());
    String panel = read(FILES.resolve("number-panel.js"));
    assertThat(NumberSettings.NONE.effective(RulesEdition.of("2025-11"), BusinessNumber.of(Platform.NUMBER)).fields().keySet())
        .isNotEmpty().allSatisfy(setting -> assertThat(panel).contains(setting));
  }

  /** What people wrote is put into the page as text, everywhere. */
  @Test
  void no_script_makes_markup_and_nothing_comes_from_elsewhere() {
    assertThat(files()).isNotEmpty().allSatisfy(file -> assertThat(read(file)).as(file.toString()).doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write",
        "DOMParser", "srcdoc", "eval(", "new Function", "javascript:", "//cdn", "@import"));
    assertThat(files()).filteredOn(file -> file.toString().endsWith(".html")).allSatisfy(file ->
        assertThat(read(file)).doesNotContain("<style", " style=", " onclick=", " onload=", "http://", "https://").doesNotContainPattern("<script(?![^>]* src=)"));
  }

  private static List<Path> files() {
    try (Stream<Path> files = Files.list(FILES)) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
