package dev.octet.localstack;

/** Something else listens where the stack was asked to. */
public final class PortInUseException extends RuntimeException {
  private static final String PREFIX = "octet.";

  private final int port;
  private final String what;
  private final String setting;

  PortInUseException(int port, String what, String setting) {
    super(sentence(port, what, "-D" + setting + "=…"));
    this.port = port;
    this.what = what;
    this.setting = setting;
  }

  /** The same for whom the setting is a flag of {@code octet-local.jar}. */
  String messageWithFlag() {
    return sentence(port, what, "--" + setting.substring(PREFIX.length()) + " …");
  }

  private static String sentence(int port, String what, String moves) {
    return "Port " + port + ", where " + what + " should be, is in use. Stop what listens there, or move it with " + moves + " (0: any free port).";
  }
}
