package dev.octet.aws.snapshot;

import dev.octet.aws.Environment;

/** Whether Lambda will take a snapshot of this process. On its own, so that where none is taken nothing of the rehearsal is even loaded. */
public final class Snapshot {
  private Snapshot() {}

  public static boolean willBeTaken() {
    return Environment.ofProcess().optional("AWS_LAMBDA_INITIALIZATION_TYPE").filter("snap-start"::equals).isPresent();
  }
}
