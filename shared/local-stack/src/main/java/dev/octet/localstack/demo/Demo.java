package dev.octet.localstack.demo;

import dev.octet.localstack.Emulator;
import dev.octet.localstack.LocalStack;
import dev.octet.localstack.PortInUseException;
import dev.octet.localstack.Settings;
import dev.octet.localstack.contact.ContactMain;
import dev.octet.localstack.function.FunctionStartException;
import dev.octet.localstack.template.TemplateException;
import dev.octet.story.Circumstances;
import dev.octet.story.NotSeenException;
import dev.octet.story.Request;
import dev.octet.story.Story;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Plays the story against a running stack ({@code -Doctet.url}), or one of its own, and ends with 0 only if every step was
 * seen. With {@code -Dplatform=meta} it is the first contact with a real number instead.
 */
final class Demo {
  private static final Duration PATIENCE = Duration.ofSeconds(45);
  /** On a stack of its own nobody needs to wait ten minutes for a webhook that was lost. */
  private static final String SETTLE_WINDOW = "PT3S";

  private final Terminal terminal;
  private final Clock clock;

  Demo(Terminal terminal, Clock clock) {
    this.terminal = terminal;
    this.clock = clock;
  }

  public static void main(String[] arguments) {
    boolean watched = Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent() && System.getenv("NO_COLOR") == null;
    // The engines' own threads would go on without it.
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Demo demo = new Demo(new Terminal(out, watched), Clock.systemUTC());
    System.exit(switch (System.getProperty("octet.platform", "")) {
      case "meta" -> demo.firstContact(new ContactMain(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), out));
      case "", "sandbox" -> demo.play(System.getProperties());
      default -> throw new IllegalArgumentException("-Dplatform is sandbox or meta.");
    });
  }

  private int firstContact(ContactMain contact) {
    try {
      return contact.run(System.getProperties(), System.getenv());
    } catch (PortInUseException | TemplateException | FunctionStartException | IllegalArgumentException | IOException | UncheckedIOException e) {
      terminal.line("There is no first contact: " + e.getMessage());
      return 1;
    }
  }

  /** Returns the exit code. */
  int play(Properties properties) {
    try {
      return properties.getProperty("octet.url", "").isBlank() ? onItsOwn(properties) : running(Place.running(properties));
    } catch (PortInUseException | TemplateException | FunctionStartException | IllegalArgumentException | IOException | UncheckedIOException | SdkException e) {
      terminal.line("The story cannot be played: " + e.getMessage());
      return 1;
    }
  }

  private int onItsOwn(Properties properties) throws IOException {
    terminal.line("\nA stack of its own begins …");
    Settings settings = Settings.standard(Path.of(properties.getProperty("octet.root", ".")).resolve("template.yaml")).withPorts(0, 0, 0)
        .withParameter("SettleWindow", SETTLE_WINDOW);
    settings = Emulator.of(properties).map(settings::withEmulator).orElse(settings);
    settings = settings.withLogs(settings.logs().resolveSibling("demo-logs"));
    try (LocalStack stack = LocalStack.start(settings)) {
      return play(new Place(stack.url(), stack.queues(), "local-token", "100000000000001", ""), "");
    }
  }

  private int running(Place place) {
    return play(place, "      Another reader of " + place.notifications() + " would take away what this one waits for.\n");
  }

  private int play(Place place, String hint) {
    try (HttpStage stage = new HttpStage(place, clock)) {
      if (stage.call(new Request("GET", "/health", new byte[0], Map.of())).status() != 200) {
        terminal.line("The story cannot be played: " + place.url() + "/health does not say that Octet is well there.");
        return 1;
      }
      terminal.line("\nA story, at " + place.url() + "\n");
      Instant begun = clock.instant();
      Story story = new Story(stage, Circumstances.calm(PATIENCE), terminal);
      try {
        var _ = story.play();
      } catch (NotSeenException e) {
        terminal.line(hint + "\nNot every step was seen to happen.\n");
        return 1;
      }
      terminal.line("\nEvery step was seen to happen, in " + Terminal.seconds(Duration.between(begun, clock.instant())).strip() + ": " + story.told() + ".");
      terminal.line(hint.isEmpty() ? "" : "The groups are still there: " + place.url() + "/sandbox/\n");
      return 0;
    }
  }
}
