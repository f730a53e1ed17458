package dev.octet.localstack.contact;

import dev.octet.localstack.LocalStack;
import dev.octet.localstack.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;

/** Reads what it is told, starts the sandbox to compare with, and asks on the terminal. */
public final class ContactMain {
  /** A property would be seen in the list of processes. */
  static final String TOKEN = "OCTET_ACCESS_TOKEN";
  private static final String META = "https://graph.facebook.com/v26.0";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final BufferedReader in;
  private final PrintStream out;

  public ContactMain(BufferedReader in, PrintStream out) {
    this.in = in;
    this.out = out;
  }

  /**
   * Returns the exit code.
   *
   * @throws IllegalArgumentException naming what is missing, or wrong
   */
  public int run(Properties properties, Map<String, String> environment) throws IOException {
    String base = given(properties.getProperty("octet.graph", ""), META);
    String number = properties.getProperty("octet.number", "");
    String token = environment.getOrDefault(TOKEN, "");
    if (!number.matches("\\d{1,20}")) {
      throw new IllegalArgumentException("say with -Doctet.number which number, by its phone number id.");
    }
    if (token.isBlank()) {
      throw new IllegalArgumentException("the environment variable " + TOKEN + " must hold the number's access token, with whatsapp_business_messaging and whatsapp_business_management.");
    }
    if (!trusted(base)) {
      throw new IllegalArgumentException("-Doctet.graph must be an https:// address: the token is sent there.");
    }
    out.println("\nFirst contact with " + base + ", beside a sandbox of its own. Nothing is written without your word.\n");
    Settings settings = Settings.standard(Path.of(properties.getProperty("octet.root", ".")).resolve("template.yaml")).withPorts(0, 0, 0).withSandboxOnly(true);
    settings = settings.withLogs(settings.logs().resolveSibling("contact-logs"));
    String subject = "Octet first contact " + UUID.randomUUID().toString().substring(0, 8);
    try (LocalStack stack = LocalStack.start(settings); HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build()) {
      var platform = new Side(http, base, token, number, subject);
      var sandbox = new Side(http, stack.url() + "/sandbox/graph/v26.0", "sandbox-token", "100000000000001", subject);
      return new FirstContact(platform, sandbox, this::mayWrite, out, Clock.systemUTC(), ContactMain::pause, PATIENCE).make() ? 0 : 1;
    }
  }

  private static String given(String value, String otherwise) {
    return value.isBlank() ? otherwise : value;
  }

  private static boolean trusted(String base) {
    URI address = URI.create(base);
    return "https".equals(address.getScheme()) || "127.0.0.1".equals(address.getHost());
  }

  private boolean mayWrite(String what) {
    out.print("    " + what + "\n    Do it? [y/N] ");
    out.flush();
    try {
      String said = in.readLine();
      return said != null && said.strip().toLowerCase(Locale.ROOT).startsWith("y");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new InterruptedIOException());
    }
  }
}
