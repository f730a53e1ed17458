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
import org.jspecify.annotations.Nullable;

/** {@code mvn -Plocal}, and the process behind {@code octet-local.jar}: runs the template in the foreground until it is told to stop. */
final class Main {
  private static final String PARAMETER = "octet.parameters";

  private Main() {}

  @SuppressWarnings("CatchAndPrintStackTrace") // what nobody foresaw is told whole
  public static void main(String[] arguments) {
    Life life = Life.begin(System.getProperties());
    LocalStack stack;
    Settings settings;
    try {
      settings = settings(System.getProperties());
      BuiltCode.loadAll(); // a build may begin at any time
      stack = LocalStack.start(settings, Main::tell);
    } catch (PortInUseException e) {
      refuse(life.outOfTheJar() ? e.messageWithFlag() : e.getMessage());
      return;
    } catch (TemplateException | FunctionStartException | IllegalArgumentException | IOException e) {
      refuse(e.getMessage());
      return;
    } catch (RuntimeException e) {
      e.printStackTrace();
      System.exit(1); // the engines' threads would go on without it
      return;
    }
    life.holds(stack);
    System.out.print(Banner.of(stack, settings));
    System.out.flush();
    park();
  }

  private static void refuse(@Nullable String why) {
    System.err.println("Octet's local stack does not start:");
    System.err.println(why);
    System.exit(1);
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
        port(properties, Settings.TABLE_PORT, settings.tablePort()))
        .withSecrets(secrets(properties))
        .withSandboxOnly(Boolean.parseBoolean(properties.getProperty("octet.sandbox-only")))
        .withLogs(Path.of(properties.getProperty("octet.logs", settings.logs().toString())));
    for (Map.Entry<String, String> parameter : parameters(properties.getProperty(PARAMETER, "")).entrySet()) {
      settings = settings.withParameter(parameter.getKey(), parameter.getValue());
    }
    settings = Emulator.of(properties).map(settings::withEmulator).orElse(settings);
    String webhooks = properties.getProperty("octet.webhook-url", "");
    return webhooks.isEmpty() ? settings : settings.withParameter("SandboxWebhookUrl", webhooks);
  }

  private static LocalSecrets secrets(Properties properties) {
    LocalSecrets standard = LocalSecrets.STANDARD;
    return new LocalSecrets(
        standard.apiToken(),
        properties.getProperty("octet.access-token", standard.accessToken()),
        properties.getProperty("octet.app-secret", standard.appSecret()),
        properties.getProperty("octet.verify-token", standard.verifyToken()),
        standard.sandboxToken());
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
