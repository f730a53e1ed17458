package dev.octet.localstack.function;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The native part of AWS's runtime client, unpacked once for a run. Left alone, every process unpacks it to
 * the same place in {@code /tmp}: on Lambda each has a machine of its own, here they crash each other.
 */
final class NativePart {
  /** The client's own setting. */
  static final String PROPERTY = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  private NativePart() {}

  /** @param directory the run's own */
  static Path unpack(Path directory) throws IOException {
    String name = name(System.getProperty("os.arch"), Files.exists(Path.of("/lib/ld-musl-" + muslName(System.getProperty("os.arch")) + ".so.1")));
    Path library = directory.resolve(name);
    try (InputStream packed = AWSLambda.class.getResourceAsStream("/jni/" + name)) {
      if (packed == null) {
        throw new IOException("AWS's runtime client has no native part " + name + ".");
      }
      Files.copy(packed, library);
      return library;
    }
  }

  static String name(String architecture, boolean musl) {
    return "libaws-lambda-jni.linux" + (musl ? "_musl" : "") + (architecture.equals("aarch64") ? "-aarch_64" : "-x86_64") + ".so";
  }

  private static String muslName(String architecture) {
    return architecture.equals("aarch64") ? "aarch64" : "x86_64";
  }
}
