package dev.octet.endtoend;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium with one window. What is looked for is waited for; what scripts complain about is kept. */
final class Browser implements AutoCloseable {
  static final Dimension DESKTOP = new Dimension(1440, 900);
  static final Dimension PHONE = new Dimension(390, 844);

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  /** It says at every start that it does not know this version of the browser; what is used of it here does not depend on that. */
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium.devtools");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /**
   * Skips the test where there is no Chromium and no ChromeDriver, unless {@code CI=true}: there, that is a failure.
   */
  static Browser open(Dimension size) {
    Optional<Path> chromium = NAMES.stream().flatMap(name -> onThePath(name).stream()).findFirst();
    Optional<Path> chromeDriver = onThePath("chromedriver");
    boolean there = chromium.isPresent() && chromeDriver.isPresent();
    if (!there && "true".equals(System.getenv("CI"))) {
      throw new AssertionError("CI=true, and neither may be missing: Chromium, ChromeDriver (Debian: chromium, chromium-driver).");
    }
    assumeTrue(there, "Chromium and ChromeDriver are not both on the PATH (Debian: chromium, chromium-driver)");
    return start(chromium.orElseThrow(), chromeDriver.orElseThrow(), size);
  }

  private static Browser start(Path chromium, Path chromeDriver, Dimension size) {
    SELENIUM.setLevel(Level.SEVERE);
    var logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    var options = new ChromeOptions();
    options.setBinary(chromium.toFile());
    options.setCapability("goog:loggingPrefs", logs);
    // Without a sandbox, since the tests may run as root; without what a browser does by itself over the network.
    options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--force-color-profile=srgb", "--lang=en",
        "--window-size=" + size.getWidth() + "," + size.getHeight());
    var service = new ChromeDriverService.Builder().usingDriverExecutable(chromeDriver.toFile()).usingAnyFreePort().build();
    return new Browser(new ChromeDriver(service, options)).resized(size);
  }

  private static Optional<Path> onThePath(String command) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).map(folder -> Path.of(folder, command))
        .filter(Files::isExecutable).findFirst();
  }

  /** The page itself has this size, whatever the window has around it. */
  Browser resized(Dimension size) {
    driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", Map.of(
        "width", size.getWidth(), "height", size.getHeight(), "deviceScaleFactor", 1, "mobile", size.getWidth() < 600));
    return this;
  }

  Browser dark(boolean dark) {
    driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features",
        List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    return this;
  }

  ChromeDriver driver() {
    return driver;
  }

  Browser go(URI address) {
    driver.get(address.toString());
    return this;
  }

  /** The one that is shown, as soon as there is one. */
  WebElement find(By what) {
    return Waiting.until("no " + what + " is shown", () -> all(what).stream().findFirst());
  }

  /** Those that are shown now. */
  List<WebElement> all(By what) {
    return driver.findElements(what).stream().filter(Browser::isShown).toList();
  }

  private static boolean isShown(WebElement element) {
    try {
      return element.isDisplayed();
    } catch (StaleElementReferenceException e) {
      return false; // the page has put another one in its place
    }
  }

  /** For a look at it: {@code target/screenshots/<name>.png}. */
  Browser screenshot(String name) {
    try {
      Files.createDirectories(SCREENSHOTS);
      Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** What the browser complained of since it was last asked: errors of scripts, what the content security policy forbade. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue()).map(entry -> entry.getMessage()).toList();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
