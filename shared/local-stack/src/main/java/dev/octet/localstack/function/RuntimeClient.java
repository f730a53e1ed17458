package dev.octet.localstack.function;

import java.util.Locale;

/** What stands between a function's process and the Runtime API. */
public enum RuntimeClient {
  /** AWS's own runtime interface client, as on Lambda. Its native part exists for Linux only. */
  AWS,
  /** A small client of the same API, for every other system. */
  OWN;

  /** What this machine can run. */
  public static RuntimeClient ofThisMachine() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux") ? AWS : OWN;
  }
}
