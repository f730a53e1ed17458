package dev.octet.localstack.function;

import java.util.Locale;
import java.util.Set;

/** What stands between a function's process and the Runtime API. */
public enum RuntimeClient {
  /** AWS's own runtime interface client, as on Lambda. Its native part exists for Linux only. */
  AWS,
  /** A small client of the same API, for every other system. */
  OWN;

  /** What this machine can run. */
  public static RuntimeClient ofThisMachine() {
    boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
    return linux && Set.of("amd64", "x86_64", "aarch64").contains(System.getProperty("os.arch")) ? AWS : OWN;
  }
}
