package dev.octet.localstack;

import dev.octet.localstack.code.BuiltCode;
import dev.octet.localstack.function.Function;
import dev.octet.localstack.function.FunctionStartException;
import dev.octet.localstack.function.Outcome;
import dev.octet.localstack.template.TemplateException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** {@code mvn -Plocal}: runs the template in the foreground until it is told to stop. */
final class Main {
  private static final String PARAMETER = "octet.parameters";

  private Main() {}

  @SuppressWarnings("CatchAndPrintStackTrace") // what nobody foresaw is told whole
  public static void main(String[] arguments) {
    endWithTheParent();
    LocalStack stack;
    Settings settings;
    try {
      settings = settings(System.getProperties());
      BuiltCode.loadAll(); // a build may begin at any time
      stack = LocalStack.start(settings, Main::tell);
    } catch (PortInUseException | TemplateException | FunctionStartException | IllegalArgumentException | IOException e) {
      System.err.println("Octet's local stack does not start:");
      System.err.println(e.getMessage());
      System.exit(1);
      return;
    } catch (RuntimeException e) {
      e.printStackTrace();
      System.exit(1); // the engines' threads would go on without it
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "end"));
    System.out.print(Banner.of(stack, settings));
    System.out.flush();
    park();
  }

  /** Maven may be killed without a word to its child: nobody would be there to stop the stack. */
  private static void endWithTheParent() {
    if (Boolean.getBoolean("octet.ends-with-parent")) {
      ProcessHandle.current().parent().ifPresent(parent -> {
        // From a thread of its own: the end of the functions' processes is told by the pool's, and on two cores that is one.
        var _ = parent.onExit().thenRun(() -> Thread.ofPlatform().name("parent-is-gone").start(() -> System.exit(0)));
      });
    }
  }

  private static void park() {
    try {
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** @throws IllegalArgumentException naming the setting that is not understood */
  static Settings settings(Properties properties) {
    Settings settings = Settings.standard(Path.of(properties.getProperty("octet.root", ".")).resolve("template.yaml"));
    settings = settings.withPorts(
        port(properties, Settings.PORT, settings.port()),
        port(properties, Settings.QUEUE_PORT, settings.queuePort()),
        port(properties, Settings.TABLE_PORT, settings.tablePort()));
    for (Map.Entry<String, String> parameter : parameters(properties.getProperty(PARAMETER, "")).entrySet()) {
      settings = settings.withParameter(parameter.getKey(), parameter.getValue());
    }
    return settings;
  }

  private static int port(Properties properties, String name, int fallback) {
    String text = properties.getProperty(name, "");
    if (text.isBlank()) {
      return fallback;
    }
    if (text.matches("\\d{1,5}") && Integer.parseInt(text) < 65_536) {
      return Integer.parseInt(text);
    }
    throw new IllegalArgumentException("-D" + name + "=" + text + " is not a port.");
  }

  /** Such as {@code SettleWindow=PT5S,RulesEdition=2026-06}. */
  private static Map<String, String> parameters(String text) {
    Map<String, String> parameters = new TreeMap<>();
    for (String part : text.split(",")) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        parameters.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
      } else if (!part.isBlank()) {
        throw new IllegalArgumentException("-D" + PARAMETER + " takes Name=Value, separated by commas; not: " + part);
      }
    }
    return parameters;
  }

  private static void tell(Function function, Outcome.Failure failure) {
    System.out.println(function.plan().logicalId() + " failed: " + failure.message());
  }
}
