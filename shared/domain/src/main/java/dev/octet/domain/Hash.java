package dev.octet.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** SHA-256 as ids need it: the same words give the same id in every process. */
public final class Hash {
  private Hash() {}

  /** 64 lower-case hex digits over the parts, which cannot run into each other. */
  public static String hex(String... parts) {
    return HexFormat.of().formatHex(digest(parts));
  }

  /** 32 upper-case hex digits, the shape of a request id. */
  public static String requestId(String... parts) {
    return hex(parts).substring(0, 32).toUpperCase(Locale.ROOT);
  }

  public static byte[] sha256(byte[] bytes) {
    return sha256().digest(bytes);
  }

  private static byte[] digest(String... parts) {
    MessageDigest digest = sha256();
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
      digest.update(bytes);
    }
    return digest.digest();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
