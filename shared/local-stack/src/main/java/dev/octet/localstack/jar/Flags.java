package dev.octet.localstack.jar;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was asked for behind {@code java -jar octet-local.jar}.
 *
 * @param properties what the stack is told, by the name of a system property
 */
record Flags(boolean help, Map<String, String> properties) {
  static final String HELP = """
      java -jar octet-local.jar [flags]

      Runs Octet on this machine until Ctrl-C: its functions, queues and tables, and the sandbox, which is the platform.
      It needs nothing but this Java, unpacks itself into a directory for temporary files, and keeps nothing.

        --sandbox-only        the platform alone: its Graph API, people and webhooks, without Octet
        --port n              of the HTTP API (8080); 0 is any free one, here and in the next two
        --queue-port n        of the queues (9324)
        --table-port n        of the tables (8000)
        --emulator URL        an AWS emulator that runs already and keeps queues, tables and the secret, instead of embedded engines
        --webhook-url URL     where the sandbox sends its webhooks; without it to Octet, and with --sandbox-only nowhere
        --app-secret text     what webhooks are signed with (local-app-secret)
        --access-token text   the platform's access token (sandbox-token)
        --verify-token text   with which Octet's webhook address can be verified (local-verify-token)
        --parameters A=B,C=D  parameters of template.yaml, such as RulesEdition=2026-06
        --logs directory      where the functions' logs go; without it they go when it ends
        --help                this
      """;

  private static final String PREFIX = "--";
  private static final Map<String, FlagValue> KNOWN = Map.ofEntries(
      Map.entry("help", FlagValue.NOTHING),
      Map.entry("sandbox-only", FlagValue.NOTHING),
      Map.entry("port", FlagValue.PORT),
      Map.entry("queue-port", FlagValue.PORT),
      Map.entry("table-port", FlagValue.PORT),
      Map.entry("emulator", FlagValue.ADDRESS),
      Map.entry("webhook-url", FlagValue.ADDRESS),
      Map.entry("app-secret", FlagValue.TEXT),
      Map.entry("access-token", FlagValue.TEXT),
      Map.entry("verify-token", FlagValue.TEXT),
      Map.entry("parameters", FlagValue.PARAMETERS),
      Map.entry("logs", FlagValue.DIRECTORY));

  Flags {
    properties = Map.copyOf(properties);
  }

  /** Both {@code --port 8081} and {@code --port=8081} are understood. */
  static Flags read(String... arguments) throws FlagException {
    Map<String, String> properties = new LinkedHashMap<>();
    Iterator<String> rest = Arrays.asList(arguments).iterator();
    boolean help = false;
    while (rest.hasNext()) {
      String argument = rest.next();
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument : argument.substring(0, equals);
      FlagValue takes = known(name);
      if (takes == FlagValue.NOTHING && equals >= 0) {
        throw new FlagException(name + " takes no value.");
      }
      String value = takes == FlagValue.NOTHING ? "true" : value(name, takes, equals < 0 ? next(rest) : argument.substring(equals + 1));
      help |= name.equals("--help");
      if (properties.put("octet." + name.substring(PREFIX.length()), value) != null) {
        throw new FlagException(name + " is given twice.");
      }
    }
    properties.remove("octet.help");
    return new Flags(help, properties);
  }

  private static FlagValue known(String name) throws FlagException {
    FlagValue takes = name.startsWith(PREFIX) ? KNOWN.get(name.substring(PREFIX.length())) : null;
    if (takes == null) {
      throw new FlagException("There is no flag " + name + ".");
    }
    return takes;
  }

  private static String next(Iterator<String> rest) {
    return rest.hasNext() ? rest.next() : "";
  }

  private static String value(String name, FlagValue takes, String text) throws FlagException {
    return takes.read(text).orElseThrow(() -> new FlagException(name + " takes " + takes.what() + (text.isEmpty() ? "." : "; not: " + text)));
  }
}
