package dev.octet.aws;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Fresh ids. From outside, so that tests are exact; made on use, so that a snapshot holds none. */
@FunctionalInterface
public interface Ids {
  /** 32 upper-case hex digits, never the same twice. */
  String next();

  static Ids random() {
    return () -> {
      byte[] bytes = new byte[16];
      new SecureRandom().nextBytes(bytes);
      return HexFormat.of().withUpperCase().formatHex(bytes);
    };
  }
}
