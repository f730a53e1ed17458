package dev.octet.localstack;

/** Something else listens where the stack was asked to. */
public final class PortInUseException extends RuntimeException {
  PortInUseException(int port, String what, String setting) {
    super("Port " + port + ", where " + what + " should be, is in use. Stop what listens there, or move it with -D" + setting + "=… (0: any free port).");
  }
}
